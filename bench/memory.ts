/** What calls take of Redis's memory: the call itself, its replies that a retry gets again, and its share of outbox and timers. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createClient } from "redis";
import { startRedisServer } from "../test/support/redis-server.mjs";
import { agent, deeds, formOf, post } from "./webhooks.js";

const calls = 1_000;
const atOnce = 50;

interface MemoryFigures {
  readonly turns: number;
  readonly calls: number;
  readonly bytesPerCall: number;
}

/** After each turn of a call, what one takes on average. */
export async function benchMemory(): Promise<MemoryFigures[]> {
  const redis = await startRedisServer();
  const admin = createClient({ url: redis.url });
  await admin.connect();
  const child = fork("bench/webhook-servers.ts", ["directo", redis.url], {
    execArgv: ["--import", "./test/support/run-typescript.mjs"],
  });
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    const used = async (): Promise<number> =>
      Number(/used_memory_dataset:(\d+)/.exec(await admin.info("memory"))?.[1]);
    const before = await used();
    const figures: MemoryFigures[] = [];
    for (const [turn, deed] of deeds.entries()) {
      const waiting = Array.from({ length: calls }, (_, i) => i);
      const caller = async (): Promise<void> => {
        for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
          const call = `CA${String(i).padStart(32, "0")}`;
          const to =
            turn === 0 ? "/voice" : `/voice/turn?call=${call}&turn=${turn}`;
          if (!(await post(`${url}${to}`, formOf(call, deed))))
            throw new Error(`Turn ${turn} of ${call} was not answered.`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, caller));
      const bytesPerCall = Math.round(((await used()) - before) / calls);
      figures.push({ turns: turn + 1, calls, bytesPerCall });
    }
    return figures;
  } finally {
    child.kill("SIGKILL");
    admin.destroy();
    agent.destroy();
    await redis.stop();
  }
}
