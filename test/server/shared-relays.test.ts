import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../../src/server/log.js";
import { createRelay, type Relay } from "../../src/server/relay/relay.js";
import { shareOf } from "../../src/server/relay/shares.js";
import { systemClock } from "../../src/server/clock.js";
import {
  StoreUnavailable,
  type OutboxEntry,
  type Store,
} from "../../src/store/contract.js";
import { openStore } from "../../src/store/index.js";
import { keyOfPartition, turn } from "../store/rules/store-under-test.js";
import { until } from "../store/support/until.js";

describe("the shares of relays", () => {
  const names = ["a", "b", "c", "d", "e"];

  it("cover every partition once, and differ by one at most", () => {
    for (let count = 1; count <= names.length; count += 1) {
      const alive = names.slice(0, count);
      const shares = alive.map((name) => [...shareOf(name, alive, 64)]);
      expect(shares.flat().toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 64 }, (_, partition) => partition),
      );
      const sizes = shares.map((share) => share.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }
  });

  it("leave most partitions where they are when a relay comes", () => {
    const before = shareOf("a", ["a", "b", "c"], 64);
    const after = shareOf("a", names.slice(0, 4), 64);
    const kept = [...after].filter((partition) => before.has(partition));
    expect(kept.length).toBeGreaterThan(after.size / 2);
  });
});

describe.each(["the embedded store", "Redis"])(
  "relays that share %s",
  (home) => {
    let dir: string;
    let prefix: string;
    const relays: Relay[] = [];
    const stores: Store[] = [];
    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), "directo-relays-"));
      prefix = `relays-${Math.random().toString(36).slice(2)}`;
    });
    afterEach(async () => {
      for (const relay of relays.splice(0)) await relay.stop();
      for (const store of stores.splice(0)) await store.close();
      await rm(dir, { recursive: true, force: true });
    });

    /** A relay as another process would have it, with short rounds; `vanish` cuts it off, as a kill does. */
    async function startRelay(
      owner: string,
      perform: (entry: OutboxEntry) => Promise<void> = () => Promise.resolve(),
    ) {
      let gone = false;
      const store = await openStore({
        dataDir: dir,
        redisUrl: home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined,
        prefix,
      });
      stores.push(store);
      const relay = createRelay({
        store: cutOff(store, () => gone),
        clock: systemClock,
        log: createLog("silent"),
        owner,
        random: () => 0,
        roundMs: 250,
        perform,
        fire: () => Promise.resolve(),
        everyRound: () => Promise.resolve(),
      });
      relays.push(relay);
      await relay.start();
      return { store, relay, vanish: () => (gone = true) };
    }

    const hold = (...counts: [Relay, number][]) =>
      until(async () =>
        expect(counts.map(([relay]) => relay.held())).toEqual(
          counts.map(([, count]) => count),
        ),
      );

    it("hold even shares, whoever comes, goes or vanishes", async () => {
      const a = await startRelay("a");
      await hold([a.relay, 64]);
      const b = await startRelay("b");
      await hold([a.relay, 32], [b.relay, 32]);
      await b.relay.stop();
      await hold([a.relay, 64]);
      const c = await startRelay("c");
      await hold([a.relay, 32], [c.relay, 32]);
      a.vanish();
      await hold([c.relay, 64]);
    });

    it("hand a partition over when its effect under way is done, and it is performed once", async () => {
      const [partition = 0] = shareOf("b", ["a", "b"], 64);
      const performed: string[] = [];
      let finish: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (finish = resolve));
      const a = await startRelay("a", async ({ effect }) => {
        performed.push(`a ${effect}`);
        await gate;
      });
      const key = keyOfPartition(partition);
      await a.store.commit(turn({ key, effects: ["first", "second"] }));
      await until(async () => expect(performed).toEqual(["a first"]));
      const b = await startRelay("b", async ({ effect }) => {
        performed.push(`b ${effect}`);
      });
      await hold([a.relay, 33], [b.relay, 31]);
      finish();
      await hold([a.relay, 32], [b.relay, 32]);
      await until(async () =>
        expect(performed).toEqual(["a first", "b second"]),
      );
    });
  },
);

function cutOff(store: Store, isGone: () => boolean): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) =>
        isGone()
          ? Promise.reject(new StoreUnavailable("It is cut off."))
          : (member as (...all: unknown[]) => unknown).apply(target, given);
    },
  });
}
