import { createEmbeddedStore } from "../../../src/store/embedded/index.js";
import { deliverPatiently } from "./deliver.js";

/**
 * A process that delivers events to an embedded store, many at a time, and prints `<machine> <token> <reply>` for each as soon as it is
 * answered, and `unavailable <why>` for each attempt that was not, until it has delivered them all or is killed. Arguments: folder, first event, number of events.
 */
const [dir = "", first = "0", count = "0"] = process.argv.slice(2);
const store = await createEmbeddedStore(dir);
const end = Number(first) + Number(count);
let next = Number(first);

async function write(): Promise<void> {
  while (next < end) {
    const event = next;
    next += 1;
    const key = { kind: "call", id: `CA${event % 7}` };
    const reply = await deliverPatiently(store, key, `t${event}`, 2, (error) =>
      process.stdout.write(`unavailable ${error.message}\n`),
    );
    process.stdout.write(`${key.id} t${event} ${reply}\n`);
  }
}

process.stdout.write("ready\n");
await Promise.all(Array.from({ length: 16 }, write));
await store.close();
