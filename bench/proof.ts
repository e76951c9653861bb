import { readFileSync } from "node:fs";
import { checkFlow, compileFlow } from "../src/flows/index.js";
import { proveFlow } from "../src/flows/proof/index.js";
import { manySteps } from "./many-steps.js";

/** How long the proof of the shipped flow and of made-up ones takes, how many states it visits and what memory it needs. */
export function benchProof(): Promise<object[]> {
  const flows: [string, string][] = [
    ["customer-line", readFileSync("flows/customer-line.yaml", "utf8")],
    ["20 steps", manySteps(20)],
    ["200 steps", manySteps(200)],
    ["200 steps, two languages", manySteps(200, true)],
    ["1000 steps", manySteps(1_000)],
    ["1000 steps, two languages", manySteps(1_000, true)],
  ];
  return Promise.resolve(flows.map(([name, text]) => figuresOf(name, text)));
}

function figuresOf(name: string, text: string): object {
  const { document, diagnostics } = checkFlow(text);
  if (!document) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const flow = compileFlow(document);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const proof = proveFlow(flow);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    flow: name,
    seconds: Number(seconds.toFixed(2)),
    "cpu seconds": Number(((user + system) / 1e6).toFixed(2)),
    states: proof.type === "certificate" ? proof.states : proof.limit,
    ways: proof.type === "certificate" ? proof.ways : 0,
    // Of the process so far: the largest flow comes last.
    "peak MiB": Math.round(process.resourceUsage().maxRSS / 1024),
    result:
      proof.type === "certificate"
        ? `${proof.promises.filter(({ kept }) => kept).length} of ${proof.promises.length} kept`
        : "not proved",
  };
}
