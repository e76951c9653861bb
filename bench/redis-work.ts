/** What a server asked of Redis while it was measured, by Redis's own count. */
import { createClient } from "redis";
import type { RedisWork } from "./webhook-variants.js";

export async function openRedisCount(url: string) {
  const admin = createClient({ url });
  await admin.connect();
  let machinesBefore = 0;
  return {
    /** Begins to count anew. */
    async begin() {
      machinesBefore = (await machines()).count;
      await admin.sendCommand(["CONFIG", "RESETSTAT"]);
    },
    async end(webhooks: number): Promise<RedisWork & { bytes: number }> {
      const commands = await admin.info("commandstats");
      const [, bytes = 0] =
        /total_net_input_bytes:(\d+)/u.exec(await admin.info("stats")) ?? [];
      const calls = (name: string) =>
        Number(
          new RegExp(`cmdstat_${name}:calls=(\\d+)`, "u").exec(commands)?.[1] ??
            0,
        ) / webhooks;
      const { count, callChars, otherChars, replyChars } = await machines();
      // A commit writes a machine's hash; it and a settlement read one as well; a machine that is new draws a number, and so does an effect.
      const commits = calls("hset");
      const settles = calls("zremrangebyscore");
      const effects = calls("hincrby") - (count - machinesBefore) / webhooks;
      return {
        commits,
        loads: Math.max(0, calls("hmget") - commits - settles),
        effects,
        timers: Math.max(0, calls("zadd") - effects),
        reads: calls("zrangebyscore"),
        settles,
        callChars,
        otherChars,
        replyChars,
        bytes: Number(bytes) / webhooks,
      };
    },
    close: () => admin.destroy(),
  };

  async function machines() {
    const lengths: Record<"call" | "other", number[]> = { call: [], other: [] };
    for await (const names of admin.scanIterator({
      MATCH: "*:machine:*",
      COUNT: 1_000,
    }))
      for (const name of names) {
        const of = name.includes(":machine:call:") ? "call" : "other";
        lengths[of].push(((await admin.hGet(name, "state")) ?? "").length);
      }
    const replies: number[] = [];
    for await (const names of admin.scanIterator({
      MATCH: "*:token:call:*",
      COUNT: 1_000,
    }))
      for (const name of names.slice(0, 10))
        replies.push(await admin.strLen(name));
    return {
      count: lengths.call.length + lengths.other.length,
      callChars: mean(lengths.call),
      otherChars: mean(lengths.other),
      replyChars: mean(replies),
    };
  }
}

function mean(of: readonly number[]): number {
  return Math.round(of.reduce((sum, one) => sum + one, 0) / (of.length || 1));
}
