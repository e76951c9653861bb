import { quoted, type Finding } from "../diagnostics.js";
import { languagesOf } from "../document.js";
import type { Draft } from "../parse.js";
import { kindOf } from "./kind-of.js";

/** Does each key mean one thing, wherever a caller presses it? */
export function checkKeys({ document }: Draft): Finding[] {
  const { always, languages, steps } = document;
  const findings: Finding[] = [];
  const byKey = new Map<string, string[]>();
  for (const language of languagesOf(document)) {
    const key = languages[language]?.key;
    if (key === undefined) continue;
    byKey.set(key, [...(byKey.get(key) ?? []), language]);
    if (Object.hasOwn(always, key))
      findings.push({
        code: "language-key-clash",
        message: `Key ${key} changes to ${quoted(language)}, and \`always\` sends it to ${quoted(always[key] ?? "")}.`,
        hint: "Choose another key for one of them.",
        path: ["languages", language, "key"],
      });
  }
  for (const [key, list] of byKey)
    if (list.length > 2)
      findings.push({
        code: "language-key-clash",
        message: `Key ${key} changes to ${list.map(quoted).join(", ")}: only the first two would ever be reached.`,
        hint: "Two languages may share a key, which then changes between them; a third one needs its own.",
        path: ["languages", list[2] ?? "", "key"],
      });
  const taken = new Map(
    [...byKey].map(([key, list]) => [
      key,
      `changes the language to ${list[0]}`,
    ]),
  );
  for (const [key, to] of Object.entries(always))
    taken.set(key, `goes to ${quoted(to)}`);
  for (const [name, step] of Object.entries(steps))
    for (const { key, path } of kindOf(step.kind).keys(step.body))
      if (taken.has(key))
        findings.push({
          code: "key-shadows-always",
          message: `Step ${quoted(name)} uses key ${key}, which ${taken.get(key)} everywhere else.`,
          hint: "Choose another key: one that callers know by heart does not change its meaning.",
          path: ["steps", name, step.kind, ...path],
          mark: "name",
        });
  return findings;
}
