import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { checkFlow, renderDiagnostic } from "../flows/index.js";

/** Checks flow files, or the flow files of folders; prints every mistake. Gives whether there was none that is an error. */
export async function checkFiles(
  paths: readonly string[],
  output: Writable,
): Promise<boolean> {
  const files = (await Promise.all(paths.map(flowFiles))).flat();
  if (files.length === 0) {
    output.write(`There is no flow (a .yaml file) in ${paths.join(", ")}.\n`);
    return false;
  }
  let errors = 0;
  for (const file of files) {
    const { diagnostics } = checkFlow(await readFile(file, "utf8"));
    errors += diagnostics.filter(({ severity }) => severity === "error").length;
    for (const diagnostic of diagnostics)
      output.write(`${renderDiagnostic(diagnostic, file)}\n`);
  }
  const flows = `${files.length} ${files.length === 1 ? "flow" : "flows"}`;
  output.write(
    errors === 0
      ? `${flows}, no errors.\n`
      : `${flows}, ${errors} ${errors === 1 ? "error" : "errors"}.\n`,
  );
  return errors === 0;
}

async function flowFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}
