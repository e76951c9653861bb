/** A tree of menus over four agents and two disputes, with ways back up: loops, in which promises break, are looked at too. */
export function manySteps(count: number, twoLanguages = false): string {
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
