/** What goes by itself, on both stores: let go for real, and read below the store. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPeople } from "../../src/server/served/company.js";
import { createEmbeddedStore } from "../../src/store/embedded/index.js";
import type { Store } from "../../src/store/contract.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";
import {
  keptInLmdb,
  keptInRedis,
  type Kept,
} from "../support/everything-kept.js";
import { keysLike, whatGoes, whatNeverGoes } from "../support/manual-tables.js";
import { callerGoes, deskKey, talkOn } from "../support/talk.js";
import { tracesIn } from "../support/traces.js";
import { until } from "../support/until.js";
import { channelKey, liveThrough } from "../support/whole-story.js";

const redisUrl = process.env["TEST_REDIS_URL"] ?? "";
const minuteMs = 60_000;
let dir: string;
let prefix: string;
let line: AnsweredLine | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-expires-"));
  prefix = `expires-${Math.random().toString(36).slice(2)}`;
});
afterEach(async () => {
  await line?.close();
  line = undefined;
  await rm(dir, { recursive: true, force: true });
});

const inHome = (home: string) => ({
  dataDir: dir,
  ...(home === "Redis" && { redisUrl, prefix }),
});
const everything = async (home: string): Promise<readonly Kept[]> =>
  home === "Redis"
    ? keptInRedis(redisUrl, prefix)
    : keptInLmdb(join(dir, "store"));

/** What every relay does all day: the embedded store takes off its file what is past. */
async function sweep(store: Store): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const lease = await store.acquire(0, "a relay", 1_000);
    if (lease) await store.release(lease);
  }
}

/** Of calls and of what is begun for them. */
const ofCalls =
  /^machine:(call|connection|aside|staff-call|ring-back):|"(call|connection|aside|staff-call|ring-back)"/;

/** The embedded store's own, of nobody. */
const tablesOfLmdb = /^(document:ping$|leases|counters|relays|outbox)/;

it.each(["the embedded store", "Redis"])(
  "in %s a call goes with all that belongs to it",
  async (home) => {
    const clock = { now: Date.now() };
    line = await answerLine({
      ...inHome(home),
      now: () => clock.now,
      callRetentionMs: 2_500,
    });
    const luis = await talkOn(line, clock);
    await luis.does("ask", { whom: "director" });
    await luis.thirdComes();
    await luis.ends(luis.statusUrl, luis.leg);
    await callerGoes(line, luis.call);
    // Whoever talked with them is there for the next.
    await luis.waits(10 * minuteMs);
    const before = (await everything(home)).map(({ name }) => name);
    for (const kind of ["call", "connection"])
      expect(before).toContain(`machine:${kind}:${luis.call}`);
    const { store } = line;
    await until(async () => {
      await sweep(store);
      for (let partition = 0; partition < store.partitions; partition += 1)
        await store.dueTimers(partition, clock.now + 7 * 86_400_000, 100);
      return !(await everything(home)).some(
        ({ name, text }) =>
          !name.startsWith("token:") &&
          !name.startsWith("document:") &&
          ofCalls.test(name.startsWith("timers") ? text : name),
      );
    });
    const goes = await whatGoes();
    const stays = await whatNeverGoes();
    for (const one of await everything(home)) {
      const known = one.ms === undefined ? stays : goes.map(({ key }) => key);
      const isKnown =
        known.some((key) => keysLike(key).test(one.name)) ||
        tablesOfLmdb.test(one.name);
      expect([one.name, isKnown]).toEqual([one.name, true]);
      // Nothing that is kept for good has anything of her, or of the call.
      if (one.ms !== undefined || one.name.startsWith("document:")) continue;
      expect([one.name, tracesIn(one), one.text.includes(luis.call)]).toEqual([
        one.name,
        [],
        false,
      ]);
    }
  },
);

async function liveIn(home: string): Promise<void> {
  const clock = { now: Date.now() };
  line = await answerLine({
    ...inHome(home),
    now: () => clock.now,
    casesApiKey: deskKey,
    claimsApiKey: channelKey,
    postDecision: () => Promise.resolve(),
  });
  const people = await readPeople("demo/people.yaml");
  await liveThrough({ answered: line, clock, people });
}

it("in Redis each key of a whole story goes when the manual says", async () => {
  await liveIn("Redis");
  const goes = await whatGoes();
  for (const { name, ms } of await everything("Redis")) {
    if (ms === undefined) continue;
    const row = goes.find(({ named }) => named.test(name));
    const early = (row?.ms ?? 0) - ms;
    expect([name, early >= 0 && early < minuteMs]).toEqual([name, true]);
  }
});

it("in the embedded store each key of a whole story goes when the manual says, as its clock moves on", async () => {
  await liveIn("the embedded store");
  const first = await everything("");
  await line?.close();
  line = undefined;
  const keptAfter = async (ms: number) => {
    const store = await createEmbeddedStore(join(dir, "store"), {
      clock: () => Date.now() + ms,
    });
    await sweep(store);
    await store.close();
    return new Set((await everything("")).map(({ name }) => name));
  };
  const goes = await whatGoes();
  // The earliest first: what is past is taken off the file.
  for (const ms of new Set(
    goes.map((one) => one.ms).toSorted((a, b) => a - b),
  )) {
    const of = goes.filter((one) => one.ms === ms);
    const names = first
      .filter((one) => one.ms !== undefined)
      .map(({ name }) => name)
      .filter((name) => of.some(({ named }) => named.test(name)));
    const before = await keptAfter(ms - minuteMs);
    expect([ms, names.filter((one) => !before.has(one))]).toEqual([ms, []]);
    const after = await keptAfter(ms + 1_000);
    expect([ms, names.filter((one) => after.has(one))]).toEqual([ms, []]);
  }
  const never = await whatNeverGoes();
  const left = [...(await keptAfter(4_000 * 86_400_000))].filter(
    (name) =>
      /^(machine|token|document):/.test(name) &&
      !never.some((one) => keysLike(one).test(name)),
  );
  expect(left).toEqual([]);
});
