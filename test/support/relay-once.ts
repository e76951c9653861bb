import { createLog } from "../../src/server/log.js";
import { createRelay } from "../../src/server/relay/relay.js";
import type { OutboxEntry, Store, Timer } from "../../src/store/contract.js";

/** A relay that looks at the store once, performs what it finds there, and stops. */
export async function relayOnce(
  store: Store,
  perform: (entry: OutboxEntry) => Promise<void>,
  {
    owner = "a relay of the test",
    fire = () => Promise.resolve(),
  }: { owner?: string; fire?: (timer: Timer) => Promise<void> } = {},
): Promise<void> {
  const relay = createRelay({
    store,
    clock: { now: () => Date.now(), after: () => () => undefined },
    log: createLog("silent"),
    owner,
    random: () => 0,
    perform,
    fire,
    everyRound: () => Promise.resolve(),
  });
  await relay.start();
  await relay.idle();
  await relay.stop();
}
