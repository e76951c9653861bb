import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Billing } from "../../src/billing/billing.js";
import type { LookUps } from "../../src/lookups/index.js";
import type { OutboxEntry } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import {
  postSigned,
  type AnsweredLine,
  type AnsweredLineOptions,
} from "./answered-line.js";
import { createCarrierLegs } from "./carrier-legs.js";
import type { Settled } from "./line-process.js";
import { createPeer, type Offers } from "./peer.js";
import { startRoundRobin, type RoundRobin } from "./round-robin.js";

/** What a rehearsal needs of a line. */
export type RehearsedLine = Pick<
  AnsweredLine,
  "post" | "settle" | "fire" | "store" | "close" | "legs" | "performed"
>;

export interface TwoServers {
  readonly proxy: RoundRobin;
  /** A line of both processes on a fresh part of one Redis, behind the proxy. */
  answer(options: AnsweredLineOptions): Promise<RehearsedLine>;
  stop(): Promise<void>;
}

type Ask = ReturnType<typeof createPeer>;

const entry = fileURLToPath(new URL("line-process.ts", import.meta.url));

/** Two server processes behind a round-robin proxy; each request of a call reaches the other one. */
export async function startTwoServers(redisUrl: string): Promise<TwoServers> {
  const proxy = await startRoundRobin();
  let billing: Billing | undefined;
  let lookUp: LookUps | undefined;
  const offers: Offers = {
    findCharges: async (...given: Parameters<Billing["findCharges"]>) =>
      billing?.findCharges(...given),
    postCredit: async (...given: Parameters<Billing["postCredit"]>) =>
      billing?.postCredit(...given),
    lookUp: async (...given: Parameters<LookUps>) => lookUp?.(...given),
  };
  const children = [startChild(), startChild()];
  const servers = children.map((child) => createPeer(child, offers));
  const both = (work: (ask: Ask) => Promise<unknown>) =>
    Promise.all(servers.map(work));

  return {
    proxy,
    async answer({ now, people, reference, flowsDir, ...company }) {
      billing = company.billing;
      lookUp = company.lookUp;
      const prefix = `two-${Math.random().toString(36).slice(2)}`;
      const store = await openStore({ redisUrl, prefix, dataDir: "unused" });
      const options = { redisUrl, prefix, people, reference, flowsDir };
      proxy.targets = (await both((ask) =>
        ask("open", { ...options, publicUrl: proxy.url }),
      )) as string[];
      const tellTime = () => both((ask) => ask("setNow", now?.()));
      const legs = createCarrierLegs();
      const performed: OutboxEntry[] = [];
      let settled = 0;
      const next = () => servers[(settled += 1) % servers.length];
      return {
        store,
        legs,
        performed,
        async post(to, form, headers) {
          await tellTime();
          const url = to.startsWith("http") ? to : `${proxy.url}${to}`;
          return postSigned(url, form, headers);
        },
        async settle() {
          await tellTime();
          const done = (await next()?.("settle")) as Settled;
          legs.rung.push(...done.rung);
          legs.fetched.push(...done.fetched);
          performed.push(...done.performed);
        },
        async fire(timer) {
          await tellTime();
          await next()?.("fire", timer);
        },
        async close() {
          await both((ask) => ask("close"));
          await store.close();
        },
      };
    },
    async stop() {
      await proxy.close();
      await Promise.all(children.map(endChild));
    },
  };
}

function startChild(): ChildProcess {
  return fork(entry, {
    execArgv: [
      "--no-warnings",
      "--import",
      "./test/support/run-typescript.mjs",
    ],
  });
}

async function endChild(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}
