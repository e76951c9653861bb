import type { Chart } from "./chart.js";
import type { FlowDocument } from "./document.js";
import { machineConfig } from "./machine-config.js";
import { stepKinds } from "./steps/index.js";

/**
 * The steps of a flow and the ways between them, as a Mermaid flowchart. Names of nodes are numbered: a step may be called `end`, which
 * Mermaid keeps for itself.
 */
export function drawMermaid(document: FlowDocument): string {
  const ends = Object.keys(document.outcomes ?? {});
  const names = [...Object.keys(document.steps), ...ends];
  const id = (step: string) => `s${names.indexOf(step)}`;
  const lines = ["flowchart TD", `  call(["a call comes in"])`];
  for (const [name, step] of Object.entries(document.steps)) {
    const exits = stepKinds.get(step.kind)?.exits(step.body) ?? [];
    const [open, close] = exits.length === 0 ? ["([", "])"] : ["[", "]"];
    lines.push(`  ${id(name)}${open}"${name}<br/>${step.kind}"${close}`);
  }
  for (const name of ends) lines.push(`  ${id(name)}(["outcome<br/>${name}"])`);
  lines.push(`  call --> ${id(document.start)}`);
  for (const [name, step] of Object.entries(document.steps)) {
    for (const exit of stepKinds.get(step.kind)?.exits(step.body) ?? [])
      lines.push(`  ${id(name)} -->|"${label(exit.name)}"| ${id(exit.to)}`);
  }
  for (const [key, to] of Object.entries(document.always))
    lines.push(`  anywhere(["anywhere"]) -.->|"${label(key)}"| ${id(to)}`);
  return `${lines.join("\n")}\n`;
}

/** The machine of a flow as XState's configuration in JSON, which Stately's tools open. The same states as `compileFlow` builds. */
export function xstateConfig(chart: Chart): object {
  return machineConfig(chart, (wanted) => ({
    type: wanted.type,
    params: wanted,
  }));
}

// Mermaid takes # for the beginning of the number of a character, and " for the end of a label.
function label(words: string): string {
  return words.replaceAll("#", "#35;").replaceAll('"', "#34;");
}
