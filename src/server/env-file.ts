/** The file `.env` of the folder that a command starts in: settings that are not in the environment. The server and every command read it. */
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { distance } from "fastest-levenshtein";
import { environment } from "./environment.js";
import { SettingError } from "./setting-error.js";
import { whyUnread } from "./why-unread.js";

/** More than so many letters apart two names mean two things. */
const slipIn = (name: string) => (name.length < 8 ? 1 : 2);
/** Read where they are used, as the secrets that a look-up names are. */
const known = [...Object.keys(environment.shape), "DATA_KEY"];

/** What the environment says goes before the file. Throws a `SettingError` for a file that cannot be read, or a name that is misspelled. */
export function readEnvFile(
  env: Record<string, string | undefined> = process.env,
  file = ".env",
): void {
  const text = textOf(file);
  if (text === undefined) return;
  // What Windows' editors save, or a shell of it writes: each name would silently be another.
  if (/[\0\ufffd]/.test(text))
    throw new SettingError(
      `${file} is not saved as UTF-8. Save it again, with "UTF-8" as its encoding.`,
    );
  for (const [name, value] of Object.entries(
    parseEnv(text.replace(/^\ufeff/, "")),
  )) {
    const meant = known.find((one) => {
      const apart = distance(one, name);
      return apart > 0 && apart <= slipIn(name);
    });
    if (meant !== undefined && !known.includes(name))
      throw new SettingError(
        `${file} has ${name}, and there is no such setting. Did you mean ${meant}?`,
      );
    env[name] ??= value;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new SettingError(whyUnread(file, cause));
  }
}
