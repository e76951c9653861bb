import { createFirer } from "../../src/server/relay/perform.js";
import { settleOutbox, type AnsweredLine } from "./answered-line.js";

/** Fires what is due at `now` (epoch ms) on a line whose clock says so, and performs what comes of it. */
export async function fireDue(
  { store, line }: AnsweredLine,
  now: () => number,
  perform = line.perform,
): Promise<void> {
  const settle = () => settleOutbox(store, perform);
  await settle();
  const fire = createFirer(line.turns, {
    now,
    after: () => () => undefined,
  });
  for (let fired = true; fired;) {
    fired = false;
    for (let partition = 0; partition < store.partitions; partition += 1)
      for (const timer of await store.dueTimers(partition, now(), 100)) {
        await fire(timer);
        fired = true;
      }
    await settle();
  }
}
