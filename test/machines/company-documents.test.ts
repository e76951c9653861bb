/** The people file and the policies: what a change of them is, and for whom. */
import { readFile } from "node:fs/promises";
import {
  mistakesIn,
  peopleDocument,
  whyForTwo,
} from "../../src/machines/company/documents.js";
import { diffDocuments } from "../../src/machines/company/diff-documents.js";

describe("whether a change of the people file is for two to publish", () => {
  const agent = "- name: Luis Prado";
  const adviser = "- name: Elena Ruiz";
  const trainee = 'agents:\n  - name: Eva Mora\n    phone: "+12025550177"';
  it.each([
    ["authority", "+12025550111", "+12025550119"],
    ["authority", "+12025550122", "+12025550119"],
    ["authority", "+12025550104", "+12025550119"],
    ["authority", adviser, `${adviser}\n    email: elena@acme.example`],
    ["authority", agent, `${agent}\n    superior: Elena Ruiz`],
    ["authority", "deputies:", trainee.replace("agents", "deputies")],
    ["money", "{ USD: 5000 }", "{ USD: 5001 }"],
    ["money", "hours:\n", "outbound: { calls a day: 9 }\nhours:\n"],
    [undefined, "agents:", trainee],
    [undefined, agent, `${agent}\n    hours: office`],
    [undefined, '"2026-12-08"', '"2026-12-09"'],
    [undefined, "topics: [billing, general]", "topics: [general]"],
  ])("says %s of %s → %s", async (why, from, to) => {
    const text = await readFile("demo/people.yaml", "utf8");
    const changed = text.replace(from, to);
    expect(mistakesIn(peopleDocument, changed)).toEqual([]);
    expect(changed).not.toBe(text);
    expect(whyForTwo(peopleDocument, text, changed)).toBe(why);
  });
});

describe("two versions of a document", () => {
  it("are told apart by who came and left, and what is another of whom", async () => {
    const text = await readFile("demo/people.yaml", "utf8");
    const changed = text
      .replace("each: { USD: 5000 }", "each: { USD: 6000 }")
      .replace("+12025550111", "+12025550119")
      .replace('"2026-12-08"', '"2026-12-09"')
      .replace('saturday: ["09:00-13:00"]', "saturday: []")
      .replace('["+12025550144"]', '["+12025550144", "+12025550145"]')
      .replace(/deputies:[^#]+/, "")
      .replace("Ana Torres, Iván Rey, Elena", "Ana Torres, Elena")
      .replace(
        "agents:",
        'agents:\n  - name: Eva Mora\n    phone: "+12025550177"',
      );
    const told = diffDocuments(peopleDocument, text, changed) ?? [];
    expect(
      told.map(({ kind, name, standing, facts }) => [
        `${standing} ${kind} ${name}`,
        ...facts.map((one) =>
          JSON.stringify([one.name, one.before, one.after]),
        ),
      ]),
    ).toEqual([
      [
        "came person Eva Mora",
        '["role",null,"agents"]',
        '["phones",null,["+12025550177"]]',
      ],
      [
        "changed person Luis Prado",
        '["phones",["+12025550111"],["+12025550119"]]',
        '["credits each",{"amounts":{"USD":5000}},{"amounts":{"USD":6000}}]',
      ],
      [
        "changed hours office",
        '["saturday",["9:00–13:00"],[]]',
        '["holidays",{"any":["2026-12-08"]},{"any":["2026-12-09"]}]',
      ],
      [
        "changed customers corporate",
        '["numbers",null,{"any":["+12025550145"]}]',
      ],
      ["left person Iván Rey"],
    ]);
  });

  it("are not compared while one has mistakes", () => {
    expect(
      diffDocuments(peopleDocument, "director:", "agents:"),
    ).toBeUndefined();
  });

  it("of a policy are told by its limits", async () => {
    const text = await readFile("flows/policies/small-disputes.yaml", "utf8");
    const changed = text
      .replace("{ USD: 500 }", "{ USD: 270 }")
      .replace("plan: never", "plan: { USD: 100 }");
    expect(
      diffDocuments("policies/small-disputes.yaml", text, changed),
    ).toEqual([
      {
        kind: "policy",
        name: "small-disputes",
        standing: "changed",
        facts: [
          {
            name: "threshold",
            before: { amounts: { USD: 500 } },
            after: { amounts: { USD: 270 } },
          },
          {
            name: "category plan",
            before: "never",
            after: { amounts: { USD: 100 } },
          },
        ],
      },
    ]);
    expect(
      diffDocuments("policies/small-disputes.yaml", text, undefined),
    ).toMatchObject([{ standing: "left" }]);
  });
});
