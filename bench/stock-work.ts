/**
 * A turn in stock Express without an engine: the body, the signature, and as much Redis work as directo had, by what was counted. Shares of one are
 * done at that share of the webhooks.
 */
import express, { type Express } from "express";
import { isSigned } from "../src/carrier/twilio/signature.js";
import type { Lease, OutboxEntry } from "../src/store/contract.js";
import { openStore } from "../src/store/index.js";
import { partitionOf } from "../src/store/partition.js";
import { account, type RedisWork } from "./webhook-variants.js";

const long = 3_600_000;

export async function addStockWork(
  app: Express,
  redisUrl: string,
  work: RedisWork,
): Promise<void> {
  const url = () => `http://127.0.0.1:${port}`;
  let port: number | undefined;
  const store = await openStore({
    redisUrl,
    dataDir: "",
    prefix: "bench-stock",
  });
  const leases: (Lease | undefined)[] = await Promise.all(
    Array.from({ length: store.partitions }, (_, partition) =>
      store.acquire(partition, "stock", long),
    ),
  );
  // Who relays hears of what comes.
  if (work.settles > 0) await store.watch(() => {});
  const times = createTimes();
  const [state, otherState, twiml, effect] = [
    "x".repeat(work.callChars),
    "x".repeat(work.otherChars),
    `<?xml version="1.0"?><Response>${"x".repeat(work.replyChars)}</Response>`,
    "x".repeat(200),
  ];
  const waiting: OutboxEntry[] = [];
  const seen = new Map<number, number>();
  let others = 0;

  const commit = async (kind: string, id: string, token: string) => {
    const key = { kind, id };
    const own = kind === "call";
    const recent = store.recent(key);
    const mustLoad = times("load", work.loads / work.commits) > 0;
    const { machine = recent, reply } = mustLoad
      ? await store.load(key, token)
      : {};
    if (reply !== undefined) return reply;
    const share = (ofAll: number) => ofAll / work.commits;
    await store.commit({
      key,
      expected: machine?.version ?? 0,
      token,
      state: own ? state : otherState,
      reply: own ? twiml : "",
      effects: Array.from(
        { length: times("effects", share(work.effects)) },
        () => effect,
      ),
      timers: Array.from(
        { length: times("timers", share(work.timers)) },
        (_, i) => ({ id: `xstate.after.${i}`, dueAt: Date.now() + long }),
      ),
      at: Date.now(),
      retainMs: long,
    });
    return twiml;
  };

  /** What else directo does when the webhook is answered. */
  const goOn = async (call: string): Promise<void> => {
    for (let left = times("others", work.commits - 1); left > 0; left -= 1)
      await commit("other", `${call}${(others += 1) % 3}`, `told:${others}`);
    const partition = partitionOf({ kind: "call", id: call });
    for (let left = times("reads", work.reads); left > 0; left -= 1) {
      const came = await store.pending(partition, 200, seen.get(partition));
      waiting.push(...came);
      seen.set(partition, came.at(-1)?.place ?? seen.get(partition) ?? 0);
    }
    for (let left = times("settles", work.settles); left > 0; left -= 1) {
      const entry = waiting.shift();
      const lease = entry && leases[entry.partition];
      if (lease) await store.settle(lease, entry);
    }
  };

  app.use(express.urlencoded({ extended: false }));
  app.post(
    ["/voice", "/voice/turn", "/voice/status"],
    async (request, response) => {
      port ??= request.socket.localPort;
      const { body } = request as {
        body: Record<string, string>;
      };
      const signature = request.get("x-twilio-signature");
      const address = `${url()}${request.originalUrl}`;
      if (!isSigned([account.token], signature, address, body)) {
        response.status(403).end();
        return;
      }
      const call = body["CallSid"] ?? "";
      const turn = new URL(address).searchParams.get("turn") ?? "0";
      const reply = await commit("call", call, `turn:${turn}`);
      response.type("text/xml").send(reply);
      await goOn(call);
    },
  );
}

/** How often something is done now that is done `share` times on average. */
function createTimes() {
  const owed = new Map<string, number>();
  return (name: string, share: number): number => {
    const all = (owed.get(name) ?? 0) + share;
    const now = Math.floor(all);
    owed.set(name, all - now);
    return now;
  };
}
