import { checkChoices } from "./checks/choices.js";
import { checkKeys } from "./checks/keys.js";
import { checkLanguages } from "./checks/languages.js";
import { checkLoops } from "./checks/loops.js";
import { checkPrompts } from "./checks/prompts.js";
import { checkTargets } from "./checks/targets.js";
import {
  isError,
  severities,
  type Diagnostic,
  type Finding,
} from "./diagnostics.js";
import type { FlowDocument } from "./document.js";
import { parseFlow, type Draft } from "./parse.js";
import type { Places } from "./places.js";
import { createTold } from "./told.js";

export interface Checked {
  /** Present when there is no error: this document may be compiled. */
  readonly document?: FlowDocument;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Nobody reads more at once, and a broken document of the greatest size has tens of thousands. */
const mostShown = 500;

/** Reads and checks a flow document; all mistakes at once, none thrown. */
export function checkFlow(text: string): Checked {
  const { draft, findings: form, places } = parseFlow(text);
  const isTold = createTold(form);
  const meaning = draft
    ? checkMeaning(draft, places).filter((finding) => !isTold(finding))
    : [];
  const findings = [...form, ...meaning];
  const diagnostics = placeAll(findings, places);
  return draft && !findings.some(isError)
    ? { document: draft.document, diagnostics }
    : { diagnostics };
}

/** Phase two: what the parts of a readable document mean together. */
function checkMeaning(draft: Draft, places: Places): Finding[] {
  const targets = checkTargets(draft);
  return [
    ...targets,
    ...(draft.isWhole && !targets.some(isError)
      ? checkLoops(draft.document)
      : []),
    ...checkKeys(draft),
    ...checkLanguages(draft),
    ...checkPrompts(draft, places),
    ...checkChoices(draft),
  ];
}

function placeAll(findings: readonly Finding[], places: Places): Diagnostic[] {
  const placed = findings
    .map((finding) => ({ finding, place: places.find(finding) }))
    .toSorted(
      (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
    );
  const shown = placed
    .slice(0, mostShown)
    .map(({ finding: { code, message, hint, path }, place }): Diagnostic => {
      const words = typeof hint === "function" ? hint() : hint;
      return {
        code,
        severity: severities[code],
        message,
        ...(words !== undefined && { hint: words }),
        path,
        ...place,
      };
    });
  const next = placed[mostShown];
  return next === undefined
    ? shown
    : [
        ...shown,
        {
          code: "mistakes-too-many",
          severity: severities["mistakes-too-many"],
          message: `There are ${placed.length - mostShown} more mistakes from here on.`,
          hint: "Mend the ones above first.",
          path: [],
          ...next.place,
        },
      ];
}
