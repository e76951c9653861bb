import { checkChoices } from "./checks/choices.js";
import { checkConditions } from "./checks/conditions.js";
import { checkKeys } from "./checks/keys.js";
import { checkLanguages } from "./checks/languages.js";
import { checkLoops } from "./checks/loops.js";
import { checkNeeds } from "./checks/needs.js";
import { checkPrompts } from "./checks/prompts.js";
import { checkQuestions } from "./checks/questions.js";
import { checkRuns } from "./checks/runs.js";
import { checkTargets } from "./checks/targets.js";
import {
  isError,
  severities,
  type Diagnostic,
  type Finding,
} from "./diagnostics.js";
import type { FlowDocument } from "./document.js";
import { createFolder, type Folder } from "./folder.js";
import { parseFlow, type Draft, type Parsed } from "./parse.js";
import type { Places } from "./places.js";
import { noCompany, type Company } from "./step-kind.js";
import { withFlows } from "./sub-flows.js";
import { createTold } from "./told.js";

export interface Checked {
  /** Present when there is no error: this document may be compiled. */
  readonly document?: FlowDocument;
  /** What could be read of it, also where it has mistakes. */
  readonly draft?: FlowDocument;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Nobody reads more at once, and a broken document of the greatest size has tens of thousands. */
const mostShown = 500;

/** Reads and checks a flow document, with the texts of the flows that it may run and what the company has; all mistakes at once, none thrown. */
export function checkFlow(
  text: string,
  beside: readonly string[] = [],
  company: Company = noCompany,
): Checked {
  return openFolder([text, ...beside], company)(0);
}

/** The same for flows that stand beside one another. */
export function checkFlows(
  texts: readonly string[],
  company: Company = noCompany,
): Checked[] {
  const check = openFolder(texts, company);
  return texts.map((_, index) => check(index));
}

/** Reads all; checks each when it is asked for. */
function openFolder(
  texts: readonly string[],
  company: Company,
): (index: number) => Checked {
  const parsed = texts.map((text) => parseFlow(text, company));
  const known = new Map<number, Checked>();
  const check = (index: number): Checked => {
    const one = parsed[index];
    const checked = known.get(index) ?? (one && checkParsed(one, folder));
    if (!checked) throw new Error(`There is no flow ${index}.`);
    known.set(index, checked);
    return checked;
  };
  const folder = createFolder(
    // Where the name could not be read, one was made up.
    parsed.map(({ draft, findings }) =>
      findings.some(({ path }) => path.length < 2 && path[0] === "flow")
        ? undefined
        : draft?.document,
    ),
    (index) => check(index).document,
  );
  return check;
}

function checkParsed(
  { draft, findings: form, places }: Parsed,
  folder: Folder,
): Checked {
  const told = createTold(form);
  // What a look-up finds is not known while the look-up is not.
  const isUnsure = form.some(({ code }) =>
    ["connection-unknown", "look-up-unknown"].includes(code),
  );
  const isTold = (finding: Finding) =>
    told(finding) ||
    (isUnsure && /^(text-)?variable-unknown$/.test(finding.code));
  const runs = draft ? checkRuns(draft, folder) : [];
  // Only now is it known that no flow runs itself.
  const document =
    draft && !runs.some(isError)
      ? withFlows(draft.document, (name) => folder.checked(name))
      : undefined;
  const meaning = draft ? checkMeaning(draft, places, document) : [];
  const findings = [
    ...form,
    ...[...runs, ...meaning].filter((finding) => !isTold(finding)),
  ];
  const diagnostics = placeAll(findings, places);
  return {
    ...(document && !findings.some(isError) && { document }),
    ...(draft && { draft: draft.document }),
    diagnostics,
  };
}

/** Phase two: what the parts of a readable document mean together. `document`: with the flows that it runs, when these are in order. */
function checkMeaning(
  draft: Draft,
  places: Places,
  document: FlowDocument | undefined,
): Finding[] {
  const targets = checkTargets(draft);
  return [
    ...targets,
    ...(document && draft.isWhole && !targets.some(isError)
      ? checkLoops(document)
      : []),
    ...checkKeys(draft),
    ...checkLanguages(draft),
    ...checkPrompts(draft, places),
    ...checkNeeds(draft),
    ...checkChoices(draft),
    ...checkConditions(draft),
    ...checkQuestions(draft),
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
