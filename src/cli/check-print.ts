import { renderDiagnostic, type Diagnostic } from "../flows/index.js";
import { renderCertificate, type Proof } from "../flows/proof/index.js";
import { brokenPromises, jsonOf } from "./prove.js";

export const checkFormats = ["human", "json", "github"] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface CheckedFile {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Absent while there are errors, and for a flow that others run: it is proved within them. */
  readonly proof?: Proof;
}

/** A path that cannot be checked, in one sentence. */
export interface Unread {
  readonly path: string;
  readonly message: string;
}

export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly unread: readonly Unread[];
}

/** `tell`: a text of ours in the language that is asked for. */
type Print = (checked: Checked, tell: (words: string) => string) => string;

export const print: Readonly<Record<CheckFormat, Print>> = {
  human: ({ files, unread }, tell) =>
    [
      ...unread.map(({ message }) => `${tell(message)}\n`),
      ...files.flatMap(({ file, text, diagnostics }) =>
        diagnostics.map((one) => `${renderDiagnostic(one, file, text)}\n\n`),
      ),
      ...files.flatMap(({ proof }) =>
        proof ? [`${tell(renderCertificate(proof))}\n\n`] : [],
      ),
      ...(files.length > 1 ? [table(files)] : []),
      files.length === 0 ? "" : `${summary(files)}\n`,
    ].join(""),

  json: ({ files, unread }) => {
    const diagnostics = files.flatMap((one) =>
      one.diagnostics.map((diagnostic) => ({ file: one.file, ...diagnostic })),
    );
    const { errors, warnings } = countMistakes(files);
    const numbers = { flows: files.length, errors, warnings };
    const proofs = files.flatMap(({ file, proof }) =>
      proof ? [{ file, ...jsonOf(proof) }] : [],
    );
    return `${JSON.stringify({ ...numbers, unread, diagnostics, proofs }, null, 2)}\n`;
  },

  github: ({ files, unread }, tell) =>
    [
      ...unread.map(({ message }) => `::error::${escapeData(tell(message))}\n`),
      ...files.flatMap(({ file, diagnostics }) =>
        diagnostics.map((one) => annotation(file, one)),
      ),
      ...files.flatMap(({ file, proof }) =>
        (proof ? brokenPromises(proof) : []).map(
          (words) =>
            `::error file=${escapeProperty(file)},title=promise-broken::${escapeData(words)}\n`,
        ),
      ),
      files.length === 0 ? "" : `${summary(files)}\n`,
    ].join(""),
};

export function countMistakes(files: readonly CheckedFile[]) {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const errors = all.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: all.length - errors };
}

/** `2 flows: 1 error, 3 warnings.` */
function summary(files: readonly CheckedFile[]): string {
  return `${counted(files.length, "flow")}: ${verdict(files)}.`;
}

function verdict(files: readonly CheckedFile[]): string {
  const { errors, warnings } = countMistakes(files);
  const proofs = files.flatMap(({ proof }) => (proof ? [proof] : []));
  const unproved = proofs.filter(({ type }) => type === "not-proved").length;
  const unreasoned = proofs.flatMap((proof) =>
    proof.type === "certificate"
      ? proof.promises.filter(({ lacksReason }) => lacksReason)
      : [],
  ).length;
  const refused = proofs.flatMap(brokenPromises).length;
  const broken = refused - unproved - unreasoned;
  return [
    errors === 0 ? "no errors" : counted(errors, "error"),
    ...(broken === 0 ? [] : [counted(broken, "broken promise")]),
    ...(unreasoned === 0
      ? []
      : [`${counted(unreasoned, "promise")} of less without a reason`]),
    ...(unproved === 0 ? [] : ["not proved"]),
    ...(warnings === 0 ? [] : [counted(warnings, "warning")]),
  ].join(", ");
}

function table(files: readonly CheckedFile[]): string {
  const width = Math.max(...files.map(({ file }) => file.length));
  return files
    .map((one) => `${one.file.padEnd(width)}  ${verdict([one])}\n`)
    .join("");
}

function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? "" : "s"}`;
}

/** A workflow command (GitHub Docs, "Workflow commands", setting an error message). */
function annotation(file: string, diagnostic: Diagnostic): string {
  const { severity, code, line, column, length, message, hint } = diagnostic;
  const properties = Object.entries({
    file,
    line,
    col: column,
    endColumn: column + length,
    title: code,
  }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const words = hint === undefined ? message : `${message}\n${hint}`;
  return `::${severity} ${properties.join(",")}::${escapeData(words)}\n`;
}

function escapeData(text: string): string {
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
