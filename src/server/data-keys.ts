import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DataKey } from "../files/index.js";
import { SettingError } from "./settings.js";

const form = /^([\w.-]{1,40}):([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * The keys that recordings are encrypted with: `DATA_KEY` is `2026:<32 bytes in base64>`, or several with commas between, of which the first
 * encrypts and the others open what was encrypted before. Absent: the one in `file`, made at first. Throws a `SettingError`.
 */
export async function readDataKeys(
  text: string | undefined,
  file: string,
): Promise<readonly [DataKey, ...DataKey[]]> {
  const [first, ...others] = (text ?? (await keyIn(file)))
    .split(",")
    .map((one): DataKey => {
      const [, id, key] = form.exec(one.trim()) ?? [];
      if (id === undefined || key === undefined)
        throw new SettingError(
          'DATA_KEY has to be a name and 32 bytes in base64, such as 2026:… (make one with: openssl rand -base64 32); several with "," between, the newest first.',
        );
      return { id, key: Buffer.from(key, "base64url") };
    });
  if (!first) throw new SettingError("DATA_KEY is empty.");
  return [first, ...others];
}

async function keyIn(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const made = `${randomBytes(4).toString("hex")}:${randomBytes(32).toString("base64url")}`;
  // Two processes that start at once: the first one's stays.
  await writeFile(file, made, { mode: 0o600, flag: "wx" }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    },
  );
  return (await readFile(file, "utf8")).trim();
}
