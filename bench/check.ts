import { parseDocument } from "yaml";
import { checkFlow, compileFlow } from "../src/flows/index.js";
import { badDocuments } from "../test/flows/support/bad-documents.js";
import { manySteps } from "./many-steps.js";

/** Times that each is done; the quickest counts, since the machine may be busy with something else. */
const rounds = 9;

/**
 * How long it takes to check and compile a flow, against parsing its YAML alone (aim: within 20 times), and to explain documents that
 * were made to keep the checker busy (aim: two seconds each).
 */
export function benchCheck(): Promise<object[]> {
  const good = [20, 200, 1_000].map((steps) => {
    const text = manySteps(steps);
    const yaml = quickest(rounds, () => parseDocument(text));
    const check = quickest(rounds, () => checkFlow(text));
    const { document } = checkFlow(text);
    if (!document) throw new Error(`The flow of ${steps} steps is no good.`);
    const compile = quickest(rounds, () => compileFlow(document));
    return {
      document: `${steps} steps`,
      "check ms": check,
      "compile ms": compile,
      "YAML alone ms": yaml,
      "times YAML": Number(((check + compile) / yaml).toFixed(1)),
    };
  });
  const bad = badDocuments.map(([what, make]) => {
    const text = make();
    return { document: what, "check ms": quickest(1, () => checkFlow(text)) };
  });
  return Promise.resolve([...good, ...bad]);
}

function quickest(times: number, work: () => unknown): number {
  const took = Array.from({ length: times }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return Number(Math.min(...took).toFixed(1));
}
