import { readFileSync } from "node:fs";
import { createMachine, type AnyStateMachine, type AnyStateNode } from "xstate";
import { drawMermaid, xstateConfig } from "../../src/flows/graph.js";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { goodFlow } from "./support/good-flow.js";

function compiled(text: string) {
  const { document, diagnostics } = checkFlow(text);
  if (!document) throw new Error(JSON.stringify(diagnostics));
  return compileFlow(document);
}

/** Every state by its id with the ways out of it: event, guard, targets. */
function waysOf({ root }: AnyStateMachine): [string, unknown][] {
  const walk = (node: AnyStateNode): [string, unknown][] => [
    [
      node.id,
      [...node.transitions.values(), node.always ?? []]
        .flat()
        .map((way) => [
          way.eventType,
          way.guard,
          (way.target ?? []).map(({ id }) => id),
        ]),
    ],
    ...Object.values(node.states).flatMap(walk),
  ];
  return walk(root as AnyStateNode);
}

const shipped = readFileSync("flows/customer-line.yaml", "utf8");

describe("the picture of a flow", () => {
  it.each([
    ["the shipped flow", shipped],
    ["a small flow", goodFlow],
  ])(
    "has, as XState's JSON, the states and ways of the machine of %s",
    (_, text) => {
      const { chart, machine } = compiled(text);
      const config = JSON.parse(JSON.stringify(xstateConfig(chart))) as object;
      const drawn = waysOf(createMachine(config as never) as AnyStateMachine);
      expect(drawn.length).toBeGreaterThan(10);
      expect(drawn).toEqual(waysOf(machine));
    },
  );

  it("is, for Mermaid, the steps and the ways between them", () => {
    const text = goodFlow
      .replaceAll(/\bbye\b/g, "end")
      .replace('"2":', '"#":')
      .replace("person, 2", "person, pound");
    expect(drawMermaid(compiled(text).document)).toBe(`flowchart TD
  call(["a call comes in"])
  s0["welcome<br/>menu"]
  s1["person<br/>agent"]
  s2["call-back<br/>callback"]
  s3["director<br/>director"]
  s4(["end<br/>goodbye"])
  call --> s0
  s0 -->|"1"| s1
  s0 -->|"#35;"| s1
  s0 -->|"otherwise"| s1
  s1 -->|"done"| s4
  s1 -->|"unanswered"| s2
  s2 -->|"promised"| s4
  s3 -->|"done"| s4
  s3 -->|"promised"| s4
  anywhere(["anywhere"]) -.->|"0"| s3
`);
  });
});
