/** When and in which order the relay performs and fires, on a clock that is moved by hand and a store that can be held up. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createManualClock } from "../../src/carrier/simulator/clock.js";
import { createLog } from "../../src/server/log.js";
import { CannotPerform } from "../../src/server/relay/perform-faults.js";
import { createRelay, type Relay } from "../../src/server/relay/relay.js";
import { StoreUnavailable, type Store } from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import {
  keyOfPartition,
  keysOfPartition,
  turn,
} from "../store/rules/store-under-test.js";

type OnTheWay = Partial<
  Record<keyof Store, (...given: unknown[]) => Promise<void>>
>;

const partition = 7;
const key = keyOfPartition(partition);
const roundMs = 2_000;

let dir: string;
let store: Store;
let relay: Relay;
let clock: ReturnType<typeof createManualClock>;
let start: number;
/** What was performed and fired, with the ms since the start. */
let done: [string, number][];
/** What the next effects and timers meet. */
let meet: (what: string) => Promise<void>;
let random: () => number;
/** What a call of the store waits for, or rejects with: before anything is done, and after it. */
let onTheWay: { there: OnTheWay; back: OnTheWay };
/** Time does not wait for what is under way. */
let overtakes: boolean;
/** So far is the relay's clock behind, ms. */
let setBack: number;
let versions: Map<string, number>;

const now = () => clock.now() - start;
const away = () => Promise.reject(new StoreUnavailable("It is away."));
const what = () => done.map(([name]) => name);

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "directo-in-time-"));
  start = Date.now();
  clock = createManualClock(start);
  done = [];
  meet = () => Promise.resolve();
  random = () => 1;
  onTheWay = { there: {}, back: {} };
  overtakes = false;
  setBack = 0;
  versions = new Map();
  await open();
});
afterEach(async () => {
  onTheWay = { there: {}, back: {} };
  await relay.stop();
  await store.close();
  await rm(dir, { recursive: true, force: true });
});

async function open(redisUrl?: string): Promise<void> {
  const prefix = `in-time-${Math.random().toString(36).slice(2)}`;
  store = await openStore({ dataDir: dir, redisUrl, prefix });
  relay = openRelay("the test");
  await relay.start();
  await clock.settle();
}

function openRelay(owner: string): Relay {
  const take = async (name: string) => {
    done.push([name, now()]);
    await meet(name);
  };
  return createRelay({
    store: heldUp(store),
    clock: {
      ...clock,
      now: () => clock.now() - setBack,
      hold: (work) => overtakes || clock.hold(work),
    },
    log: createLog("silent"),
    owner,
    random: () => random(),
    roundMs,
    perform: ({ effect }) => take(effect),
    fire: async ({ key: of, id, dueAt }) => {
      await take(id);
      await commit([], { of, timers: [[id, null]] });
      expect(dueAt).toBeLessThanOrEqual(clock.now());
    },
    everyRound: () => Promise.resolve(),
  });
}

function heldUp(behind: Store): Store {
  return new Proxy(behind, {
    get(target, name: keyof Store) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return async (...given: unknown[]) => {
        await onTheWay.there[name]?.(...given);
        const result: unknown = await (
          member as (...all: unknown[]) => unknown
        ).apply(target, given);
        await onTheWay.back[name]?.(...given);
        return result;
      };
    },
  });
}

async function commit(
  effects: readonly string[],
  {
    of = key,
    timers = [],
  }: {
    readonly of?: typeof key;
    readonly timers?: readonly [string, number | null][];
  } = {},
): Promise<void> {
  const expected = versions.get(of.id) ?? 0;
  versions.set(of.id, expected + 1);
  await store.commit(
    turn({
      key: of,
      expected,
      effects,
      timers: timers.map(([id, ms]) => ({
        id,
        dueAt: ms === null ? null : start + ms,
      })),
      at: clock.now(),
    }),
  );
}

/** What is read of the outbox from now on comes back only when it may. */
function holdUpReading(): () => void {
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  onTheWay.back.pending = () => gate;
  return () => {
    delete onTheWay.back.pending;
    goOn();
  };
}

/** Effects of that name wait for the function that it gives. */
function slowDown(slow: string): () => void {
  let finish: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (finish = resolve));
  meet = (name) => (name === slow ? gate : Promise.resolve());
  return finish;
}

/** Time goes on by `ms` whatever is under way. */
async function overtake(ms: number): Promise<void> {
  overtakes = true;
  await clock.advance(ms);
  await new Promise((resolve) => setTimeout(resolve, 30));
}

describe("an effect that fails", () => {
  it.each([
    ["in full", 1, [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000]],
    ["cut by half", 0, [125, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000]],
  ])(
    "is tried again after waits that double up to a minute, %s by chance",
    async (_words, chance, wanted) => {
      random = () => chance;
      meet = () => Promise.reject(new Error("The carrier does not answer."));
      await commit(["fails"]);
      await clock.advance(250_000);
      const times = done.map(([, at]) => at);
      const waits = times.slice(1).map((at, place) => at - (times[place] ?? 0));
      expect(waits.slice(0, 8)).toEqual(wanted);
      expect(waits.at(-1)).toBe(chance === 1 ? 60_000 : 30_000);
    },
  );

  it("has its partition read the less often the more waits there", async () => {
    const machines = keysOfPartition(partition, 600);
    let chance = 0;
    random = () => (chance = (chance + 0.618) % 1);
    meet = () => Promise.reject(new Error("The carrier does not answer."));
    for (const of of machines) await commit(["fails"], { of });
    let reads = 0;
    onTheWay.there.pending = (of, _limit, after) => {
      if (of === partition && !after) reads += 1;
      return Promise.resolve();
    };
    await clock.advance(20_000);
    // Each was tried again, one after the other, five times and more.
    expect(done.length).toBeGreaterThan(5 * machines.length);
    expect(reads).toBeGreaterThan(5);
    expect(reads).toBeLessThan(20_000 / (machines.length * 2) + 1);
  });

  it("is tried again soon after the clock was set back, however much waits", async () => {
    meet = () => Promise.reject(new Error("The carrier does not answer."));
    for (const of of keysOfPartition(partition, 600))
      await commit(["fails"], { of });
    await clock.settle();
    setBack = 3_600_000;
    meet = () => Promise.resolve();
    done = [];
    await clock.advance(4 * roundMs);
    expect(done).toHaveLength(600);
  });

  it("keeps its place before what the same machine asks for meanwhile", async () => {
    meet = (name) =>
      name === "first" && done.length < 3 ? away() : Promise.resolve();
    await commit(["first"]);
    await clock.settle();
    await commit(["second"]);
    await clock.advance(2_000);
    expect(what()).toEqual(["first", "first", "first", "second"]);
  });

  it("keeps its place also when all was to be read anew and the store was away", async () => {
    meet = (name) =>
      name === "fails"
        ? Promise.reject(new Error("The carrier does not answer."))
        : Promise.resolve();
    await commit(["fails"]);
    await clock.advance(4_000);
    onTheWay.there.pending = away;
    await clock.advance(roundMs);
    delete onTheWay.there.pending;
    await commit(["is behind it"]);
    await clock.settle();
    expect(what()).not.toContain("is behind it");
  });

  it("keeps its place also while all is being read anew", async () => {
    await relay.stop();
    await store.close();
    // Of Redis, which gives what was committed with its notice.
    await open(process.env["TEST_REDIS_URL"]);
    meet = (name) =>
      name === "first" && done.length < 2 ? away() : Promise.resolve();
    await commit(["first"]);
    await clock.settle();
    const goOn = holdUpReading();
    await overtake(300);
    await commit(["second"]);
    await overtake(0);
    goOn();
    await overtake(roundMs);
    expect(what()).toEqual(["first", "first", "second"]);
  });

  it("for good is a dead letter, what stands behind it goes on, and revived it is performed", async () => {
    meet = (name) =>
      name === "poison"
        ? Promise.reject(new CannotPerform("No such number: +12025550143."))
        : Promise.resolve();
    await commit(["poison", "behind it"]);
    await clock.advance(100_000);
    expect(what()).toEqual(["poison", "behind it"]);
    const [letter] = await store.deadLetters(10);
    expect(letter).toMatchObject({ effect: "poison", attempts: 1 });
    expect(letter?.error).toContain("No such number");
    expect(letter?.error).not.toContain("2025550143");
    meet = () => Promise.resolve();
    await store.revive(letter?.id ?? "", clock.now());
    await clock.settle();
    expect(what()).toEqual(["poison", "behind it", "poison"]);
    expect(await store.deadLetters(10)).toEqual([]);
  });

  it("to be written down as done is performed again, before what came after it", async () => {
    await commit(["before"]);
    await clock.settle();
    onTheWay.there.settle = away;
    await commit(["first"]);
    await clock.settle();
    delete onTheWay.there.settle;
    await commit(["second"]);
    await clock.advance(2 * roundMs);
    expect(what()).toEqual(["before", "first", "first", "second"]);
  });
});

describe("an effect under way", () => {
  it("is performed once, and what is behind it, however often the partition is read meanwhile", async () => {
    const finish = slowDown("slow");
    await commit(["slow", "behind it"]);
    await overtake(2 * roundMs);
    finish();
    await overtake(roundMs);
    expect(what()).toEqual(["slow", "behind it"]);
  });

  it("is performed once when it is done while the partition is being read", async () => {
    const finish = slowDown("slow");
    await commit(["slow"]);
    await overtake(0);
    const goOn = holdUpReading();
    await overtake(roundMs);
    finish();
    await overtake(0);
    goOn();
    await overtake(roundMs);
    expect(what()).toEqual(["slow"]);
  });

  it("is found at once when its notice came while the partition was being read", async () => {
    const goOn = holdUpReading();
    await overtake(roundMs);
    await commit(["just missed"]);
    await overtake(0);
    goOn();
    await overtake(0);
    expect(what()).toEqual(["just missed"]);
  });
});

describe("a timer", () => {
  it("fires when it is due, whatever else the partition waits for", async () => {
    const machine = (nth: number) => keyOfPartition(partition, nth);
    await commit([], { of: machine(0), timers: [["later", 1_300]] });
    await commit([], { of: machine(1), timers: [["first", 300]] });
    await commit([], { of: machine(2), timers: [["between", 700]] });
    await clock.advance(roundMs);
    expect(done).toEqual([
      ["first", 300],
      ["between", 700],
      ["later", 1_300],
    ]);
  });

  it("that cannot be fired is tried at each round, and keeps no other waiting", async () => {
    meet = (name) => (name === "broken" ? away() : Promise.resolve());
    await commit([], { timers: [["broken", 100]] });
    const of = keyOfPartition(partition, 1);
    await commit([], { of, timers: [["whole", 3_100]] });
    await clock.advance(5 * roundMs);
    const tries = what().filter((name) => name === "broken").length;
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(12);
    const [, at = 0] = done.find(([name]) => name === "whole") ?? [];
    expect(at - 3_100).toBeGreaterThanOrEqual(0);
    expect(at - 3_100).toBeLessThanOrEqual(1_000);
  });

  it("that was due while nobody relayed fires when somebody does, once", async () => {
    await relay.stop();
    await commit([], { timers: [["missed", 500]] });
    await clock.advance(60_000);
    expect(done).toEqual([]);
    relay = openRelay("another");
    await relay.start();
    await clock.advance(3 * roundMs);
    expect(done).toEqual([["missed", 60_000]]);
  });
});

describe("a relay", () => {
  it("holds nothing while the store does not answer it, and all of it again afterwards", async () => {
    expect(relay.held()).toBe(store.partitions);
    onTheWay.there.attend = away;
    await clock.advance(roundMs);
    expect(relay.held()).toBe(0);
    await commit(["meanwhile"]);
    await clock.advance(roundMs - 1);
    expect(what()).toEqual([]);
    delete onTheWay.there.attend;
    await clock.advance(roundMs);
    expect(relay.held()).toBe(store.partitions);
    expect(what()).toEqual(["meanwhile"]);
  });

  it("that stops is counted no longer, and leaves every partition free", async () => {
    await relay.stop();
    expect(await store.attend("another", 1_000)).toEqual(["another"]);
    for (let one = 0; one < store.partitions; one += 1)
      expect(await store.acquire(one, "another", 1_000)).toBeDefined();
  });
});
