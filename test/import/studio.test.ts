import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { connectionsFile, knownToFlows } from "../../src/lookups/index.js";
import { proveOnce } from "../support/prove-once.js";
import {
  importStudio,
  renderReport,
  withInner,
  type Imported,
} from "../../src/import/index.js";

const here = join(process.cwd(), "test/import");
const updating = process.env["UPDATE_SAMPLES"] === "1";
const names = readdirSync(join(here, "exports")).map((file) =>
  file.replace(".json", ""),
);
const textOf = (name: string) =>
  readFileSync(join(here, "exports", `${name}.json`), "utf8");

function imported(text: string): Imported {
  const result = importStudio(text, { flow: "imported", timeZone: "UTC" });
  if (typeof result === "string") throw new Error(result);
  return result;
}

/** With the connections that an admin is left to complete. */
function checkWhole({ yaml, lookUps, subFlows }: Imported) {
  const connections =
    lookUps === undefined
      ? {}
      : knownToFlows(connectionsFile.parse(parse(lookUps)).connections);
  const beside = subFlows.flatMap(withInner).map((one) => one.yaml);
  return checkFlow(yaml, beside, { connections });
}

/** So many files are turned into something odd. */
const rounds = process.env["LONG"] ? 60 : 8;

describe.each(names)("the Studio flow %s", (name) => {
  const result = imported(textOf(name));

  it("becomes this flow, with this report", () => {
    const printed: Readonly<Record<string, string>> = {
      [`${name}.yaml`]: result.yaml,
      [`${name}.txt`]: renderReport(result.report, result.lookUps),
    };
    for (const [file, text] of Object.entries(printed)) {
      const path = join(here, "expected", file);
      if (updating) {
        if (process.env["CI"]) throw new Error("Not updated on CI.");
        writeFileSync(path, text);
      }
      expect(text).toBe(readFileSync(path, "utf8"));
    }
  });

  it("passes its check and its proof", () => {
    const { document, diagnostics } = checkWhole(result);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual(
      [],
    );
    if (!document) throw new Error("It has errors.");
    const proof = proveOnce(compileFlow(document));
    if (proof.type !== "certificate") throw new Error("It is not proved.");
    expect(proof.promises.filter(({ kept }) => !kept)).toEqual([]);
    expect(proof.holds).toBe(true);
  });

  it("is told of whole: every widget, every way out", () => {
    expectWhole(textOf(name), result);
  });
});

/** Each widget and each transition of an export stands in the report, with what became of it. */
function expectWhole(text: string, { report }: Imported): void {
  const { states } = JSON.parse(text) as { states: unknown[] };
  const seen = new Set<string>();
  const widgets = states.flatMap((state) => {
    const { name, type, transitions } = (state ?? {}) as Record<
      string,
      unknown
    >;
    if (typeof name !== "string" || name === "" || typeof type !== "string")
      return [];
    if (seen.has(name)) return [];
    seen.add(name);
    return [
      { name, ways: Array.isArray(transitions) ? transitions.length : 0 },
    ];
  });
  expect(
    report.widgets.map(({ widget, ways }) => ({
      name: widget,
      ways: ways.length,
    })),
  ).toEqual(widgets);
  for (const { says, ways } of report.widgets) {
    expect(says.join("").length).toBeGreaterThan(10);
    for (const way of ways) expect(way.says.length).toBeGreaterThan(5);
  }
}

describe("an import", () => {
  const report = (name: string) => imported(textOf(name)).report;
  const broken = (name: string) =>
    Object.fromEntries(
      report(name).broken.map(({ promise, why }) => [promise, why]),
    );

  it("says which promises the old flow did not keep", () => {
    expect(broken("menus")).toMatchObject({
      "menus before a person": expect.stringContaining("3 at worst") as string,
      "prompt at most": expect.stringContaining("first") as string,
      "answered or promised within": expect.stringContaining(
        "round for ever",
      ) as string,
      "silence ends at a person": expect.stringContaining("timeout") as string,
    });
    expect(broken("ivr")).toMatchObject({
      "never sent away": expect.stringContaining('"hours" hung up') as string,
      "nothing recorded without a yes": expect.stringContaining(
        "support",
      ) as string,
      "no more than five rings (C4)": expect.stringContaining("30") as string,
    });
  });

  it("turns a key and a word of the same branch into one choice", () => {
    const { document } = imported(textOf("ivr"));
    expect(document.steps["main-menu"]).toMatchObject({
      kind: "menu",
      body: {
        choices: {
          "1": { to: "sales", heard: { en: ["sales"] } },
          "2": { to: "support", heard: { en: ["support", "help"] } },
          "3": { to: "hours" },
        },
        otherwise: "person",
      },
    });
  });

  it("carries conditions and texts over, and tells what they lost", () => {
    const { document, yaml } = imported(textOf("citas"));
    expect(document.languages).toHaveProperty("es");
    expect(yaml).not.toContain("widgets.");
    expect(yaml).toContain("es: Para confirmar su cita, marque 1.");
    expect(document.steps["vip"]).toMatchObject({
      kind: "choose",
      body: {
        choices: [
          {
            when: "caller.number in ['+525512345678', '+525587654321']",
            to: "doctora",
          },
          { when: "buscar.estado == 'pendiente'", to: "menu" },
        ],
        otherwise: "buscar",
      },
    });
    const { widgets } = report("citas");
    expect(widgets.find(({ widget }) => widget === "buscar")).toMatchObject({
      fate: "changed",
      says: [
        "Is the look-up buscar, over the connection at_clinica_example.",
        expect.stringContaining("It posted") as string,
      ],
    });
    expect(widgets.find(({ widget }) => widget === "confirmar")).toMatchObject({
      fate: "lost",
      says: [expect.stringContaining("citas-1234.twil.io") as string],
    });
  });

  it("asks for digits, and looks up over a connection that an admin completes", () => {
    const { document, lookUps } = imported(textOf("account"));
    expect(document.steps["account"]).toMatchObject({
      kind: "ask",
      body: { answer: "account", length: 6, otherwise: "person" },
    });
    expect(parse(lookUps ?? "")).toMatchObject({
      connections: {
        at_core_acme_example: {
          url: "https://core.acme.example",
          "look-ups": {
            check_account: {
              path: "/v1/accounts/{digits}?lang=en&phone={phone}",
              answer: { balance: { at: "/balance" } },
            },
          },
        },
      },
    });
    expect(broken("account")).toMatchObject({
      "questions at most": "2 at worst, where 1 is usual.",
    });
  });

  it("makes one flow of branches that say the same in two languages", () => {
    const { document } = imported(textOf("bilingual"));
    expect(document.languages).toMatchObject({
      en: { key: "9", offer: "For English, press 9." },
      es: { key: "9", offer: "Para español, marque 9." },
    });
    expect(document.start).toBe("menu-en");
    expect(document.steps).not.toHaveProperty("menu-es");
    expect(document.steps["thanks-en"]?.body).toMatchObject({
      text: {
        en: "Thank you. Account {{ answers.account_en }}.",
        es: "Gracias. Cuenta {{ answers.account_en }}.",
      },
    });
  });

  it("says what is known on every call, and leaves a gap where it is not", () => {
    const json = JSON.parse(textOf("account")) as {
      states: { name: string; transitions: { next?: string }[] }[];
    };
    // Calls come to the sentence before anything was asked.
    for (const { name, transitions } of json.states)
      if (name === "Trigger")
        for (const way of transitions)
          if (way.next !== undefined) way.next = "tell_balance";
    const { document } = imported(JSON.stringify(json));
    expect(document.steps["tell-balance"]?.body).toMatchObject({
      text: { en: expect.stringMatching(/^Thank you,/) as string },
    });
  });

  it("runs the flows that are given, and goes on where they end", () => {
    const given = new Map([
      [
        "FW00000000000000000000000000000000",
        { flow: "inner", text: textOf("account") },
      ],
    ]);
    const result = importStudio(textOf("flex"), {
      flow: "imported",
      timeZone: "UTC",
      subFlows: given,
    });
    if (typeof result === "string") throw new Error(result);
    const [inner] = result.subFlows;
    expect(result.document.steps["english"]).toMatchObject({
      kind: "flow",
      body: { run: "inner", outcomes: { completed: "to-flex" } },
    });
    expect(inner?.document.steps["agents"]).toMatchObject({
      kind: "agent",
      body: { outcomes: { done: "completed" } },
    });
    const { diagnostics } = checkWhole(result);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual(
      [],
    );
    expectWhole(textOf("account"), inner ?? result);
  });

  it.each(["", "{", "[]", "null", '{"states":{}}', "7"])(
    "says that %j is no Studio flow",
    (text) => {
      expect(
        typeof importStudio(text, { flow: "imported", timeZone: "UTC" }),
      ).toBe("string");
    },
  );

  it("never throws, and passes the check, whatever a file was turned into", () => {
    let seed = 20_261_122;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const odd: unknown[] = [
      null,
      "",
      0,
      true,
      [],
      {},
      "person",
      "{{",
      "9".repeat(50),
      "__proto__",
      "0",
      "*",
      "split-based-on",
      "say-play",
      "connect-call-to",
      "Press 5.",
      "x".repeat(3_000),
    ];
    for (let round = 0; round < rounds; round += 1) {
      const json = JSON.parse(
        textOf(names[random(names.length)] ?? ""),
      ) as object;
      for (let changes = 1 + random(4); changes > 0; changes -= 1)
        mutate(json, random, odd);
      const text = JSON.stringify(json);
      const result = importStudio(text, { flow: "imported", timeZone: "UTC" });
      if (typeof result === "string") continue;
      const { document } = checkWhole(result);
      if (!document) throw new Error(`Has errors: ${text}`);
      expectWhole(JSON.stringify({ states: [], ...json }), result);
    }
  });
});

/** Puts something odd, or a piece of the same file, somewhere into it. */
function mutate(
  json: object,
  random: (below: number) => number,
  odd: readonly unknown[],
): void {
  const places: { at: Record<string, unknown>; key: string }[] = [];
  const walk = (at: unknown) => {
    if (typeof at !== "object" || at === null) return;
    for (const key of Object.keys(at)) {
      places.push({ at: at as Record<string, unknown>, key });
      walk((at as Record<string, unknown>)[key]);
    }
  };
  walk(json);
  const place = places[random(places.length)];
  const other = places[random(places.length)];
  if (!place || !other) return;
  const value = random(2) === 0 ? odd[random(odd.length)] : other.at[other.key];
  place.at[place.key] =
    value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
