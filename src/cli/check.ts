import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { nearest } from "../flows/diagnostics.js";
import {
  checkFlow,
  compileFlow,
  isSubFlow,
  type Diagnostic,
} from "../flows/index.js";
import { tellIn, tellLinesIn } from "../flows/spanish/index.js";
import { knownToFlows } from "../lookups/index.js";
import { readConnections } from "../server/served/connections.js";
import { readPeople, readPolicies } from "../server/served/company.js";
import { missingData } from "../server/served/missing-data.js";
import { companyOf } from "../server/served/certify.js";
import { SettingError } from "../server/setting-error.js";
import { companyBeside, readBeside } from "./beside.js";
import { checkNumbers } from "./check-numbers.js";
import {
  countMistakes,
  print,
  type Checked,
  type CheckedFile,
  type CheckFormat,
  type Unread,
} from "./check-print.js";
import { proveDocument } from "./prove.js";

export interface CheckOptions {
  /** Flow files, or folders of them (their .yaml files; of a company's folder those in `flows`). */
  readonly paths: readonly string[];
  /** `json`: one object; `github`: annotations, as workflows on GitHub print them. */
  readonly format: CheckFormat;
  readonly output: Writable;
  /** Mistakes are told in it; English without it. */
  readonly language?: "es" | "en" | undefined;
  /**
   * Whom the line may ring: flows are proved as the server would, with these people and the policies beside each flow. Absent: those of
   * `people.yaml` beside the folder `flows`, or nobody.
   */
  readonly peopleFile?: string | undefined;
  /** The connections that flows may look something up over; absent: those of `lookups.yaml` there, or the demo company's. */
  readonly lookUpsFile?: string | undefined;
  /** The same for flows with no such files beside them. */
  readonly elsewhere?: {
    readonly peopleFile: string | undefined;
    readonly lookUpsFile: string | undefined;
  };
  /** The line's own number, E.164; absent: any that the people file names stands for it. */
  readonly number?: string | undefined;
}

/** Checks flow files and prints every mistake and what was proved. Gives whether all is in order: no errors, every promise kept. */
export async function checkFiles(options: CheckOptions): Promise<boolean> {
  const found = await Promise.all(options.paths.map(findFlows));
  const names = found.flatMap((one) => (Array.isArray(one) ? one : []));
  const read = await Promise.all(
    [...new Set(names)].map((name) => checkFile(name, options)),
  );
  const checked = {
    files: read.filter((one) => "file" in one),
    unread: [...found, ...read].filter(
      (one): one is Unread => "path" in one && !Array.isArray(one),
    ),
  };
  checked.unread.push(
    ...(await misnumbered(found.filter(Array.isArray), checked, options)),
  );
  const tell = (words: string) => tellLinesIn(options.language ?? "en", words);
  options.output.write(print[options.format](checked, tell));
  return (
    checked.unread.length === 0 &&
    countMistakes(checked.files).errors === 0 &&
    checked.files.every(({ proof }) => proof?.holds !== false)
  );
}

async function findFlows(path: string): Promise<string[] | Unread> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = await readdir(path);
    if (names.includes("flows")) return await findFlows(join(path, "flows"));
    const flows = names.filter((name) => /\.ya?ml$/.test(name)).toSorted();
    return flows.length > 0
      ? flows.map((name) => join(path, name))
      : { path, message: `There is no flow (a .yaml file) in ${path}.` };
  } catch (error) {
    return unreadable(path, error);
  }
}

async function checkFile(
  file: string,
  options: CheckOptions,
): Promise<CheckedFile | Unread> {
  try {
    const { peopleFile, lookUpsFile } = await companyOfFlow(file, options);
    const text = await readFile(file, "utf8");
    const connections = knownToFlows(await readConnections(lookUpsFile));
    const beside = await readBeside(file);
    const { diagnostics: found, document } = checkFlow(text, beside, {
      connections,
    });
    const diagnostics = found.map((one) => toldIn(one, options.language));
    if (!document || isSubFlow(document)) return { file, text, diagnostics };
    if (peopleFile === undefined)
      return { file, text, diagnostics, proof: proveDocument(document) };
    const policies = await readPolicies(dirname(file));
    const people = await readPeople(peopleFile);
    const company = companyOf(people, policies);
    const missing = missingData(compileFlow(document), people, policies);
    if (missing.length > 0)
      return { path: file, message: `${file}: ${missing.join(" ")}` };
    const proof = proveDocument(document, company);
    return { file, text, diagnostics, proof };
  } catch (error) {
    if (error instanceof SettingError)
      return { path: file, message: error.message };
    return unreadable(file, error);
  }
}

/** The company's files that a flow is checked with. */
async function companyOfFlow(
  file: string,
  { peopleFile, lookUpsFile, elsewhere }: CheckOptions,
): Promise<{
  readonly peopleFile: string | undefined;
  readonly lookUpsFile: string | undefined;
}> {
  const own = await companyBeside(file);
  return {
    peopleFile: peopleFile ?? own.peopleFile ?? elsewhere?.peopleFile,
    lookUpsFile: lookUpsFile ?? own.lookUpsFile ?? elsewhere?.lookUpsFile,
  };
}

/** The companies whose people file leaves open which flow answers which number, of the folders that were checked as a whole. */
async function misnumbered(
  folders: readonly (readonly string[])[],
  { files, unread }: Checked,
  options: CheckOptions,
): Promise<Unread[]> {
  const wrong = new Set([
    ...unread.map(({ path }) => path),
    ...files.flatMap(({ file, diagnostics }) =>
      diagnostics.some(({ severity }) => severity === "error") ? file : [],
    ),
  ]);
  const sound = folders.filter(
    (names) => names.length > 1 && names.every((name) => !wrong.has(name)),
  );
  const told = await Promise.all(
    sound.map(async ([first = ""]) => {
      const { peopleFile, lookUpsFile } = await companyOfFlow(first, options);
      if (peopleFile === undefined) return [];
      const message = await checkNumbers(
        dirname(first),
        await readPeople(peopleFile),
        await readConnections(lookUpsFile),
        options.number,
      );
      return message === undefined
        ? []
        : [{ path: peopleFile, message: `${peopleFile}: ${message}` }];
    }),
  );
  return told.flat();
}

function toldIn(found: Diagnostic, language: "es" | "en" = "en"): Diagnostic {
  const { message, hint } = found;
  return {
    ...found,
    message: tellIn(language, message),
    ...(hint !== undefined && { hint: tellIn(language, hint) }),
  };
}

async function unreadable(path: string, error: unknown): Promise<Unread> {
  const { code } = error as { readonly code?: unknown };
  if (code === "EACCES")
    return { path, message: `${path} may not be read by this user.` };
  // What is no trouble with a file is a defect of ours.
  if (code !== "ENOENT" && code !== "ENOTDIR") throw error;
  const beside = await readdir(dirname(path)).catch(() => []);
  const near = nearest(basename(path), beside);
  const hint =
    near === undefined ? "" : ` Did you mean ${join(dirname(path), near)}?`;
  return { path, message: `There is no file or folder ${path}.${hint}` };
}
