import { rulePacks } from "../../../src/flows/rule-packs.js";

/** docs/rule-packs.md, from the packs themselves. */
export function rulesPage(): string {
  return [
    "For: the head of customer service, and whoever answers for rules that the line is held to.",
    "",
    "# Rules to adopt by name",
    "",
    "A flow may adopt sets of rules with one line, such as `rules: [spain, ten-rules]`. `directo check` prints each rule with the [certificate](promises.md):",
    "",
    "- **static**: proved on every way through the flow. A flow that breaks one is not served.",
    "- **measured live**: a figure of the calls, at `/metrics`.",
    "- **not checkable here**: about something that the line does not see.",
    "",
    "The packs say what is checked, and no more. They are no legal advice: the laws were read in the sources below, and the text in force is for a lawyer.",
    ...Object.entries(rulePacks).flatMap(([name, { title, source, rules }]) => [
      "",
      `## ${name}`,
      "",
      `${title}. Source: ${source}.`,
      "",
      "| demands | checked | what is looked at |",
      "| --- | --- | --- |",
      ...rules.map(
        ({ demands, checked, limits }) =>
          `| ${demands} | ${checked} | ${limits} |`,
      ),
    ]),
    "",
  ].join("\n");
}
