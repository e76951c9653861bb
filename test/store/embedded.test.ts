import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "../../src/store/contract.js";
import { createEmbeddedStore } from "../../src/store/embedded/index.js";
import { registerStoreContract } from "./contract.js";

registerStoreContract("embedded store", async () => {
  const dir = await mkdtemp(join(tmpdir(), "directo-store-"));
  let now = Date.UTC(2026, 2, 2);
  const opened: Store[] = [];
  async function another(): Promise<Store> {
    const store = await createEmbeddedStore(dir, { clock: () => now });
    opened.push(store);
    return store;
  }
  return {
    store: await another(),
    another,
    async elapse(ms) {
      now += ms;
    },
    async dispose() {
      for (const store of opened) await store.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
});
