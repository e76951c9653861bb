import type { DiagnosticCode, Finding } from "../diagnostics.js";
import { quoted } from "../diagnostics.js";
import type { Places } from "../places.js";
import {
  cleanSpeech,
  compileText,
  filterNames,
  mayBeEmpty,
  mostWritten,
  renderText,
  spokenSeconds,
  writeText,
  type CompiledText,
  type Language,
  type TextProblem,
  type Variables,
} from "../speech/index.js";
import type { Path } from "../step-kind.js";
import { unsure } from "../variables.js";
import { sampleCircumstances, sampleValues } from "./sample-values.js";
import { findSendingAway } from "./sends-away.js";

/** Seconds: what callers remember of one prompt, and the bound that flows promise (C1). */
const longest = 12;
/** The name, the time and the number of a case take fourteen by themselves. */
const longestPromise = 20;

/** One text in one language: can it be read, does it always say something, and is it short and kind? */
export function checkText(
  prompt: {
    readonly path: Path;
    readonly texts: Readonly<Record<string, string | undefined>>;
    readonly variables: Variables;
    readonly isRead?: boolean;
  },
  name: string,
  language: Language,
  places: Places,
): Finding[] {
  const { variables } = prompt;
  const source = prompt.texts[name] ?? "";
  const path = [...prompt.path, name];
  const remark = places.remark(path);
  const findings: Finding[] = [];
  if (remark)
    findings.push({
      code: "text-cut-by-comment",
      message: `The text ends before the # in this line: callers do not hear ${quoted(remark.text)}.`,
      hint: "Put quotes around the text if this belongs to it, and a remark on a line of its own if not.",
      path,
    });
  const compiled = compileText(source, { language, variables });
  if (!compiled.ok)
    return [
      ...findings,
      ...compiled.problems.map((problem) => explain(problem, variables, path)),
    ];
  if (mayBeEmpty(compiled.text)) {
    const isNever = !/[\p{L}\p{N}]/u.test(source);
    return [
      ...findings,
      {
        code: "text-empty",
        message: isNever
          ? "This text says nothing."
          : "This text says nothing when none of its conditions holds.",
        hint: isNever
          ? "Write what callers hear."
          : "Write an {% else %} with something in it, or words outside of the conditions.",
        path,
      },
    ];
  }
  return [
    ...findings,
    ...checkUnsure(source, path),
    ...(prompt.isRead === true
      ? checkSize(compiled.text, variables, language, path)
      : [...checkWords(source, language, path), ...checkLength()]),
  ];

  function checkLength(): Finding[] {
    if (!compiled.ok) return [];
    const rendered = renderText(
      compiled.text,
      sampleValues(variables, language),
      sampleCircumstances,
    );
    const words = rendered.ok ? rendered.text : cleanSpeech(source, language);
    const seconds = Math.round(spokenSeconds(words, language));
    const most = "due" in variables ? longestPromise : longest;
    return seconds > most
      ? [
          {
            code: "text-long",
            message: `This takes about ${seconds} seconds to say; more than ${most} is not kept in mind.`,
            hint: "Say what callers need in order to choose, and leave the rest out.",
            path,
          },
        ]
      : [];
  }
}

/** A message that is longer is cut where it is sent. */
function checkSize(
  text: CompiledText,
  variables: Variables,
  language: Language,
  path: Path,
): Finding[] {
  const values = sampleValues(variables, language);
  const written = writeText(text, values, sampleCircumstances);
  const isCut = written.ok && written.text.length >= mostWritten - 20;
  return isCut || text.source.length > 4 * mostWritten
    ? [
        {
          code: "text-long",
          message: `A message has ${mostWritten} characters at most, and the rest of this one would be cut off.`,
          hint: "Say it shorter, or give an address where the rest is.",
          path,
        },
      ]
    : [];
}

/** A value that some calls do not have needs other words for them, or the sentence could not be said. */
function checkUnsure(source: string, path: Path): Finding[] {
  return Object.entries(unsure).flatMap(([name, why]) => {
    const escaped = name.replaceAll(".", "\\.");
    const bare = new RegExp(`\\{\\{-?\\s*${escaped}(?![^}]*\\|\\s*default)`);
    const found = bare.exec(source);
    const asked = new RegExp(`\\{%-?\\s*(?:if|elsif|unless)\\s[^%]*${escaped}`);
    if (!found || asked.test(source)) return [];
    return [
      {
        code: "text-value-unsure",
        message: `${quoted(name)} is not known on every call: ${why}.`,
        hint: `Say what is said then: {{ ${name} | default: '…' }}, or put it between {% if ${name} %} and {% endif %}.`,
        path,
        mark: {
          offset: found.index + found[0].length - name.length,
          word: name,
        },
      },
    ];
  });
}

function checkWords(source: string, language: Language, path: Path): Finding[] {
  const findings: Finding[] = [];
  const away = findSendingAway(source, language);
  if (away)
    findings.push({
      code: "text-sends-away",
      message: `${quoted(away.word)} sends callers away, for something they called this line about.`,
      hint: "Do it here: connect them with a person, or promise to ring them back.",
      path,
      mark: away,
    });
  const markup = /<\/?[a-zA-Z][^<>]{0,80}>/.exec(source);
  if (markup)
    findings.push({
      code: "text-markup",
      message: `${quoted(markup[0])} is markup, and no voice speaks markup here.`,
      hint: "Write words and punctuation only: a comma or a full stop makes a pause.",
      path,
      mark: { offset: markup.index, word: markup[0] },
    });
  return findings;
}

const codes = {
  "unknown-variable": "text-variable-unknown",
  "unknown-filter": "text-filter-unknown",
  syntax: "text-syntax",
  "wrong-type": "text-type",
} as const satisfies Record<TextProblem["kind"], DiagnosticCode>;

function explain(
  problem: TextProblem,
  variables: Variables,
  path: Path,
): Finding {
  const { kind, name, offset, nearest } = problem;
  return {
    code: codes[kind],
    message: describe(problem, variables),
    hint:
      nearest === undefined
        ? hintFor(kind, variables)
        : `Did you mean "${nearest}"?`,
    path,
    mark: { offset, word: name },
  };
}

function describe({ kind, name }: TextProblem, variables: Variables): string {
  switch (kind) {
    case "unknown-variable":
      return `${quoted(name)} is nothing that is known here.`;
    case "unknown-filter":
      return `${quoted(name)} is no filter.`;
    case "syntax":
      return `${quoted(name)} cannot be read as part of a text.`;
    case "wrong-type":
      if (Object.hasOwn(variables, name))
        return `${quoted(name)} is of type ${variables[name]}, which does not fit here.`;
      return filterNames.includes(name)
        ? `The filter ${quoted(name)} does not fit what stands before it.`
        : `${quoted(name)} does not fit here.`;
    default:
      return kind satisfies never;
  }
}

function hintFor(kind: TextProblem["kind"], variables: Variables): string {
  switch (kind) {
    case "unknown-variable":
      return `Known here: ${Object.keys(variables).join(", ")}.`;
    case "unknown-filter":
      return `There is: ${filterNames.join(", ")}.`;
    case "wrong-type":
      return `Known here: ${Object.entries(variables)
        .map(([name, type]) => `${name} (${type})`)
        .join(", ")}.`;
    case "syntax":
      return "A value stands in {{ }}, a condition in {% if … %} … {% endif %}; each that opens is closed.";
    default:
      return kind satisfies never;
  }
}
