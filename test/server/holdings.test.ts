/** Which partitions a process relays, as two of them share a store. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/server/log.js";
import { createHoldings } from "../../src/server/relay/holdings.js";
import type { Store } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import { until } from "../support/until.js";

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-holdings-"));
  store = await openStore({ dataDir: dir, prefix: "holdings" });
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

const holdingsOf = (
  owner: string,
  isAtWork: (partition: number) => boolean,
  onHeld: (partition: number) => void = () => {},
) =>
  createHoldings({
    store,
    log: createLog("silent"),
    owner,
    leaseMs: 60_000,
    isAtWork,
    onHeld,
  });

it("a partition that is another's from now on is given to it with the last effect under way, and not a round later", async () => {
  const atWork = new Set(
    Array.from({ length: store.partitions }, (_, partition) => partition),
  );
  const before = holdingsOf("before", (partition) => atWork.has(partition));
  await before.renew();
  const held: number[] = [];
  const comes = holdingsOf(
    "comes",
    () => false,
    (partition) => held.push(partition),
  );
  await comes.renew();
  await before.renew();
  expect(held).toEqual([]);
  const [own] = [...atWork].filter(
    (partition) => before.leaseOf(partition) === undefined,
  );
  if (own === undefined) throw new Error("All are still the first one's.");
  atWork.delete(own);
  before.ended(own);
  await until(() => {
    comes.want(own);
    return held.length > 0;
  });
  expect(held).toEqual([own]);
});
