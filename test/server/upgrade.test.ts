/** A server is replaced while calls go on, as docs/operating.md says: the new one starts on the same store, and the old one gets SIGTERM. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashText } from "../../src/machines/chain.js";
import { inboundForm, maria, postSigned } from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { realLine } from "../support/real-line.js";
import { startRedisCluster } from "../support/redis-cluster.mjs";
import { startRedisServer } from "../support/redis-server.mjs";
import { startRoundRobin } from "../support/round-robin.js";
import {
  startServerProcess,
  type ServerProcess,
} from "../support/server-process.js";
import { until } from "../store/support/until.js";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-upgrade-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const homes: [string, () => Promise<{ url: string; stop(): Promise<void> }>][] =
  [
    ["one Redis", () => startRedisServer()],
    ["a Cluster", () => startRedisCluster()],
  ];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As long as the carrier waits for a key, in real time: what the flow waits for is bounded by what the caller hears. */
const listens = (body: string) =>
  wait(Number(/<Gather[^>]* timeout="(\d+)"/.exec(body)?.[1] ?? 0) * 1000);

async function isReady(url: string): Promise<boolean> {
  const body: unknown = await (await fetch(`${url}/readyz`)).json();
  return (body as { store: boolean }).store;
}

const disputing = "CAmid0";
/** Only María has charges, and each of the others a number of their own. */
const numberOf = (call: string) =>
  call === disputing
    ? maria
    : `+1202555${String(parseInt(hashText(call).slice(0, 6), 16) % 10_000).padStart(4, "0")}`;

/** Callers who wait for a person, whose carrier asks again and again what they hear; one who is at the menu; and ever new ones. */
function createCallers(url: string) {
  /** What was answered otherwise than with a document of the call. */
  const dropped: string[] = [];
  let answered = 0;
  const over = new AbortController();
  const posts = async (to: string, call: string, more: object = {}) => {
    const form = inboundForm(call, { From: numberOf(call), ...more });
    const { status, body } = await postSigned(to, form).catch(
      (error: unknown) => ({ status: 0, body: String(error) }),
    );
    answered += 1;
    if (status !== 200 || body.includes("last-resort"))
      dropped.push(`${call} ${status} ${body.slice(0, 300)}`);
    return body;
  };
  const begins = async (call: string) =>
    actionOf(await posts(`${url}/voice`, call)) ?? "";
  const pressing = (Digits: string) => ({ CallStatus: "in-progress", Digits });
  const asksForPerson = (action: string, call: string) =>
    posts(action, call, pressing("2"));
  const again = async (work: () => Promise<unknown>) => {
    while (!over.signal.aborted) {
      await work();
      await wait(50);
    }
  };
  return {
    dropped,
    answered: () => answered,
    stop: () => over.abort(),
    begins,
    asksForPerson,
    /** Until `stop`. */
    async waits(call: string) {
      const body = await asksForPerson(await begins(call), call);
      const [, waitUrl = ""] = /waitUrl="([^"]+)"/.exec(body) ?? [];
      const to = waitUrl.replaceAll("&amp;", "&");
      expect(to).toContain("/voice/wait");
      return again(() => posts(to, call, { QueuePosition: "1" }));
    },
    /** Until `stop`. */
    newOnes() {
      let calls = 0;
      return again(() => begins(`CAnew${(calls += 1)}`));
    },
    /** Disputes a charge: the bill is looked at by whichever server relays. */
    async disputes(action: string, call: string) {
      let body = await posts(action, call, pressing("1"));
      await until(async () => {
        const form = { CallStatus: "in-progress" };
        const next = actionOf(body);
        if (next === undefined) throw new Error(`Nothing follows: ${body}`);
        await listens(body);
        body = await posts(next, call, form);
        expect(body).toContain("larga distancia");
      }, 15_000);
    },
  };
}

it.each(homes)(
  "on %s each call goes on while both servers are replaced, one after the other",
  async (_home, startRedis) => {
    const redis = await startRedis();
    const proxy = await startRoundRobin();
    const settings = { DATA_DIR: dir, REDIS_URL: redis.url };
    const all: ServerProcess[] = [];
    const running = new Set<ServerProcess>();
    const callers = createCallers(proxy.url);
    const start = async () => {
      const env = await realLine(settings);
      const server = await startServerProcess({
        ...env,
        PUBLIC_URL: proxy.url,
      });
      const url = `http://127.0.0.1:${env["PORT"]}`;
      await until(async () => expect(await isReady(url)).toBe(true));
      all.push(server);
      running.add(server);
      return { server, url };
    };
    try {
      const old = [await start(), await start()];
      proxy.targets = old.map(({ url }) => url);
      const names = Array.from({ length: 6 }, (_, place) => `CAmid${place}`);
      const actions = new Map<string, string>();
      for (const call of names) actions.set(call, await callers.begins(call));
      const talks = [
        callers.newOnes(),
        ...names.map((call) => callers.waits(`${call}-waits`)),
      ];
      let slots = old;
      for (const { server, url } of old) {
        const fresh = await start();
        // In mid-call, and while the proxy still gives it requests.
        running.delete(server);
        expect(await server.stop("SIGTERM")).toBe(0);
        slots = slots.map((one) => (one.url === url ? fresh : one));
        proxy.targets = slots.map((one) => one.url);
        await wait(500);
      }
      callers.stop();
      await Promise.all(talks);
      for (const [call, action] of actions)
        if (call === disputing) await callers.disputes(action, call);
        else
          expect(await callers.asksForPerson(action, call)).toContain(
            "<Enqueue",
          );
      expect(callers.answered()).toBeGreaterThan(200);
      expect(callers.dropped).toEqual([]);
      for (const server of all)
        expect(server.errors()).not.toContain("the last resort answers");
    } finally {
      callers.stop();
      for (const server of running) await server.stop("SIGKILL");
      await proxy.close();
      await redis.stop();
    }
  },
  120_000,
);
