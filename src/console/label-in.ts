import type { Charge } from "../flows/events.js";

/** In the reader's language where there is a word for it. */
export function labelIn(label: Charge["label"], language: "es" | "en"): string {
  return label[language] ?? Object.values(label)[0] ?? "";
}
