import { readFileSync } from "node:fs";
import { checkFlow, compileFlow } from "../src/flows/index.js";
import { proveFlow } from "../src/flows/proof/index.js";

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
  const before = process.memoryUsage().heapUsed;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const proof = proveFlow(flow);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const used = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  return {
    flow: name,
    seconds: Number(seconds.toFixed(2)),
    "cpu seconds": Number(((user + system) / 1e6).toFixed(2)),
    states: proof.type === "certificate" ? proof.states : proof.limit,
    ways: proof.type === "certificate" ? proof.ways : 0,
    "heap MiB": Math.round(used),
    result:
      proof.type === "certificate"
        ? `${proof.promises.filter(({ kept }) => kept).length} of ${proof.promises.length} kept`
        : "not proved",
  };
}

/** A tree of menus over four agents and two disputes, with ways back up: loops, in which promises break, are looked at too. */
function manySteps(count: number, twoLanguages = false): string {
  const say = (words: string) =>
    `{ en: "${words}"${twoLanguages ? `, es: "${words}"` : ""} }`;
  const menus = Array.from({ length: count - 8 }, (_, at) => {
    const left =
      at * 2 + 1 < count - 8 ? `menu-${at * 2 + 1}` : `agent-${at % 4}`;
    const right =
      at * 2 + 2 < count - 8 ? `menu-${at * 2 + 2}` : `dispute-${at % 2}`;
    const back =
      at > 0 && at % 7 === 0 ? `menu-${Math.floor(at / 2)}` : `agent-${at % 4}`;
    return `  menu-${at}:
    menu:
      say: ${say("One, 1. Two, 2. Three, 3.")}
      choices: { "1": { to: ${left} }, "2": { to: ${right} }, "3": { to: ${back} } }
      otherwise: agent-0`;
  });
  const agents = [0, 1, 2, 3].map(
    (at) =>
      `  agent-${at}: { agent: { for: topic-${at}, outcomes: { done: bye, unanswered: back } } }`,
  );
  const disputes = [0, 1].map(
    (at) =>
      `  dispute-${at}: { dispute: { policy: p, outcomes: { conceded: bye, not-found: agent-0, over-limit: agent-1, repeat: agent-2, unavailable: agent-3 } } }`,
  );
  return `directo: 1
flow: many-steps
title: Many steps
languages:
  en: { voice: Polly.Joanna-Neural, speaks: en-US${twoLanguages ? ', key: "9", offer: "For English, press 9."' : ""} }
${twoLanguages ? '  es: { voice: Polly.Mia-Neural, speaks: es-MX, key: "9", offer: "Para español, marque 9." }\n' : ""}time zone: America/Bogota
always: { "0": director }
start: menu-0
steps:
${[...menus, ...agents, ...disputes].join("\n")}
  back: { callback: { outcomes: { promised: bye } } }
  director: { director: { outcomes: { done: bye, promised: bye } } }
  bye: { goodbye: { say: ${say("Goodbye.")} } }
`;
}
