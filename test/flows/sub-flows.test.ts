import {
  checkFlow,
  checkFlows,
  compileFlow,
  isSubFlow,
} from "../../src/flows/index.js";
import { proveFlow } from "../../src/flows/proof/index.js";
import { goodFlow } from "./support/good-flow.js";
import { subFlow } from "./support/sub-flow.js";

/** A flow that others run and that runs these. */
function running(name: string, ...others: readonly string[]): string {
  const steps = others.map(
    (other, index) =>
      `  s${index}: { flow: { run: ${other}, outcomes: { done: ${index + 1 < others.length ? `s${index + 1}` : "done"} } } }`,
  );
  return [
    `directo: 1\nflow: ${name}\ntitle: One of many\ntime zone: UTC`,
    "languages: { en: { voice: Polly.Joanna-Neural, speaks: en-US } }",
    `outcomes: { done: It is over }\nstart: s0\nsteps:`,
    ...(steps.length > 0
      ? steps
      : ["  s0: { say: { text: { en: Hello. }, to: done } }"]),
  ].join("\n");
}

const main = goodFlow.replace(
  /  person:\n {4}agent:[^]*?\n\n/,
  () => `  person:
    flow:
      run: reach-somebody
      with: { topic: billing, subject: { en: your bill } }
      outcomes: { served: bye, promised: bye, director: director }

`,
);

/** Asks what it was given: small fees go one way, others another. */
const asking = `directo: 1
flow: by-fee
title: What becomes of a fee
time zone: UTC
languages: { en: { voice: Polly.Joanna-Neural, speaks: en-US } }
inputs: { fee: money }
outcomes: { small: Nothing to talk about, large: Somebody should talk }
start: ask
steps:
  ask:
    choose:
      choices: [{ when: "input.fee > money('2.00 USD')", to: large }]
      otherwise: small
`;
const askingWith = (fee: string, small: string, large: string) =>
  checkFlow(
    goodFlow.replace(
      "start: welcome\n\nsteps:",
      `start: fee\n\nsteps:\n  fee: { flow: { run: by-fee, with: { fee: ${fee} }, outcomes: { small: ${small}, large: ${large} } } }`,
    ),
    [asking],
  );

describe("a condition on an input", () => {
  const sendsAway = (fee: string, small: string, large: string) => {
    const { document, diagnostics } = askingWith(fee, small, large);
    if (!document) throw new Error(JSON.stringify(diagnostics));
    const proof = proveFlow(compileFlow(document));
    return (
      proof.type === "certificate" &&
      proof.promises.some(
        ({ name, kept }) => name === "never sent away" && !kept,
      )
    );
  };

  it("is decided by what the flow was given, in the proof too", () => {
    expect(sendsAway("2.10 USD", "bye", "welcome")).toBe(false);
    expect(sendsAway("2.10 USD", "welcome", "bye")).toBe(true);
    expect(sendsAway("1.90 USD", "bye", "welcome")).toBe(true);
    expect(sendsAway("1.90 USD", "welcome", "bye")).toBe(false);
  });

  it("may name no input that is not declared", () => {
    const { diagnostics } = checkFlow(
      asking.replace("input.fee", "input.price"),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual([
      "condition-variable-unknown",
    ]);
  });
});

describe("a flow that runs others", () => {
  it("is compiled together with them, and the proof goes through them", () => {
    const { document } = checkFlow(main.replace(/  call-back:[^]*?\n\n/, ""), [
      subFlow,
    ]);
    if (!document) throw new Error("It has mistakes.");
    const flow = compileFlow(document);
    expect(Object.keys(flow.chart.steps)).toContain("person/call-back");
    expect(isSubFlow(document)).toBe(false);
    expect(proveFlow(flow).holds).toBe(true);
  });

  it("breaks its promises with what they do", () => {
    const hangsUp = subFlow.replace(
      "unanswered: call-back",
      "unanswered: served",
    );
    const { document } = checkFlow(main, [hangsUp]);
    if (!document) throw new Error("It has mistakes.");
    const proof = proveFlow(compileFlow(document));
    if (proof.type !== "certificate") throw new Error("It is not proved.");
    expect(
      proof.promises.filter(({ kept }) => !kept).map(({ name }) => name),
    ).toContain("never sent away");
  });

  it("has another certificate when one of them changes", () => {
    const [one, other] = [subFlow, subFlow.replace("It is", "That is")].map(
      (text) => {
        const { document } = checkFlow(main, [text]);
        return document && proveFlow(compileFlow(document));
      },
    );
    if (one?.type !== "certificate" || other?.type !== "certificate")
      throw new Error("It is not proved.");
    expect(one.hash).not.toBe(other.hash);
  });

  it("is told of a cycle, and never goes round in it: sixty flows that all run each other", () => {
    const names = Array.from({ length: 60 }, (_, index) => `flow-${index}`);
    const codes = checkFlows(
      names.map((name) => running(name, ...names)),
    ).flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code));
    expect(codes).toContain("flow-cycle");
    expect(new Set(codes)).toEqual(new Set(["flow-cycle"]));
  });

  it("is told when it would be too large, before it is: thirty flows that each run the next one twice", () => {
    const texts = Array.from({ length: 30 }, (_, index) =>
      running(
        `flow-${index}`,
        ...(index < 29 ? [`flow-${index + 1}`, `flow-${index + 1}`] : []),
      ),
    );
    const codes = checkFlows(texts).map(({ diagnostics }) =>
      diagnostics.map(({ code }) => code),
    );
    expect(codes[29]).toEqual([]);
    expect(codes[24]).toEqual([]);
    expect(codes[23]).toEqual(["flow-too-large"]);
    expect(codes[22]).toEqual(["flow-with-mistakes", "flow-with-mistakes"]);
  });

  it("is not run by mistake: a file without a name takes no other's place", () => {
    const nameless = goodFlow.replace("flow: sample\n", "");
    const [first] = checkFlows([
      goodFlow.replace("flow: sample", "flow: customer-line"),
      nameless,
    ]);
    expect(first?.diagnostics).toEqual([]);
  });
});
