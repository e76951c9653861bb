import { readFileSync } from "node:fs";
import { parse } from "yaml";
import {
  fixOf,
  mergeFlows,
  moveItem,
  setValue,
  splitFlow,
} from "../../../src/flows/editing/index.js";
import { checkFlow, compileFlow } from "../../../src/flows/index.js";
import { drawPicture } from "../../../src/flows/picture.js";
import { proveWithSteps } from "../../../src/flows/proof/index.js";

const line = readFileSync("flows/customer-line.yaml", "utf8");
const people = readFileSync("demo/people.yaml", "utf8");

/** The lines that differ: `-` and `+`. */
const changed = (before: string, after: string): string[] => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((one) => !now.includes(one)).map((one) => `- ${one.trim()}`),
    ...now.filter((one) => !old.includes(one)).map((one) => `+ ${one.trim()}`),
  ];
};

describe("a value set in a flow's text", () => {
  it.each([
    [
      ["steps", "welcome", "menu", "attempts"],
      3,
      ["- attempts: 2", "+ attempts: 3"],
    ],
    [
      ["steps", "goodbye", "goodbye", "say", "es"],
      "Gracias: hasta pronto.",
      ["- es: Gracias por llamar.", '+ es: "Gracias: hasta pronto."'],
    ],
    [["steps", "welcome", "menu", "timeout"], "4s", ["+ timeout: 4s"]],
    [
      ["steps", "welcome", "menu", "choices", "3", "to"],
      "goodbye",
      ['+ "3":', "+ to: goodbye"],
    ],
    [
      ["steps", "person", "agent", "hold at most"],
      undefined,
      ["- hold at most: 60s"],
    ],
    [
      ["steps", "person", "agent", "outcomes", "unanswered"],
      "thanks",
      [
        "- outcomes: { done: goodbye, unanswered: call-back, unsettled: call-back, call me: call-back }",
        "+ outcomes: { done: goodbye, unanswered: thanks, unsettled: call-back, call me: call-back }",
      ],
    ],
    [
      ["steps", "extra"],
      { goodbye: { say: { es: "Adiós." } } },
      ["+ extra:", "+ es: Adiós."],
    ],
  ])("leaves all else as it is written: %j", (path, value, lines) => {
    const after = setValue(line, path, value);
    expect(changed(line, after)).toEqual(lines);
    const found = path.reduce<unknown>(
      (at, part) => (at as Record<string, unknown>)[part],
      parse(after),
    );
    expect(found).toEqual(value);
  });

  it("keeps the remarks at every other place", () => {
    const after = setValue(line, ["title"], "Otra línea");
    expect(changed(line, after)).toEqual([
      "- title: Línea de clientes",
      "+ title: Otra línea",
    ]);
  });

  it.each([
    ["title: |\n  one:\n    menu: { attempts: 2 }\n", ""],
    ["", "  # A remark at the margin of the steps.\n"],
  ])("finds the step whatever stands beside it: %j, %j", (before, within) => {
    const flow = (attempts: number) =>
      `a: 1\n${before}steps:\n  one:\n    menu:\n${within}      attempts: ${attempts}\n  # Of two.\n  two:\n    menu: { attempts: 1 }\n`;
    const after = setValue(flow(2), ["steps", "one", "menu", "attempts"], 3);
    expect(after).toBe(flow(3));
  });

  it("changes a step that is written by reference to another", () => {
    const text = `x: &x { attempts: 2 }\nsteps:\n  one:\n    menu: *x\n    say: 1\n`;
    const after = setValue(text, ["steps", "one", "say"], 2);
    expect(parse(after)).toEqual({
      x: { attempts: 2 },
      steps: { one: { menu: { attempts: 2 }, say: 2 } },
    });
  });

  it("leaves a text alone that is no YAML", () => {
    expect(setValue('a: "b', ["a"], 1)).toBe('a: "b');
  });
});

describe("what two people changed in one flow", () => {
  const attempts = line.replace("attempts: 2", "attempts: 3");
  const thanks = line.replace("Have a good day.", "Have a fine day.");

  it("is both there, when they changed different steps", () => {
    const { text, conflicts } = mergeFlows({
      base: line,
      mine: attempts,
      theirs: thanks,
    });
    expect(conflicts).toEqual([]);
    expect(changed(line, text).toSorted()).toEqual(
      [...changed(line, attempts), ...changed(line, thanks)].toSorted(),
    );
  });

  it("is both there, when they changed different fields of one step", () => {
    const wording = line.replace("A charge, 1. A person, 2.", "1 or 2.");
    const choice = line.replace(
      '        "2":\n',
      '        "3": { to: goodbye }\n        "2":\n',
    );
    const first = mergeFlows({ base: line, mine: attempts, theirs: wording });
    const all = mergeFlows({ base: line, mine: first.text, theirs: choice });
    expect([...first.conflicts, ...all.conflicts]).toEqual([]);
    expect(changed(line, all.text).toSorted()).toEqual(
      [attempts, wording, choice]
        .flatMap((text) => changed(line, text))
        .toSorted(),
    );
  });

  it("is decided as a whole where one made another kind of step of what the other changed", () => {
    const asked = line.replace(
      /    agent:\n      for: billing\n      ring: 20s/,
      "    adviser:\n      ring: 20s",
    );
    const theirs = line.replace("      ring: 20s", "      ring: 25s");
    expect(asked).not.toBe(line);
    expect(
      mergeFlows({ base: line, mine: asked, theirs }).conflicts,
    ).toMatchObject([{ section: "steps/person" }]);
  });

  it("is shown side by side where both changed one field, and taken as chosen", () => {
    const theirs = line.replace("attempts: 2", "attempts: 1");
    const both = { base: line, mine: attempts, theirs };
    const { conflicts } = mergeFlows(both);
    const section = "steps/welcome/menu/attempts";
    expect(conflicts).toEqual([
      {
        section,
        mine: "      attempts: 3\n",
        theirs: "      attempts: 1\n",
      },
    ]);
    const chosen = { [section]: "theirs" } as const;
    expect(mergeFlows({ ...both, chosen })).toEqual({
      text: theirs,
      conflicts: [],
    });
  });

  it("keeps a step that one added and one that the other took out", () => {
    const added = `${line}\n  later:\n    goodbye:\n      say: { es: Luego. }\n`;
    const without = line.slice(0, line.indexOf("  goodbye:\n"));
    const { text, conflicts } = mergeFlows({
      base: line,
      mine: added,
      theirs: without,
    });
    expect(conflicts).toEqual([]);
    expect(Object.keys((parse(text) as { steps: object }).steps)).toEqual([
      ...Object.keys((parse(without) as { steps: object }).steps),
      "later",
    ]);
  });

  it("is a conflict where one changed a step that the other took out", () => {
    const { conflicts } = mergeFlows({
      base: line,
      mine: line.slice(0, line.indexOf("  goodbye:\n")),
      theirs: line.replace("Thank you for calling.", "Bye."),
    });
    expect(conflicts).toMatchObject([{ section: "steps/goodbye" }]);
    expect(conflicts[0]).not.toHaveProperty("mine");
  });

  it("is never cut: the sections of a text are the text", () => {
    const sections = splitFlow(line);
    expect(sections.map(({ text }) => text).join("")).toBe(line);
    expect(sections.map(({ name }) => name)).toContain("steps/call-back");
    const broken = `${line}\n "`;
    expect(splitFlow(broken)).toEqual([{ name: "", text: broken }]);
    expect(
      mergeFlows({ base: line, mine: broken, theirs: thanks }).conflicts,
    ).toHaveLength(1);
  });
});

describe("the people file", () => {
  const eva = { name: "Eva Sol", phone: "+12025550199", topics: ["billing"] };
  const withEva = setValue(people, ["agents", 1], eva);

  it.each([
    [["agents", 1], eva, ["+ - name: Eva Sol", "+ topics:", "+ - billing"]],
    [
      ["agents", 0, "topics"],
      ["billing"],
      ["- topics: [billing, general]", "+ topics: [billing]"],
    ],
    [
      ["director", "title", "es"],
      "jefa",
      ["- title: { es: directora", "+ title: { es: jefa, en: director"],
    ],
    [
      ["agents", 0, "name"],
      undefined,
      ["- - name: Luis Prado", '+ - phone: "+12025550111"'],
    ],
    [
      ["powers", 0, "credits", "each", "USD"],
      4000,
      ["each: { USD: 5000 }", "each: { USD: 4000 }"],
    ],
    [
      ["hours", "office", "weekly", "monday"],
      ["09:00-12:00"],
      ['- monday: ["08:00-12:30"', '+ monday: ["09:00-12:00"]'],
    ],
    [["superiors", 0], eva, ["+ superiors:", "+ - name: Eva Sol"]],
  ])("is changed in one place alone: %j", (path, value, lines) => {
    const after = setValue(people, path, value);
    const told = changed(people, after).join("\n");
    for (const one of lines) expect(told).toContain(one);
    expect(told.split("\n").length).toBeLessThan(6);
  });

  it("loses nothing else when somebody is taken out or changes places", () => {
    expect(setValue(withEva, ["agents", 1], undefined)).toBe(people);
    expect(
      changed(withEva, setValue(withEva, ["agents", 0], undefined)),
    ).toEqual(
      changed(
        withEva,
        withEva.replace(/  - name: Luis Prado\n(    .*\n){3}/, ""),
      ),
    );
    const moved = moveItem(withEva, ["agents"], 1, 0);
    expect(changed(withEva, moved)).toEqual([]);
    expect(moved.indexOf("Eva Sol")).toBeLessThan(moved.indexOf("Luis Prado"));
    expect(moveItem(moved, ["agents"], 0, 1)).toBe(withEva);
  });

  it("has what two people changed of different persons, and shows both where it is one", () => {
    const phone = setValue(people, ["agents", 0, "phone"], "+12025550119");
    const put = mergeFlows({ base: people, mine: phone, theirs: withEva });
    expect(put.conflicts).toEqual([]);
    expect(put.text).toBe(setValue(phone, ["agents", 1], eva));
    const other = setValue(people, ["agents", 0, "phone"], "+12025550118");
    expect(
      mergeFlows({ base: people, mine: phone, theirs: other }).conflicts,
    ).toMatchObject([{ section: "agents/Luis Prado/phone" }]);
  });

  it("keeps the order that one of two gave it", () => {
    const moved = moveItem(withEva, ["agents"], 1, 0);
    const phone = setValue(withEva, ["agents", 0, "phone"], "+12025550119");
    const put = mergeFlows({ base: withEva, mine: moved, theirs: phone });
    expect(put).toEqual({
      text: setValue(moved, ["agents", 1, "phone"], "+12025550119"),
      conflicts: [],
    });
  });
});

describe("a fix that a diagnostic proposes", () => {
  it.each([
    ["otherwise: person", "otherwise: persom"],
    ["to: small-charge", 'to: "small-chrage"'],
    ["attempts: 2", "attemps: 2"],
  ])("makes %s of %s", (right, wrong) => {
    const text = line.replace(right, wrong);
    const [diagnostic] = checkFlow(text).diagnostics;
    const fix = diagnostic && fixOf(text, diagnostic);
    expect(fix).toBeDefined();
    if (!fix) return;
    const mended = text.slice(0, fix.from) + fix.insert + text.slice(fix.to);
    expect(checkFlow(mended).diagnostics).toEqual([]);
  });
});

describe("the picture of a flow", () => {
  const { document } = checkFlow(line);
  if (!document) throw new Error("The shipped flow has mistakes.");
  const picture = drawPicture(document);

  it("has each step with what is heard there, and one way between two", () => {
    expect(picture.steps.find(({ name }) => name === "welcome")).toMatchObject({
      kind: "menu",
      says: expect.stringMatching(/^Acme/) as string,
    });
    expect(picture.ways.filter(({ from }) => from === "small-charge")).toEqual([
      { from: "small-charge", to: "thanks", names: ["conceded"] },
      {
        from: "small-charge",
        to: "person",
        names: ["not-found", "over-limit", "repeat", "unavailable"],
      },
    ]);
    expect(picture.anywhere).toEqual([{ key: "0", to: "director-line" }]);
  });

  it("has seconds on each way, as the proof counts them", () => {
    const { proof, steps } = proveWithSteps(compileFlow(document));
    const between = (from: string, to: string) =>
      steps.find((one) => one.from === from && one.to === to)?.seconds ?? 0;
    for (const { from, to, names } of picture.ways)
      // Nobody is on the telephone who goes on where they are rung back.
      if (names.join() !== "if cut off")
        expect([from, to, between(from, to) > 0]).toEqual([from, to, true]);
    const asked =
      proof.type === "certificate"
        ? proof.promises.find(({ name }) => name === "asks for a person within")
        : undefined;
    expect(between("welcome", "person")).toBeLessThan(Number(asked?.bound));
    expect(
      between("welcome", "small-charge") + between("small-charge", "person"),
    ).toBeGreaterThanOrEqual(Number(asked?.bound) - 1);
  });
});
