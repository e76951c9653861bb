import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMachine, type AnyStateMachine } from "xstate";
import {
  StoreUnavailable,
  type MachineKey,
  type Store,
} from "../../src/store/contract.js";
import { openStore, partitionOf } from "../../src/store/index.js";
import { HeardAway } from "../../src/server/relay/perform-faults.js";
import { createDelivery } from "../../src/server/relay/deliver.js";
import {
  createMachineKinds,
  fixedKind,
} from "../../src/server/machine-kinds.js";
import { readContext } from "../../src/server/read-context.js";
import type { MachineEvent } from "../../src/machines/advance.js";
import { reduce } from "../../src/machines/reduce.js";
import { systemClock } from "../../src/server/clock.js";
import { createLog } from "../../src/server/log.js";
import { createRelay } from "../../src/server/relay/relay.js";
import { relayOnce } from "../support/relay-once.js";
import { until } from "../support/until.js";

describe.each(["the embedded store", "Redis"])("the relay on %s", (home) => {
  let dir: string;
  let store: Store;
  let prefix: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "directo-relay-"));
    prefix = `relay-${Math.random().toString(36).slice(2)}`;
    store = await openStore({
      dataDir: dir,
      redisUrl: home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined,
      prefix,
    });
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const commit = (
    key: MachineKey,
    effects: string[],
    timers: { id: string; dueAt: number }[] = [],
    writer = store,
    expected = 0,
  ) =>
    writer.commit({
      key,
      expected,
      token: `t${expected}`,
      state: "{}",
      reply: "",
      effects,
      timers,
      at: Date.now(),
    });
  /** Keys of one partition: what hides behind what shows only there. */
  const keysTogether = (count: number): MachineKey[] => {
    const keys: MachineKey[] = [];
    for (let id = 0; keys.length < count; id += 1) {
      const key = { kind: "case", id: String(id) };
      if (partitionOf(key) === 7) keys.push(key);
    }
    return keys;
  };

  it("tries each second, after however many failures, what somebody hears nothing without", async () => {
    const key = { kind: "case", id: "1" };
    await commit(key, ["lets a leg ask"]);
    const partition = partitionOf(key);
    const next = async () => (await store.pending(partition, 1))[0];
    const lease = await store.acquire(partition, "the test", 60_000);
    for (let count = 0; count < 12; count += 1) {
      const entry = await next();
      if (!lease || !entry) throw new Error("Nothing is there to postpone.");
      await store.postpone(lease, entry, 0, "It is away.");
    }
    if (lease) await store.release(lease);
    await relayOnce(store, () => Promise.reject(new HeardAway("It is away.")));
    const entry = await next();
    expect(entry?.attempts).toBe(13);
    expect(entry?.notBefore).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it("holds back, after a failure, only later effects of the same machine", async () => {
    await commit({ kind: "case", id: "1" }, ["fails", "waits behind it"]);
    await commit({ kind: "case", id: "2" }, ["goes"]);
    const performed: string[] = [];
    await relayOnce(store, ({ effect }) => {
      if (effect === "fails")
        return Promise.reject(new Error("The carrier does not answer."));
      performed.push(effect);
      return Promise.resolve();
    });
    expect(performed).toEqual(["goes"]);
  });

  it("performs the effects of a machine in order, whichever process put them there", async () => {
    const other = await openStore({
      dataDir: dir,
      redisUrl: home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined,
      prefix,
    });
    const key = { kind: "case", id: "1" };
    const performed: string[] = [];
    const relay = createRelay({
      store: {
        ...store,
        // What the other process tells is lost.
        watch: (listener) =>
          store.watch((partition, dueAt, given) => {
            if (given || home !== "Redis") listener(partition, dueAt, given);
          }),
      },
      clock: systemClock,
      log: createLog("silent"),
      owner: "the test",
      random: () => 0,
      // Nothing is found by looking: only by being told.
      roundMs: 60_000,
      perform: ({ effect }) =>
        Promise.resolve().then(() => void performed.push(effect)),
      fire: () => Promise.resolve(),
      everyRound: () => Promise.resolve(),
    });
    const wanted: string[] = [];
    await relay.start();
    try {
      for (let version = 0; version < 60; version += 1) {
        const effects = [`${version}, first`, `${version}, second`];
        wanted.push(...effects);
        const writer = Math.floor(version / 3) % 2 === 0 ? other : store;
        await commit(key, effects, [], writer, version);
      }
      await until(() => performed.length >= wanted.length);
    } finally {
      await relay.stop();
      await other.close();
    }
    expect(performed).toEqual(wanted);
    expect(await store.pending(partitionOf(key), 10)).toEqual([]);
  });

  it("performs what stands behind hundreds of effects that wait for a retry", async () => {
    const keys = keysTogether(260);
    for (const key of keys.slice(0, -1)) await commit(key, ["fails"]);
    const fail = () => Promise.reject(new Error("Billing does not answer."));
    await relayOnce(store, fail);
    const last = keys.at(-1);
    if (!last) throw new Error("There are no keys.");
    await commit(last, ["goes"]);
    const performed: string[] = [];
    await relayOnce(store, ({ effect }) => {
      performed.push(effect);
      return effect === "goes" ? Promise.resolve() : fail();
    });
    expect(performed).toContain("goes");
  });

  it("lets no slow effect keep another machine of its partition waiting", async () => {
    const [slow, quick] = keysTogether(2);
    if (!slow || !quick) throw new Error("There are no keys.");
    await commit(slow, ["slow"]);
    const performed: string[] = [];
    let finish: () => void = () => undefined;
    const quickIsDone = new Promise<void>((resolve) => (finish = resolve));
    await relayOnce(store, async ({ effect }) => {
      if (effect === "slow") {
        await commit(quick, ["quick"]);
        // Ends only when the other was performed: a barrier would keep both for ever.
        await quickIsDone;
      } else finish();
      performed.push(effect);
    });
    expect(performed.toSorted()).toEqual(["quick", "slow"]);
  });

  it("stops relaying a partition that somebody else took over", async () => {
    await commit({ kind: "case", id: "1" }, ["first", "second"]);
    const partition = partitionOf({ kind: "case", id: "1" });
    const performed: string[] = [];
    await relayOnce(store, async ({ effect }) => {
      performed.push(effect);
      const mine = await store.acquire(partition, "a relay of the test", 6_000);
      if (mine) await store.release(mine);
      await store.acquire(partition, "somebody else", 6_000);
    });
    expect(performed).toEqual(["first"]);
    expect(
      (await store.pending(partition, 10)).map(({ effect }) => effect),
    ).toEqual(["first", "second"]);
  });

  it("waits for no retry that a clock which ran ahead put off by hours", async () => {
    await commit({ kind: "case", id: "1" }, ["goes"]);
    const partition = partitionOf({ kind: "case", id: "1" });
    const lease = await store.acquire(partition, "another", 6_000);
    const [entry] = await store.pending(partition, 1);
    if (!lease || !entry) throw new Error("There is nothing to put off.");
    await store.postpone(lease, entry, Date.now() + 3_600_000, "It is away.");
    await store.release(lease);
    const performed: string[] = [];
    await relayOnce(store, async ({ effect }) => {
      performed.push(effect);
    });
    expect(performed).toEqual(["goes"]);
  });

  describe("told much at once, a machine without a leg", () => {
    interface Book {
      readonly words: readonly string[];
    }
    const book = createMachine({
      id: "book",
      context: { words: [] },
      on: {
        word: {
          actions: reduce<Book>(({ words }: Book, { word }: Word) => {
            if (word === "unbearable") throw new Error("It cannot be borne.");
            return { context: { words: [...words, word] }, effects: [] };
          }),
        },
      },
    } as never) as AnyStateMachine;
    interface Word extends MachineEvent {
      readonly word: string;
    }
    const key = { kind: "book", id: "1" };
    const words = async () =>
      (await readContext<Book>(store, key))?.words.join(" ");
    const open = () => {
      const kinds = createMachineKinds({ book: fixedKind(book) });
      const deliver = createDelivery({ store, kinds });
      return (word: string) =>
        deliver(key, `the word ${word}`, {
          type: "word",
          at: Date.now(),
          word,
        } as Word);
    };

    it("takes what waits in one turn, in order", async () => {
      const tell = open();
      const told = ["one", "two", "three", "four"].map(tell);
      expect(await Promise.all(told)).toEqual(Array(4).fill("moved"));
      expect(await words()).toBe("one two three four");
      expect((await store.load(key)).machine?.version).toBe(2);
    });

    it("takes each once, whoever told it before", async () => {
      await Promise.all(["one", "two", "three"].map(open()));
      const tell = open();
      const told = ["zero", "two", "four", "three", "five"].map(tell);
      expect(await Promise.all(told)).toEqual([
        "moved",
        "repeated",
        "moved",
        "repeated",
        "moved",
      ]);
      expect(await words()).toBe("one two three zero four five");
    });

    it("loses nothing when it is told from two sides at once", async () => {
      const [here, there] = [open(), open()];
      const all = Array.from({ length: 40 }, (_, i) => `word${i}`);
      await Promise.all(all.map((word, i) => (i % 2 ? here : there)(word)));
      const taken = (await words())?.split(" ") ?? [];
      expect(taken.toSorted()).toEqual(all.toSorted());
    });

    it("tells each whom it could not hear while the store was away, and takes them when they come again", async () => {
      let isAway = true;
      const kinds = createMachineKinds({ book: fixedKind(book) });
      const deliver = createDelivery({
        store: {
          ...store,
          commit: (given) =>
            isAway
              ? Promise.reject(new StoreUnavailable("It is away."))
              : store.commit(given),
        },
        kinds,
      });
      const tell = (word: string) =>
        deliver(key, `the word ${word}`, {
          type: "word",
          at: Date.now(),
          word,
        } as Word);
      const told = ["one", "two", "three"];
      let rejected = 0;
      for (const word of told) tell(word).catch(() => (rejected += 1));
      await until(() => rejected === 3);
      isAway = false;
      expect(await Promise.all(told.map(tell))).toEqual(Array(3).fill("moved"));
      expect(await tell("four")).toBe("moved");
      expect(await words()).toBe("one two three four");
    });

    it("loses none for one that it cannot take", async () => {
      const tell = open();
      const told = ["one", "two", "unbearable", "three"].map(tell);
      const fates = await Promise.allSettled(told);
      expect(fates.map(({ status }) => status)).toEqual([
        "fulfilled",
        "fulfilled",
        "rejected",
        "fulfilled",
      ]);
      expect(await words()).toBe("one two three");
    });
  });

  it("fires a timer that is due, and none that is not", async () => {
    const now = Date.now();
    await commit(
      { kind: "case", id: "1" },
      [],
      [
        { id: "due", dueAt: now - 5 },
        { id: "later", dueAt: now + 60_000 },
      ],
    );
    const fired: string[] = [];
    await relayOnce(store, () => Promise.resolve(), {
      fire: ({ id }) => {
        fired.push(id);
        return Promise.resolve();
      },
    });
    expect(fired).toEqual(["due"]);
  });
});
