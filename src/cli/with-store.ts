import { readSettings } from "../server/settings.js";
import { openLineStore } from "../server/store-place.js";
import type { Store } from "../store/contract.js";

/** With the store of the line that the environment names, open for so long. */
export async function withStore(
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openLineStore(readSettings(process.env));
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
