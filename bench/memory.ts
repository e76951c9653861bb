/**
 * Ten thousand calls in progress at once: what each takes of Redis (the call itself, its replies that a retry gets again, its share of outbox
 * and timers), what the server takes of memory, and how long callers wait while all of them move.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { createClient } from "redis";
import { startRedisServer } from "../test/support/redis-server.mjs";
import { agent, deeds, formOf, post, round, usage } from "./webhooks.js";

const calls = 10_000;
const atOnce = 50;
/** Of ten thousand who wait for a person, the line's one queue is the measure and not memory. */
const moves = deeds.slice(0, 4);

interface MemoryFigures {
  readonly turns: number;
  readonly calls: number;
  readonly bytesPerCall: number;
  readonly serverMb: number;
  readonly heapMb: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** After each turn of every call. */
export async function benchMemory(): Promise<MemoryFigures[]> {
  const redis = await startRedisServer();
  const admin = createClient({ url: redis.url });
  await admin.connect();
  const child = fork("bench/webhook-servers.ts", ["directo", redis.url], {
    // As `npm start` has it, and so that what is in use can be told from what is not collected yet.
    execArgv: [
      "--max-semi-space-size=64",
      "--expose-gc",
      "--import",
      "./test/support/run-typescript.mjs",
    ],
  });
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    const redisBytes = async (): Promise<number> =>
      Number(/used_memory_dataset:(\d+)/.exec(await admin.info("memory"))?.[1]);
    const before = await redisBytes();
    const rest = await usage(child);
    const figures: MemoryFigures[] = [
      {
        turns: 0,
        calls: 0,
        bytesPerCall: 0,
        ...inMb(rest),
        p50Ms: 0,
        p99Ms: 0,
      },
    ];
    for (const [turn, deed] of moves.entries()) {
      const waiting = Array.from({ length: calls }, (_, i) => i);
      const times: number[] = [];
      const caller = async (): Promise<void> => {
        for (let i = waiting.pop(); i !== undefined; i = waiting.pop()) {
          const call = `CA${String(i).padStart(32, "0")}`;
          const to =
            turn === 0 ? "/voice" : `/voice/turn?call=${call}&turn=${turn}`;
          const began = performance.now();
          if (!(await post(`${url}${to}`, formOf(call, deed))))
            throw new Error(`Turn ${turn} of ${call} was not answered.`);
          times.push(performance.now() - began);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, caller));
      const sorted = times.toSorted((a, b) => a - b);
      const used = inMb(await usage(child));
      figures.push({
        turns: turn + 1,
        calls,
        bytesPerCall: Math.round(((await redisBytes()) - before) / calls),
        ...used,
        p50Ms: round(sorted[Math.floor(calls * 0.5)] ?? 0),
        p99Ms: round(sorted[Math.floor(calls * 0.99)] ?? 0),
      });
    }
    return figures;
  } finally {
    child.kill("SIGKILL");
    admin.destroy();
    agent.destroy();
    await redis.stop();
  }
}

function inMb({ memory, inUse }: Awaited<ReturnType<typeof usage>>) {
  return {
    serverMb: Math.round(memory / 1e6),
    heapMb: Math.round(inUse / 1e6),
  };
}
