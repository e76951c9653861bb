import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("../..", import.meta.url));
/** All that a proof is made by: our own part, and with their versions the packages. */
const parts = ["flows", "machines"];
const packages = join(here, "..", "package.json");

let mark: string | undefined;

/**
 * Names the program that proves: another release, or a changed file, has another mark. A certificate is another process's word for a search
 * that is not made again, so it has to be the word of the very same program.
 */
export function programMark(): string {
  return (mark ??= markOf());
}

function markOf(): string {
  const hash = createHash("sha256").update(process.version);
  const files = parts.flatMap((part) =>
    readdirSync(join(here, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[jt]s$/u.test(entry.name))
      .map(({ parentPath, name }) => join(parentPath, name))
      .toSorted(),
  );
  for (const file of [packages, ...files])
    hash.update(file.slice(here.length)).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
