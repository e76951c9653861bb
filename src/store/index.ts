import { join } from "node:path";
import type { Store } from "./contract.js";
import { createEmbeddedStore } from "./embedded/index.js";

/**
 * Opens the store that the settings name: Redis when there is a `redisUrl`, else the embedded store in `<dataDir>/store`. Whoever starts
 * a process calls it once, tells people `store.description`, and closes the store at the end. It promises docs/spec/store.md.
 */
export async function openStore({
  redisUrl,
  dataDir,
  prefix,
  patient = false,
  ca,
}: {
  readonly redisUrl?: string | undefined;
  readonly dataDir: string;
  /** Redis only: stores of different prefixes share nothing; `directo` when absent. */
  readonly prefix?: string;
  /** Redis only: opens also while it is away. */
  readonly patient?: boolean;
  /** Redis only: the certificate authority to trust, PEM. */
  readonly ca?: string | undefined;
}): Promise<Store> {
  if (!redisUrl) return createEmbeddedStore(join(dataDir, "store"));
  // A third of a second to load, for those alone who use it.
  const { createRedisStore } = await import("./redis/index.js");
  return createRedisStore(redisUrl, {
    patient,
    ca,
    ...(prefix !== undefined && { prefix }),
  });
}

export { parseAddress as parseRedisUrl } from "./redis/address.js";
export { partitionOf } from "./partition.js";
