/** Servers that share a store share secrets too. One that was given others says so, and does not start where recordings would be lost by it. */
import { createHmac, randomUUID } from "node:crypto";
import type { Logger } from "pino";
import {
  keyChecks,
  keyChecksMachine,
  noKeyChecks,
  wrongKey,
  type KeyCheck,
  type KeyChecks,
  type KeysGiven,
} from "../machines/key-checks.js";
import type { Store } from "../store/contract.js";
import type { DataKeys } from "./data-keys.js";
import { createMachineKinds, fixedKind } from "./machine-kinds.js";
import { readContext } from "./read-context.js";
import { SettingError } from "./setting-error.js";
import { takeTurn } from "./turn.js";

export interface SharedSecrets {
  readonly store: Store;
  readonly dataKeys: DataKeys;
  /** How long recordings are kept, ms. */
  readonly keepRecordingsMs: number;
  /** By the name of the setting; one that is not set is left out. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  /** Epoch ms. */
  readonly now: number;
  readonly log: Logger;
}

/** Rejects with a `SettingError` when a key of `DATA_KEY` is another than the store's servers have, or lacks; and with `StoreUnavailable`. */
export async function checkSecrets({
  store,
  dataKeys: { keys, lost },
  keepRecordingsMs,
  secrets,
  now,
  log,
}: SharedSecrets): Promise<void> {
  const given: KeysGiven = {
    type: "keys-given",
    at: now,
    keepMs: keepRecordingsMs,
    dataKeys: [
      ...keys.map(({ id, key }) => ({ id, check: checkOf("DATA_KEY", key) })),
      ...lost.map((id) => ({ id })),
    ],
    secrets: Object.fromEntries(
      Object.entries(secrets).flatMap(([name, secret]) =>
        secret === undefined ? [] : [[name, checkOf(name, secret)]],
      ),
    ),
  };
  const before = await read(store);
  await takeTurn(
    {
      store,
      kinds: createMachineKinds({ "key-checks": fixedKind(keyChecksMachine) }),
    },
    {
      key: keyChecks,
      token: randomUUID(),
      event: given,
      begins: true,
      asks: false,
    },
  );
  // As it is now: of two that start at once with different keys, one was first.
  const wrong = wrongKey(await read(store), given);
  if (wrong) throw new SettingError(sayWrong(wrong));
  for (const [name, check] of Object.entries(given.secrets))
    if ((before.secrets[name] ?? check) !== check)
      log.warn(
        { setting: name },
        "a secret is another than the server that started last had: give all servers of this store the same",
      );
}

async function read(store: Store): Promise<KeyChecks> {
  return (await readContext<KeyChecks>(store, keyChecks)) ?? noKeyChecks;
}

/** Nobody gets from it to the secret, which is long and drawn by chance. */
function checkOf(name: string, secret: Uint8Array | string): string {
  return createHmac("sha256", secret)
    .update(`check of ${name}`)
    .digest("hex")
    .slice(0, 16);
}

function sayWrong({
  id,
  until,
  isThere,
}: KeyCheck & { readonly isThere: boolean }): string {
  if (isThere)
    return `DATA_KEY has another key "${id}" than the servers that share this store: what one encrypts the other cannot open. Give all of them the same; a new key needs a new name.`;
  const kept =
    until === undefined
      ? "recordings are encrypted with it"
      : `recordings that are encrypted with it are kept until ${new Date(until).toISOString().slice(0, 10)}`;
  return `DATA_KEY lacks the key "${id}" of the servers that share this store: ${kept}. Put it behind yours with a comma between (without DATA_KEY it is the one in data-key in DATA_DIR); if nobody has it any more, put ${id}:lost there.`;
}
