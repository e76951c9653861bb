import { randomBytes } from "node:crypto";
import {
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { compactDay, fileName, isCurrent, type Files } from "./files.js";

/** Files in a folder that only this user can read. Servers that share a store have to share it too. */
export function createFolderFiles(folder: string): Files {
  return {
    async keep(bytes, until) {
      const token = randomBytes(18).toString("base64url");
      const name = `${compactDay(until)}-${token}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Half a file is never found under its name.
      const draft = join(folder, `.${name}`);
      await writeFile(draft, bytes, { mode: 0o600 });
      await rename(draft, join(folder, name));
      return name;
    },
    async find(name, now) {
      if (!isCurrent(name, now)) return undefined;
      return readFile(join(folder, name)).catch(nothingThere);
    },
    async remove(name) {
      if (fileName.test(name)) await rm(join(folder, name), { force: true });
    },
    async sweep(now) {
      const names = (await readdir(folder).catch(nothingThere)) ?? [];
      const gone = names.filter(
        (one) => fileName.test(one) && !isCurrent(one, now),
      );
      await Promise.all(
        gone.map((one) => rm(join(folder, one), { force: true })),
      );
    },
  };
}

function nothingThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
