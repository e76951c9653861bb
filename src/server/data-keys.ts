import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DataKey } from "../files/index.js";
import { SettingError } from "./setting-error.js";

const form = /^([\w.-]{1,40}):([A-Za-z0-9+/_-]{43}=?)$/;

const lostForm = /^([\w.-]{1,40}):lost$/;

export interface DataKeys {
  readonly keys: readonly [DataKey, ...DataKey[]];
  /** Names of keys that nobody has any more. */
  readonly lost: readonly string[];
}

/**
 * The keys that recordings are encrypted with: `DATA_KEY` is `2026:<32 bytes in base64>`, or several with commas between, of which the first
 * encrypts and the others open what was encrypted before; `2026:lost` is one that nobody
 * has any more. Absent: the one in `file`, made at first. Throws a `SettingError`.
 */
export async function readDataKeys(
  text: string | undefined,
  file: string,
): Promise<DataKeys> {
  const given = (text ?? (await keyIn(file)))
    .split(",")
    .map((one) => one.trim());
  const [first, ...others] = given
    .filter((one) => !lostForm.test(one))
    .map((one): DataKey => {
      const [, id, key] = form.exec(one) ?? [];
      if (id === undefined || key === undefined)
        throw new SettingError(
          'DATA_KEY has to be a name and 32 bytes in base64, such as 2026:… (make one with: openssl rand -base64 32); several with "," between, the newest first.',
        );
      return { id, key: Buffer.from(key, "base64url") };
    });
  if (!first) throw new SettingError("DATA_KEY is empty.");
  return {
    keys: [first, ...others],
    lost: given.flatMap((one) => lostForm.exec(one)?.[1] ?? []),
  };
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
