import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import {
  importStudio,
  renderReport,
  withInner,
  type SubFlowExport,
} from "../import/index.js";
import { SettingError } from "../server/setting-error.js";

export interface ImportFile {
  readonly path: string;
  /** Where the flow is written, and the flows that it runs beside it; absent: to the output. */
  readonly to?: string | undefined;
  /** Where the connections are written that an admin completes; absent: below the report. */
  readonly lookUpsTo?: string | undefined;
  /** The exports of flows that it runs: `FW…=inner.json`. */
  readonly subFlow?: readonly string[] | undefined;
  readonly timeZone: string;
  readonly output: Writable;
  /** Where the report goes: the other output may be the flow. */
  readonly errors: Writable;
}

/** Reads an export of Twilio Studio, writes the flow, and reports what became of each widget. Throws a `SettingError` for another file. */
export async function importFile(options: ImportFile): Promise<void> {
  const { path, to, lookUpsTo, timeZone, output, errors } = options;
  const flow = flowName(to ?? path);
  const subFlows = await readSubFlows(options, flow);
  const imported = importStudio(await readExport(path), {
    flow,
    timeZone,
    subFlows,
  });
  if (typeof imported === "string")
    throw new SettingError(`${path}: ${imported}`);
  const [main, ...inner] = withInner(imported);
  if (to === undefined) output.write(imported.yaml);
  else {
    await writeNew(to, imported.yaml);
    for (const one of inner)
      await writeNew(join(dirname(to), `${one.flow}.yaml`), one.yaml);
  }
  const { lookUps } = imported;
  if (lookUpsTo !== undefined && lookUps !== undefined)
    await writeNew(lookUpsTo, lookUps);
  for (const one of inner)
    errors.write(`The flow ${one.flow}\n\n${renderReport(one.report)}\n`);
  if (inner.length > 0) errors.write(`The flow ${flow}\n\n`);
  errors.write(
    renderReport(
      (main ?? imported).report,
      lookUpsTo === undefined ? lookUps : undefined,
    ),
  );
}

async function readSubFlows(
  { subFlow = [], to }: ImportFile,
  flow: string,
): Promise<Map<string, SubFlowExport>> {
  if (subFlow.length > 0 && to === undefined)
    throw new SettingError(
      "Several flows are several files: say with --to where this one goes, and the others are written beside it.",
    );
  const names = new Set([flow]);
  const found = new Map<string, SubFlowExport>();
  for (const one of subFlow) {
    const [sid = "", ...rest] = one.split("=");
    const file = rest.join("=");
    if (sid === "" || file === "")
      throw new SettingError(
        `--sub-flow is the flow's SID and its export, such as FW0123=inner.json; "${one}" is not.`,
      );
    const name = flowName(file);
    if (names.has(name))
      throw new SettingError(
        `Two flows would be called ${name}. Give one of the exports another name.`,
      );
    names.add(name);
    found.set(sid, { flow: name, text: await readExport(file) });
  }
  return found;
}

function readExport(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => {
    throw new SettingError(`There is no file ${path}.`);
  });
}

/** What a flow in this file is called. */
function flowName(path: string): string {
  const name = basename(path)
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
  return name === "" ? "imported" : name;
}

/** What somebody has worked on is not written over. */
async function writeNew(to: string, text: string): Promise<void> {
  await writeFile(to, text, { flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === "EEXIST"
        ? new SettingError(`${to} exists already. Choose another name.`)
        : error;
    },
  );
}
