import { isScalar, visit, type Document, type Scalar } from "yaml";
import type { DiagnosticCode, Finding } from "./diagnostics.js";
import { endOfLine, type Places } from "./places.js";

/** One mistake breaks what comes after it; what is left of it is seen better once the first ones are mended. */
const mostShown = 5;
/** A broken document can have a mistake at each character. */
const mostLookedAt = 500;

interface Explained {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
  readonly from?: number;
  readonly to?: number;
}

/** What comes after these cannot be told apart from them. */
const swallowing: ReadonlySet<DiagnosticCode> = new Set([
  "yaml-quote",
  "yaml-bracket",
  "yaml-several-documents",
]);

/** The mistakes that keep a text from being read as YAML, in words for people who do not know what YAML is; one for each line. */
export function explainSyntax(
  yaml: Document,
  text: string,
  places: Places,
): Finding[] {
  if (yaml.errors.length === 0) return [];
  const quotes = quotedScalars(yaml);
  const findings: Finding[] = [];
  const lines = new Set<number>();
  for (const error of yaml.errors.slice(0, mostLookedAt)) {
    const [from, to] = error.pos;
    if (lines.has(places.at(from, from).line)) continue;
    const explained = explain(error, { text, from, quotes, places });
    const at = explained.from ?? from;
    const { line } = places.at(at, at);
    const after = (name: DiagnosticCode) =>
      findings.some(({ code }) => code === name);
    const isEcho =
      findings.length > 0 &&
      (explained.code === "yaml-syntax" ||
        (after("yaml-tab") && explained.code !== "yaml-tab") ||
        // What belongs below a name without its colon begins at no right column.
        (after("yaml-colon") && explained.code === "yaml-indentation"));
    if (lines.has(line) || isEcho) continue;
    lines.add(line);
    const { code, message, hint } = explained;
    findings.push({
      code,
      message,
      hint,
      path: [],
      mark: { from: at, to: explained.to ?? to },
    });
    if (swallowing.has(code) || findings.length >= mostShown) break;
  }
  return findings;
}

/** A name alone in its line, without the colon. */
function isAlone({ message }: { readonly message: string }, line: string) {
  return /followed by map values/.test(message) && /^\s*[\w -]+$/.test(line);
}

interface Surroundings {
  readonly text: string;
  readonly from: number;
  readonly quotes: readonly Scalar[];
  readonly places: Places;
}

function explain(
  error: { readonly code: string; readonly message: string },
  around: Surroundings,
): Explained {
  const { text, from } = around;
  const line = lineAround(text, from);
  const quote = quoteMistake(error, around);
  if (quote) return quote;
  if (isAlone(error, line.whole)) return colonMistake(text, from, line);
  if (/\{\{/.test(line.before) && error.code === "UNEXPECTED_TOKEN")
    return {
      code: "yaml-braces",
      message: "A text that begins with {{ is read as a list of names.",
      hint: 'Put quotes around the whole text: "{{ … }} …".',
      from: line.start + line.before.indexOf("{{"),
      to: line.start + line.before.indexOf("{{") + 2,
    };
  switch (error.code) {
    case "TAB_AS_INDENT":
      return {
        code: "yaml-tab",
        message: "This line is moved in with a tab.",
        hint: "Use spaces, two for each level; tabs are not told apart from spaces by eye, and mean nothing here.",
      };
    case "MULTIPLE_DOCS":
      return {
        code: "yaml-several-documents",
        message: "A second document begins here, after a line of dashes.",
        hint: "Keep one flow in each file.",
        to: from + 3,
      };
    case "BAD_SCALAR_START":
    case "BAD_ALIAS":
      return firstCharacter(text[from] ?? "");
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return colonMistake(text, from, line);
    case "BAD_INDENT":
      if (/ and end with a [\]}]/.test(error.message))
        return bracketMistake(text, from, error.message.includes("]"));
      return {
        code: "yaml-indentation",
        message:
          "This line begins at another column than the ones it belongs with.",
        hint: "Names of one level begin in the same column, two spaces further in than the name they belong to.",
        from: line.start + line.whole.length - line.whole.trimStart().length,
        to: line.start + line.whole.trimEnd().length,
      };
    default:
      return otherMistake(error, text[from] ?? "");
  }
}

function quoteMistake(
  { code, message }: { readonly code: string; readonly message: string },
  { text, from, quotes, places }: Surroundings,
): Explained | undefined {
  const lineOf = (offset: number) => places.at(offset, offset).line;
  if (code === "MISSING_CHAR" && /closing ['"]/.test(message)) {
    const open = quotes.findLast(({ range }) => (range?.[0] ?? 0) <= from);
    const at = open?.range?.[0] ?? from;
    return {
      code: "yaml-quote",
      message: `The quote ${text[at]} that opens here is never closed.`,
      hint: `Put another ${text[at]} where the text ends.`,
      from: at,
      to: endOfLine(text, at),
    };
  }
  if (code !== "UNEXPECTED_TOKEN") return undefined;
  const end = text.slice(0, from).trimEnd().length;
  const before = quotes.find(({ range }) => range?.[1] === end);
  const at = before?.range?.[0];
  if (at === undefined) return undefined;
  const sign = text[at] ?? '"';
  if (lineOf(at) !== lineOf(end))
    return {
      code: "yaml-quote",
      message: `The quote ${sign} that opens here is closed in line ${lineOf(end)} only, where another text begins.`,
      hint: `Put another ${sign} where the text ends.`,
      from: at,
      to: endOfLine(text, at),
    };
  return {
    code: "yaml-quote",
    message: `The text is over at the second ${sign}, and more words come after it.`,
    hint:
      sign === '"'
        ? "Quotes within a text are written \\\", or the whole text stands in 'single' quotes."
        : "An apostrophe within single quotes is written twice (''), or the whole text stands in double quotes.",
  };
}

function firstCharacter(character: string): Explained {
  return {
    code: "yaml-first-character",
    message: `A text or key cannot begin with ${character} unless it stands in quotes.`,
    hint: `Put quotes around it: "${character}".`,
  };
}

function colonMistake(text: string, from: number, line: Line): Explained {
  const glued = /^\s*[\w-]+:(?=\S)/.exec(line.whole);
  if (glued)
    return {
      code: "yaml-colon",
      message: "There is no space after the colon.",
      hint: "Write the name, a colon, a space, and then the value.",
      from: line.start + glued[0].length - 1,
      to: line.start + glued[0].length,
    };
  const second = /^[^:]*:\s.*?:(?=\s|$)/.exec(line.whole);
  if (second)
    return {
      code: "yaml-colon",
      message: "A second colon stands in this line, within a text.",
      hint: "Put quotes around the text: YAML takes what stands before a colon for a name.",
      from: line.start + second[0].length - 1,
      to: line.start + second[0].length,
    };
  if (!/:(\s|$)/.test(line.whole))
    return {
      code: "yaml-colon",
      message: "There is no colon after the name in this line.",
      hint: "Write the name, a colon, a space, and then the value; or put the text in quotes that begin in the line above.",
      to: line.start + line.whole.trimEnd().length,
    };
  return {
    code: "yaml-indentation",
    message: "This has a value already, and names come further in below it.",
    hint: "Take the value away, or let the names below begin in the same column as this one.",
    to: endOfLine(text, from),
  };
}

function bracketMistake(
  text: string,
  from: number,
  isList: boolean,
): Explained {
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const at = text.lastIndexOf(open, from - 1);
  return {
    code: "yaml-bracket",
    message: `The ${open} that opens here is not closed before the next line begins.`,
    hint: `Put a ${close} where it ends.`,
    ...(at !== -1 && { from: at, to: at + 1 }),
  };
}

function otherMistake(
  { message }: { readonly message: string },
  character: string,
): Explained {
  if (character === "]" || character === "}")
    return {
      code: "yaml-bracket",
      message: `This ${character} closes something that is not open.`,
      hint: "Take it away, or put the text in quotes.",
    };
  if (message.startsWith("Invalid escape sequence"))
    return {
      code: "yaml-quote",
      message: "A backslash \\ within double quotes needs another one.",
      hint: 'Write \\\\ for one backslash and \\" for a quote.',
    };
  if (/[*&!%@`|>]/.test(character)) return firstCharacter(character);
  if (message.startsWith("Unexpected block-seq-ind"))
    return {
      code: "yaml-first-character",
      message: "A dash begins a list, and a list begins on its own line.",
      hint: 'If it is part of a text, put quotes around the text: "- …".',
    };
  return {
    code: "yaml-syntax",
    message: `This cannot be read: ${message}.`,
    hint: "Look for a missing quote, colon or space here or in the line above.",
  };
}

interface Line {
  readonly start: number;
  readonly whole: string;
  /** What stands before the place. */
  readonly before: string;
}

function lineAround(text: string, from: number): Line {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const whole = text.slice(start, endOfLine(text, from)).slice(0, 2000);
  return { start, whole, before: whole.slice(0, from - start) };
}

function quotedScalars(yaml: Document): Scalar[] {
  const found: Scalar[] = [];
  visit(yaml, {
    Scalar: (_, node) => {
      if (isScalar(node) && node.type?.startsWith("QUOTE")) found.push(node);
    },
  });
  return found;
}
