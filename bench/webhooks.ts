/**
 * Webhooks a second, waiting time and CPU a webhook and a turn (one committed move of one machine), through the whole server with signatures and
 * state in Redis, beside barer servers in the same run. CPU is the steadiest figure; the others depend on what else the machine does.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import webhooks from "twilio/lib/webhooks/webhooks.js";
import { openStore } from "../src/store/index.js";
import { startRedisServer } from "../test/support/redis-server.mjs";
import { openRedisCount } from "./redis-work.js";
import {
  account,
  isDirecto,
  stockOf,
  variants,
  worksLike,
  type RedisWork,
  type Variant,
} from "./webhook-variants.js";

const connections = 64;
/** Calls; the first ones are slower by far, until the code is compiled. */
const warmUpCalls = 1_200;
const measuredCalls = 1_000;
/** Each is measured so often, in turn; the run in the middle counts. */
const rounds = 3;
export const agent = new Agent({ keepAlive: true, maxSockets: connections });

interface Measured {
  readonly variant: Variant;
  readonly webhooksPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuUsPerWebhook: number;
  readonly memoryMb: number;
  readonly failures: number;
  readonly work?: RedisWork & { readonly bytes: number };
}

interface Figures extends Omit<Measured, "work"> {
  readonly turnsPerWebhook?: number;
  readonly cpuUsPerTurn?: number;
  /** Bytes that Redis was sent for a webhook. */
  readonly redisBytes?: number;
  /** The CPU of stock Express with as much Redis work, and with one turn's, in percent of this one's. */
  readonly ofSameWork?: number;
  readonly ofOneTurn?: number;
}

/**
 * What a caller does, webhook after webhook: another language and back, a wrong key, silence, and a wait for a person. Then they hang up
 * before anybody is rung: else the queue grows as no company's does.
 */
export const deeds: Record<string, string>[] = [
  {},
  { Digits: "9" },
  { Digits: "9" },
  { Digits: "7" },
  {},
];
const hangUp = { CallStatus: "completed" };

export async function benchWebhooks(): Promise<Figures[]> {
  const measured = new Map<Variant, Measured[]>();
  // Directo first: stock Express does the Redis work that it did.
  const inTurn = variants.toSorted(
    (a, b) => Number(isDirecto(b)) - Number(isDirecto(a)),
  );
  for (let done = 0; done < rounds; done += 1)
    for (const variant of inTurn) {
      const redis = await startRedisServer();
      try {
        const runs = measured.get(variant) ?? [];
        const like = worksLike[variant];
        const work = like && measured.get(like)?.[0]?.work;
        runs.push(await measure(variant, redis.url, work));
        measured.set(variant, runs);
      } finally {
        await redis.stop();
      }
    }
  agent.destroy();
  const middle = (variant: Variant) => middleOf(measured.get(variant) ?? []);
  return variants.map((variant) => {
    const { work, ...figures } = middle(variant);
    const share = (stock: Variant) =>
      Math.round(
        (100 * middle(stock).cpuUsPerWebhook) / figures.cpuUsPerWebhook,
      );
    const same = stockOf[variant];
    return {
      ...figures,
      ...(work && {
        turnsPerWebhook: Math.round(work.commits * 100) / 100,
        cpuUsPerTurn: Math.round(figures.cpuUsPerWebhook / work.commits),
        redisBytes: Math.round(work.bytes),
      }),
      ...(same && {
        ofSameWork: share(same),
        ofOneTurn: share("express + Redis work of the webhooks"),
      }),
    };
  });
}

function middleOf(runs: readonly Measured[]): Measured {
  const sorted = runs.toSorted((a, b) => a.cpuUsPerWebhook - b.cpuUsPerWebhook);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("Nothing was measured.");
  return middle;
}

/** So many relays are alive, by the store's notes, that this server's share of the relaying is none. */
async function relayElsewhere(redisUrl: string): Promise<void> {
  const store = await openStore({ redisUrl, dataDir: "" });
  for (let i = 0; i < 200; i += 1)
    await store.attend(`elsewhere-${i}`, 3_600_000);
  await store.close();
}

async function measure(
  variant: Variant,
  redisUrl: string,
  work?: RedisWork,
): Promise<Measured> {
  if (variant === "directo, webhooks alone") await relayElsewhere(redisUrl);
  const redis = await openRedisCount(redisUrl);
  const child = fork(
    "bench/webhook-servers.ts",
    [variant, redisUrl, JSON.stringify(work ?? null)],
    {
      // As the server is started.
      execArgv: [
        "--max-semi-space-size=64",
        "--import",
        "./test/support/run-typescript.mjs",
      ],
    },
  );
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    await load(variant, url, warmUpCalls);
    await redis.begin();
    const before = await usage(child);
    const { times, failures, seconds } = await load(
      variant,
      url,
      measuredCalls,
    );
    // What the last ones asked for is still performed.
    await wait(500);
    const after = await usage(child);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.floor(sorted.length * share)] ?? 0;
    return {
      variant,
      webhooksPerSecond: Math.round(times.length / seconds),
      p50Ms: round(at(0.5)),
      p99Ms: round(at(0.99)),
      cpuUsPerWebhook: Math.round((after.cpuUs - before.cpuUs) / times.length),
      memoryMb: Math.round(after.memory / 1e6),
      failures,
      ...(variant.includes("Redis") || isDirecto(variant)
        ? { work: await redis.end(times.length) }
        : {}),
    };
  } finally {
    child.kill("SIGKILL");
    redis.close();
  }
}

/** Bytes of memory: what the process has of the machine, and what of its heap is in use. */
interface Usage {
  readonly cpuUs: number;
  readonly memory: number;
  readonly inUse: number;
}

export async function usage(child: ChildProcess): Promise<Usage> {
  child.send("usage");
  const [figures] = (await once(child, "message")) as [Usage];
  return figures;
}

export async function load(
  variant: Variant,
  url: string,
  calls: number,
): Promise<{ times: number[]; failures: number; seconds: number }> {
  const began = performance.now();
  const times: number[] = [];
  let failures = 0;
  let left = calls;
  const caller = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const call = `CA${Math.random().toString(16).slice(2).padEnd(32, "0").slice(0, 32)}`;
      for (const [turn, deed] of [...deeds, hangUp].entries()) {
        const to = addressOf(variant, call, turn);
        const started = performance.now();
        const answered = await post(`${url}${to}`, formOf(call, deed));
        times.push(performance.now() - started);
        if (!answered) failures += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  return { times, failures, seconds: (performance.now() - began) / 1000 };
}

function addressOf(variant: Variant, call: string, turn: number): string {
  if (turn === 0 || variant === "express") return "/voice";
  if (turn === deeds.length && isDirecto(variant)) return "/voice/status";
  return `/voice/turn?call=${call}&turn=${turn}`;
}

export function post(
  url: string,
  form: Record<string, string>,
): Promise<boolean> {
  const body = new URLSearchParams(form).toString();
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        agent,
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": Buffer.byteLength(body),
          "x-twilio-signature": webhooks.getExpectedTwilioSignature(
            account.token,
            url,
            form,
          ),
        },
      },
      (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        // The last resort rings several phones in turn: an answer, and not what is measured.
        response.on("end", () =>
          resolve(
            response.statusCode === 204 ||
              (response.statusCode === 200 &&
                text.includes("<Response") &&
                !text.includes("sequential")),
          ),
        );
      },
    );
    sent.once("error", reject);
    sent.end(body);
  });
}

export function formOf(
  call: string,
  deed: Record<string, string>,
): Record<string, string> {
  return {
    AccountSid: account.sid,
    ApiVersion: "2010-04-01",
    CallSid: call,
    CallStatus: "in-progress",
    Called: "+12025550100",
    CalledCity: "",
    CalledCountry: "US",
    CalledState: "DC",
    CalledZip: "",
    Caller: numberOf(call),
    CallerCity: "WASHINGTON",
    CallerCountry: "US",
    CallerState: "DC",
    CallerZip: "20001",
    Direction: "inbound",
    From: numberOf(call),
    FromCity: "WASHINGTON",
    FromCountry: "US",
    FromState: "DC",
    FromZip: "20001",
    To: "+12025550100",
    ToCity: "",
    ToCountry: "US",
    ToState: "DC",
    ToZip: "",
    ...deed,
  };
}

/** Nobody rings twice, and the line may ring each of them back. */
function numberOf(call: string): string {
  const drawn = BigInt(`0x${call.slice(2)}`) % 8_000_000n;
  return `+1212${2_000_000n + drawn}`;
}

export function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
