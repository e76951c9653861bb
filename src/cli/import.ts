import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Writable } from "node:stream";
import { importStudio, renderReport } from "../import/index.js";
import { SettingError } from "../server/settings.js";

export interface ImportFile {
  readonly path: string;
  /** Where the flow is written; absent: to the output. */
  readonly to?: string | undefined;
  readonly timeZone: string;
  readonly output: Writable;
  /** Where the report goes: the other output may be the flow. */
  readonly errors: Writable;
}

/** Reads an export of Twilio Studio, writes the flow, and reports what became of each widget. Throws a `SettingError` for another file. */
export async function importFile(options: ImportFile): Promise<void> {
  const { path, to, timeZone, output, errors } = options;
  const text = await readFile(path, "utf8").catch(() => {
    throw new SettingError(`There is no file ${path}.`);
  });
  const name = basename(to ?? path)
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
  const flow = name === "" ? "imported" : name;
  const imported = importStudio(text, { flow, timeZone });
  if (typeof imported === "string")
    throw new SettingError(`${path}: ${imported}`);
  if (to === undefined) output.write(imported.yaml);
  else
    // What somebody has worked on is not written over.
    await writeFile(to, imported.yaml, { flag: "wx" }).catch(
      (error: NodeJS.ErrnoException) => {
        throw error.code === "EEXIST"
          ? new SettingError(`${to} exists already. Choose another name.`)
          : error;
      },
    );
  errors.write(renderReport(imported.report));
}
