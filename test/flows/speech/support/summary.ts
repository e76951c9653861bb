import type { Heard } from "../../../../src/flows/speech/heard.js";

/** What was heard, in a form that fits a table. */
export function summary(heard: Heard): string {
  if ("id" in heard) return heard.id;
  return "none" in heard ? "none" : `several ${heard.several.join(" ")}`;
}
