import type { Language } from "../../flows/speech/index.js";

/** How reasons, areas and contractors are called in other languages than the one that the people file names them in. */
export type CauseLabels = Readonly<
  Record<string, Partial<Record<Language, string>>>
>;

/** As it stands where there is no word for it. */
export function labelCause(
  labels: CauseLabels,
  cause: string,
  language: Language,
): string {
  const own = Object.hasOwn(labels, cause) ? labels[cause] : undefined;
  return own?.[language] ?? cause;
}
