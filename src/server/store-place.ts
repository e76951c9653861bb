import { access, constants, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StoreUnavailable, type Store } from "../store/contract.js";
import { openStore } from "../store/index.js";
import { SettingError } from "./setting-error.js";
import { type Settings } from "./settings.js";
import { whyUnread } from "./why-unread.js";

/** Where everything of this line is kept on disk. */
export function placeOf({ carrier, dataDir }: Settings): string {
  return carrier ? dataDir : join(dataDir, "simulator");
}

/**
 * Opens the store that the settings name. The simulator's calls are kept apart from a real line's: whichever relays first would
 * otherwise send the other's messages. `patient`: opens also while Redis is away. Rejects with a `SettingError` or `StoreUnavailable` that
 * says what to do.
 */
export async function openLineStore(
  settings: Settings,
  { patient = false } = {},
): Promise<Store> {
  const { redisUrl, carrier } = settings;
  const ca = await readCa(settings);
  try {
    return await openStore({
      dataDir: placeOf(settings),
      redisUrl,
      ca,
      patient,
      prefix: carrier ? "directo" : "directo-simulator",
    });
  } catch (cause) {
    if (cause instanceof StoreUnavailable) throw cause;
    const reason = (cause as Error).message.split("\n")[0] ?? "";
    throw redisUrl === undefined
      ? new SettingError(
          `DATA_DIR is "${settings.dataDir}", and calls cannot be kept there: ${reason}. Name a folder that may be written.`,
        )
      : new SettingError(`REDIS_URL cannot be used: ${reason}`);
  }
}

/** The folder that `FILES_URL` names is there and may be written. Rejects with a `SettingError`. */
export async function checkFilesFolder({ filesUrl }: Settings): Promise<void> {
  if (!filesUrl?.startsWith("file:")) return;
  const folder = fileURLToPath(filesUrl);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new SettingError(
      `FILES_URL is the folder ${folder}, and nothing can be kept there (${(cause as NodeJS.ErrnoException).code}). Name one that may be written.`,
    );
  }
}

async function readCa({
  redisCaFile: file,
}: Settings): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new SettingError(`REDIS_CA_FILE: ${whyUnread(file, cause)}`);
  });
}
