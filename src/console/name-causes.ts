import {
  labelCause,
  type CauseLabels,
} from "../machines/company/cause-labels.js";
import type { UiLanguage } from "../phone/words.js";

export interface NamedCause {
  readonly value: string;
  readonly text: string;
}

/** Reasons, areas or contractors as the reader calls them, to choose from. */
export function nameCauses(
  causes: readonly string[],
  { labels }: { readonly labels: CauseLabels },
  language: UiLanguage,
): readonly NamedCause[] {
  return causes.map((value) => ({
    value,
    text: labelCause(labels, value, language),
  }));
}
