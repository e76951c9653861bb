/**
 * A turn in Express without an engine: the body, the signature, and as much Redis work as directo had, by what was counted. Shares of one are
 * done at that share of the webhooks.
 */
import type { RequestListener } from "node:http";
import express, { type Request } from "express";
import { isSigned } from "../src/carrier/twilio/signature.js";
import { callersFirst } from "../src/server/voice/callers-first.js";
import { createLog } from "../src/server/log.js";
import { createIntake } from "../src/server/voice/webhook-intake.js";
import type { Lease, OutboxEntry } from "../src/store/contract.js";
import { openStore } from "../src/store/index.js";
import { partitionOf } from "../src/store/partition.js";
import { account, type RedisWork } from "./webhook-variants.js";

const long = 3_600_000;

export interface StockWork {
  /** The webhook's own turn; resolves with its reply. */
  readonly answer: (call: string, turn: string) => Promise<string>;
  /** What else directo does when the webhook is answered. */
  readonly goOn: (call: string) => Promise<void>;
}

export async function openStockWork(
  redisUrl: string,
  work: RedisWork,
): Promise<StockWork> {
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

  return {
    answer: (call, turn) => commit("call", call, `turn:${turn}`),
    goOn,
  };
}

interface Fields {
  readonly body: Record<string, string>;
  readonly query: Record<string, string>;
}

const addresses = ["/voice", "/voice/turn", "/voice/status"];

/** As Express' own pages tell to write it. */
export function stockApp({ answer, goOn }: StockWork): RequestListener {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use(express.urlencoded({ extended: false }));
  app.post(addresses, async (request, response) => {
    const { body, originalUrl } = request as Fields & Request;
    const address = `${urlOf(request)}${originalUrl}`;
    const signature = request.get("x-twilio-signature");
    if (!isSigned([account.token], signature, address, body)) {
      response.status(403).end();
      return;
    }
    const call = body["CallSid"] ?? "";
    const turn = new URL(address).searchParams.get("turn") ?? "0";
    response.type("text/xml").send(await answer(call, turn));
    await goOn(call);
  });
  return app;
}

/** The leanest route of Express' that there is: its router, ahead of its application, with directo's own intake. */
export function leanApp({ answer, goOn }: StockWork): RequestListener {
  const router = express.Router();
  let url = "";
  router.use((request, _response, next) => {
    url ||= urlOf(request);
    next();
  });
  router.use(
    createIntake({
      tokens: [account.token],
      publicUrl: () => url,
      metrics: { timeWebhook: () => {} },
      log: createLog("silent"),
    }),
  );
  router.post(addresses, async (request, response) => {
    const { body, query } = request as Fields;
    const { CallSid: call = "" } = body;
    const reply = await answer(call, query["turn"] ?? "0");
    response.writeHead(200, { "Content-Type": "text/xml" }).end(reply);
    await goOn(call);
  });
  return callersFirst(router, express());
}

function urlOf({ socket }: Request): string {
  return `http://127.0.0.1:${socket.localPort}`;
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
