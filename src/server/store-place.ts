import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { StoreUnavailable, type Store } from "../store/contract.js";
import { openStore } from "../store/index.js";
import { SettingError } from "./setting-error.js";
import { type Settings } from "./settings.js";

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

async function readCa({
  redisCaFile: file,
}: Settings): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, "utf8").catch((cause: unknown) => {
    throw new SettingError(
      `REDIS_CA_FILE is "${file}", and it cannot be read: ${(cause as Error).message}.`,
    );
  });
}
