import { readFileSync, writeFileSync } from "node:fs";
import { checkFlow } from "../../../src/flows/index.js";
import { renderCertificate } from "../../../src/flows/proof/index.js";
import { rulePackNames, rulePacks } from "../../../src/flows/rule-packs.js";
import {
  agent,
  callback,
  certify,
  compiled,
  director,
  goodbye,
  menu,
  shippedText,
  smallFlow,
} from "./support/flows.js";
import { rulesPage } from "../support/rules-page.js";

const all = `rules: [${rulePackNames.join(", ")}]\n`;
const rest = agent("call-back") + director + goodbye;
const good = smallFlow(menu("person") + callback + rest, all);

function brokenBy(text: string): string[] {
  return certify(compiled(text))
    .rules.filter(({ holds }) => holds === false)
    .map(({ id }) => id);
}

const ruleIds = rulePackNames.flatMap((name) =>
  rulePacks[name].rules.map(({ id }) => id),
);

describe("rules that a flow adopts by name", () => {
  it("are all looked at, with a result for the static ones and none for the others", () => {
    const { rules } = certify(compiled(good));
    expect(rules.map(({ id }) => id)).toEqual(ruleIds);
    for (const { checked, holds } of rules)
      expect(holds !== undefined).toBe(checked === "static");
    expect(new Set(ruleIds).size).toBe(ruleIds.length);
  });

  it("are not looked at in a flow that adopts none", () => {
    expect(certify(compiled(good.replace(all, ""))).rules).toEqual([]);
  });

  it.each([
    [
      "a menu whose choices lead to another menu",
      smallFlow(
        `
  welcome:
    menu:
      say: { en: "Acme. For more, press 1." }
      choices: { "1": { to: second } }
      otherwise: person
  second:
    menu:
      say: { en: "For a person, press 1." }
      choices: { "1": { to: person } }
      otherwise: person` +
          callback +
          rest,
        all,
      ),
      ["spain-person-in-main-menu"],
    ],
    [
      "key 0 that leads to no person",
      smallFlow(
        menu("person") + callback + rest,
        `${all}always: { "0": goodbye }\n`,
      ),
      ["spain-person-at-any-moment", "brazil-person-without-data", "ten-key-0"],
    ],
    [
      "an end for callers whom nobody answered",
      smallFlow(
        menu("person") + agent("goodbye") + goodbye,
        `${all}always: { "0": person }\n`,
      ),
      ["spain-not-cut-off", "ten-call-back", "ten-no-disconnect"],
    ],
    [
      "a promise without the number of its case",
      smallFlow(
        menu("person") +
          `
  call-back:
    callback:
      for: billing
      say: { promise: { en: "{{ owner.name }} calls you {{ due }} at the latest." } }
      outcomes: { promised: goodbye }` +
          rest,
        all,
      ),
      ["spain-tracking-code", "colombia-claim-number"],
    ],
    [
      "a call-back after a week",
      smallFlow(
        menu("person") +
          callback.replace("for: billing", "for: billing, within: 168h") +
          rest,
        all,
      ),
      ["spain-answer-in-time"],
    ],
    [
      "a first menu without complaints and cancelling",
      good,
      ["brazil-complaint-on-first-menu", "brazil-cancellation-on-first-menu"],
    ],
    [
      "steps in which nobody rings back who is cut off",
      good,
      ["brazil-dropped-call-returned"],
    ],
    [
      "a prompt of half a minute",
      good.replace(
        "For a person, press 1.",
        `${"We are here for you day and night, all year. ".repeat(8)}For a person, press 1.`,
      ),
      ["ten-short-prompts"],
    ],
  ])("are broken by %s", (_what, text, ids) => {
    expect(brokenBy(text)).toEqual(expect.arrayContaining([...ids]));
  });

  it("let a step pass that rings back who is cut off", () => {
    const ringing = good.replaceAll(
      /\b(agent|director):( *\{|\n)/g,
      (_found, kind: string, open: string) =>
        open === "\n"
          ? `${kind}:\n      if cut off: call-back\n`
          : `${kind}: { if cut off: call-back, `,
    );
    expect(ringing.match(/if cut off/g)).toHaveLength(2);
    expect(brokenBy(ringing)).not.toContain("brazil-dropped-call-returned");
  });

  it("keep a flow from being served when one is broken, and say what to do", () => {
    const shipped = shippedText.replace(
      "start: closed-case",
      `${all}start: closed-case`,
    );
    const certificate = certify(compiled(shipped));
    expect(certificate.promises.every(({ kept }) => kept)).toBe(true);
    expect(certificate.holds).toBe(false);
    const printed = renderCertificate(certificate);
    expect(printed).toContain("1 of the adopted rules is broken");
    expect(printed).toMatch(
      /BROKEN: The first menu offers cancellation\.\n +Let the first menu offer cancelling in "es"/,
    );
    expect(printed).toContain("no legal advice");
  });

  it("are unknown by any other name", () => {
    const { diagnostics } = checkFlow(good.replace("spain", "france"));
    expect(diagnostics[0]?.message).toContain("france");
  });
});

it("docs/rule-packs.md is what the packs say of themselves", () => {
  const page = rulesPage();
  if (process.env["UPDATE_SAMPLES"] === "1") {
    if (process.env["CI"]) throw new Error("Pages are not written on CI.");
    writeFileSync("docs/rule-packs.md", page);
  }
  expect(readFileSync("docs/rule-packs.md", "utf8")).toBe(page);
});
