import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

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

/** The company's files beside the folder of a flow, where that is called `flows`; what is not there is left out. */
export async function companyBeside(
  flow: string,
): Promise<{ readonly peopleFile?: string; readonly lookUpsFile?: string }> {
  const folder = dirname(resolve(flow));
  if (basename(folder) !== "flows") return {};
  const found = async (name: string) => {
    const path = join(dirname(flow), "..", name);
    return (await stat(path).catch(() => undefined)) ? path : undefined;
  };
  const peopleFile = await found("people.yaml");
  const lookUpsFile = await found("lookups.yaml");
  return {
    ...(peopleFile !== undefined && { peopleFile }),
    ...(lookUpsFile !== undefined && { lookUpsFile }),
  };
}
