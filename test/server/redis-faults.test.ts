/**
 * Two servers take each call at once while their Redis is full, forgets scripts, drops connections or dies, their clocks jump, and the carrier
 * repeats, reorders and loses what it tells. By seed: every answer is TwiML, and the books agree to the cent afterwards.
 */
import { PassThrough } from "node:stream";
import { createClient } from "redis";
import { checkAndPrint } from "../../src/cli/ledger.js";
import { callersPlace, endPlace } from "../../src/flows/chart-places.js";
import { whereIs } from "../../src/machines/advance.js";
import type { Connection } from "../../src/machines/connection/context.js";
import type { Queue } from "../../src/machines/queue/context.js";
import { lineQueue } from "../../src/machines/queue/events.js";
import { embeddedCredits } from "../../src/server/books/billing-book.js";
import { readContext } from "../../src/server/read-context.js";
import { readState } from "../../src/server/turn.js";
import { until } from "../store/support/until.js";
import {
  answerLine,
  inboundForm,
  postSigned,
  type AnsweredLine,
} from "../support/answered-line.js";
import {
  createPick,
  createRandom,
  expectMoneyMovedOnce,
  formFor,
  nextAddress,
  type Pick,
} from "../support/at-random.js";
import { actionOf, linesOf } from "../support/documents.js";
import {
  startRedisServer,
  type RedisServer,
} from "../support/redis-server.mjs";
import { startRedisSentinel } from "../support/redis-sentinel.mjs";
import { startRoundRobin, type RoundRobin } from "../support/round-robin.js";

const seeds = Number(
  process.env["FAULT_SEEDS"] ?? (process.env["LONG"] ? 20 : 2),
);
const hour = 3_600_000;

let redis: RedisServer;
let proxy: RoundRobin;
beforeAll(async () => {
  redis = await startRedisServer({ durable: true });
  proxy = await startRoundRobin();
});
afterAll(async () => {
  await proxy.close();
  await redis.stop();
});

async function tell(...command: string[]): Promise<void> {
  const admin = createClient({ url: redis.url }).on("error", () => {});
  await admin.connect();
  await admin.sendCommand(command);
  admin.destroy();
}

/** Each gives what ends it. */
const faults: (() => Promise<() => Promise<void>>)[] = [
  async () => {
    await tell("SCRIPT", "FLUSH");
    return async () => {};
  },
  async () => {
    await tell("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    return async () => {};
  },
  async () => {
    await tell("CONFIG", "SET", "maxmemory", "1");
    return () => tell("CONFIG", "SET", "maxmemory", "0");
  },
  async () => {
    await redis.kill();
    return () => redis.start();
  },
];

interface Lived {
  readonly servers: readonly [AnsweredLine, AnsweredLine];
  readonly random: () => number;
  readonly pick: Pick;
  /** What the clocks show beside the truth, ms. */
  readonly jump: { by: number };
  readonly faulty: { now: boolean };
}

const post = (to: string, form: Record<string, string>) =>
  postSigned(to.startsWith("http") ? to : `${proxy.url}${to}`, form);

async function liveThrough(seed: number): Promise<void> {
  const random = createRandom(seed);
  const jump = { by: 0 };
  const prefix = `faults-${seed}-${process.pid}`;
  const answer = (owner: string) =>
    answerLine({
      redisUrl: redis.url,
      prefix,
      owner,
      publicUrl: proxy.url,
      now: () => Date.now() + jump.by,
    });
  const servers = [await answer("a"), await answer("b")] as const;
  proxy.targets = servers.map(({ url }) => url);
  const lived: Lived = {
    servers,
    random,
    pick: createPick(random),
    jump,
    faulty: { now: false },
  };
  try {
    for (const { line } of servers) await line.relay.start();
    const calls = ["CAfirst", "CAsecond"];
    const over = await Promise.all(
      calls.map(async (call) => ({
        call,
        isOver: await liveCall(lived, call),
      })),
    );
    jump.by = 0;
    await until(() => expectQuiet(servers[0]), 30_000);
    await expectMoneyMovedOnce(servers[0]);
    await expectBooksAgree(servers[0]);
    for (const { call, isOver } of over) {
      await expectNotStuck(servers[0], call, isOver);
      await until(() => expectSeniorityKept(servers[0], call, isOver), 15_000);
    }
  } finally {
    for (const { line } of servers) await line.relay.stop();
    for (const server of servers) await server.close();
  }
}

/** One fault at a time; gives what ends it. */
async function beginFault({ pick, faulty }: Lived) {
  faulty.now = true;
  const end = await pick(faults)();
  return async () => {
    await end();
    faulty.now = false;
  };
}

/** One call from begin to end; gives whether the carrier told of its end. */
async function liveCall(lived: Lived, call: string): Promise<boolean> {
  const { random, pick, jump } = lived;
  const status = (CallStatus: string) =>
    post("/voice/status", inboundForm(call, { CallStatus }));
  let { body } = await post("/voice", inboundForm(call));
  for (let step = 0; step < 15; step += 1) {
    linesOf(body);
    const to = nextAddress(body);
    if (to === undefined) break;
    if (random() < 0.3) await status(pick(["ringing", "in-progress"]));
    if (random() < 0.2) jump.by = Math.round((random() - 0.5) * 2 * hour);
    const endFault =
      random() < 0.3 && !lived.faulty.now ? await beginFault(lived) : undefined;
    const form = inboundForm(call, {
      CallStatus: "in-progress",
      ...formFor(body, pick),
    });
    const posts = random() < 0.5 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: posts }, () => post(to, form)),
    );
    await endFault?.();
    for (const answer of answers) linesOf(answer.body);
    body =
      (answers.find((one) => !one.body.includes("<Redirect>")) ?? answers[0])
        ?.body ?? "";
  }
  // The end is told once, thrice, after it was denied again, or never.
  const ends = pick([1, 1, 3, 0]);
  for (let end = 0; end < ends; end += 1) {
    await status("completed");
    await status("in-progress");
  }
  return ends > 0;
}

/** Nothing is left to perform. */
async function expectQuiet({ store }: AnsweredLine): Promise<void> {
  await store.ping();
  const partitions = Array.from({ length: store.partitions }, (_, at) => at);
  const pending = await Promise.all(
    partitions.map((partition) => store.pending(partition, 10)),
  );
  expect(pending.flat().map(({ effect, error }) => [effect, error])).toEqual(
    [],
  );
}

async function expectBooksAgree({ store }: AnsweredLine): Promise<void> {
  const output = new PassThrough();
  const agree = await checkAndPrint(
    { store, listCredits: embeddedCredits(store) },
    output,
    50,
  );
  expect([agree, String(output.read())]).toEqual([true, expect.any(String)]);
}

/** An ended call is over for its caller: the message of whoever hung up is waited for as much longer as a clock was set back meanwhile. Any other is on a document, so that the carrier's next question moves it. */
async function expectNotStuck(
  { store }: AnsweredLine,
  call: string,
  isOver: boolean,
): Promise<void> {
  await until(async () => {
    const { machine } = await store.load({ kind: "call", id: call });
    // A call that never came through was answered by the last resort.
    if (!machine) return;
    const state = readState(machine.state);
    if (isOver) expect(callersPlace(whereIs(state.snapshot))).toBe(endPlace);
    const { reply } = await store.load({ kind: "call", id: call }, state.last);
    expect(reply).toContain("<Response");
  }, 15_000);
}

/**
 * Wherever a caller's first arrival is written down, it is the same moment: of the call, of who seeks a person for it, of the queue, where they
 * wait once, and no longer when they are gone.
 */
async function expectSeniorityKept(
  { store }: AnsweredLine,
  call: string,
  isOver: boolean,
): Promise<void> {
  const began = await readContext<{ startedAt: number; since?: number }>(
    store,
    { kind: "call", id: call },
  );
  if (!began) return;
  const { since = began.startedAt } = began;
  const sought = await readContext<Connection>(store, {
    kind: "connection",
    id: call,
  });
  const queue = await readContext<Queue>(store, lineQueue);
  const waits = queue?.waiting.filter((one) => one.call === call) ?? [];
  for (const one of [...waits, ...(sought?.wanted ? [sought.wanted] : [])])
    expect(one.since).toBe(since);
  expect(waits.length).toBeLessThanOrEqual(isOver ? 0 : 1);
}

it(`${seeds} pairs of servers with a misbehaving Redis, carrier and clock answer TwiML each time, and the books agree`, async () => {
  for (let seed = 1; seed <= seeds; seed += 1)
    await liveThrough(seed).catch((cause: unknown) => {
      throw new Error(`Seed ${seed}: ${(cause as Error).message}`, { cause });
    });
}, 600_000);

describe("with a master behind sentinels that hangs", () => {
  it("callers hear a short word in time, and go on at the replica with what they pressed, once", async () => {
    const place = await startRedisSentinel();
    const line = await answerLine({ redisUrl: place.url });
    const redirectOf = (body: string) =>
      /<Redirect>([^<]+)<\/Redirect>/
        .exec(body)?.[1]
        ?.replaceAll("&amp;", "&") ?? "";
    const inCall = inboundForm("CAbefore", { CallStatus: "in-progress" });
    try {
      await line.line.relay.start();
      const menu = await line.post("/voice", inboundForm("CAbefore"));
      place.master.freeze();
      const [pressed, rung] = await Promise.all([
        line.post(actionOf(menu.body) ?? "", { ...inCall, Digits: "2" }),
        line.post("/voice", inboundForm("CAduring")),
      ]);
      for (const { body } of [pressed, rung]) {
        expect(body).toContain("Un momento, sigo con usted.");
        expect(redirectOf(body)).toContain("pending=");
      }
      await until(() => line.store.ping(), 30_000);
      const again = () => line.post(redirectOf(pressed.body), inCall);
      const waits = await again();
      expect(linesOf(waits.body).at(-1)).toBe("wait");
      expect((await again()).body).toBe(waits.body);
      const begun = await line.post(
        redirectOf(rung.body),
        inboundForm("CAduring"),
      );
      expect(linesOf(begun.body).at(-1)).toBe("gather  5s speech");
      // The relay went on there too: one phone rings for the one who asked.
      await until(async () => expect(line.legs.rung).toHaveLength(1), 30_000);
      await line.line.relay.idle();
      expect(line.legs.rung).toHaveLength(1);
    } finally {
      await line.line.relay.stop();
      await line.close();
      await place.stop();
    }
  }, 90_000);
});
