/** `npm run bench [name]`: figures as a table, and as JSON in bench/results. */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { benchCheck } from "./check.js";
import { benchEditor } from "./editor.js";
import { benchMemory } from "./memory.js";
import { benchProof } from "./proof.js";
import { benchQueue } from "./queue.js";
import { benchTimers } from "./timers.js";
import { benchWebhooks } from "./webhooks.js";

const benches: Record<string, () => Promise<object[]>> = {
  check: benchCheck,
  editor: benchEditor,
  memory: benchMemory,
  proof: benchProof,
  queue: benchQueue,
  timers: benchTimers,
  webhooks: benchWebhooks,
};

const wanted = process.argv[2];
const names = wanted === undefined ? Object.keys(benches) : [wanted];
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
await mkdir("bench/results", { recursive: true });
for (const name of names) {
  const bench = benches[name];
  if (!bench)
    throw new Error(
      `There is no benchmark "${name}". There is: ${Object.keys(benches).join(", ")}.`,
    );
  const figures = await bench();
  console.log(`${name}, on ${machine}`);
  console.table(figures);
  await writeFile(
    `bench/results/${name}.json`,
    `${JSON.stringify({ machine, figures }, null, 2)}\n`,
  );
}
process.exit(0);
