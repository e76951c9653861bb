import { readChain } from "../../billing/books.js";
import type { Chain, Link } from "../../machines/chain.js";
import type {
  Directory,
  DirectoryEntry,
  DirectoryName,
} from "../../machines/directory.js";
import type { MachineKey, Store } from "../../store/contract.js";
import { partitionOf } from "../../store/index.js";
import { readContext } from "../read-context.js";

/** What stands in a directory. Throws `BooksDiffer` when its chain is broken. */
export async function namesIn(
  store: Store,
  id: DirectoryName,
): Promise<ReadonlySet<string>> {
  const key = { kind: "directory", id };
  const directory = await readContext<Directory>(store, key);
  if (!directory) return new Set();
  const entries = await entriesOf<DirectoryEntry & Link>(
    store,
    key,
    `The directory of ${id}`,
    directory.chain,
  );
  return new Set(entries.map(({ name }) => name));
}

/** A machine's chain, oldest first. Throws `BooksDiffer` when it is broken. */
export async function entriesOf<Entry extends Link>(
  store: Store,
  key: MachineKey,
  what: string,
  chain: Chain,
): Promise<Entry[]> {
  let waiting: ReadonlyMap<string, string> | undefined;
  return readChain<Entry>(what, chain, async (id) => {
    const kept = await store.getDocument(id);
    if (kept !== undefined) return kept;
    // Committed with its turn, and not yet put where it stays.
    waiting ??= await waitingDocuments(store, key);
    return waiting.get(id);
  });
}

const batch = 500;

async function waitingDocuments(
  store: Store,
  key: MachineKey,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let after: number | undefined;
  for (;;) {
    const entries = await store.pending(partitionOf(key), batch, after);
    for (const entry of entries) {
      const effect = JSON.parse(entry.effect) as {
        readonly type: string;
        readonly id?: string;
        readonly text?: string;
      };
      if (effect.type === "keep-document")
        found.set(effect.id ?? "", effect.text ?? "");
    }
    if (entries.length < batch) return found;
    after = entries.at(-1)?.place;
  }
}
