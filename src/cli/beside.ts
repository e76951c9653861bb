import { readFile, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The texts of the other flow files of a file's folder: what its steps of kind `flow` may run. What cannot be read is left out. */
export async function readBeside(path: string): Promise<string[]> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name) && name !== basename(path))
      .toSorted()
      .map((name) => readFile(join(folder, name), "utf8").catch(() => "")),
  );
  return texts.filter((text) => text !== "");
}
