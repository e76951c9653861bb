/** Timers of real machines, delivered by real relays: each once, gone when nobody waits for it any more, and in time under load. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "../../src/machines/reduce.js";
import { systemClock } from "../../src/server/clock.js";
import { createLog } from "../../src/server/log.js";
import {
  createMachineKinds,
  fixedKind,
} from "../../src/server/machine-kinds.js";
import { createFirer } from "../../src/server/relay/perform.js";
import { readContext } from "../../src/server/read-context.js";
import { createRelay, type Relay } from "../../src/server/relay/relay.js";
import { takeTurn } from "../../src/server/turn.js";
import type { Store, Timer } from "../../src/store/contract.js";
import { openStore, partitionOf } from "../../src/store/index.js";
import { until } from "../support/until.js";

interface Ticks {
  /** When each tick came, epoch ms. */
  readonly at: readonly number[];
}

const tick = reduce<Ticks>(({ at }, event: { readonly at: number }) => ({
  context: { at: [...at, event.at] },
  effects: [],
}));
/** Ticks a while after it is wound, and again after that until it is stopped. */
const ticker = createMachine({
  id: "ticker",
  context: { at: [] },
  initial: "still",
  states: {
    still: { on: { wound: "running" } },
    running: {
      on: { stopped: "still", wound: { target: "running", reenter: true } },
      after: { 300: { target: "running", reenter: true, actions: tick } },
    },
  },
} as never) as AnyStateMachine;

describe.each(["the embedded store", "Redis"])("timers in %s", (home) => {
  let dir: string;
  let store: Store;
  let prefix: string;
  const relays: Relay[] = [];
  const kinds = createMachineKinds({ ticker: fixedKind(ticker) });
  const keyOf = (id: number) => ({ kind: "ticker", id: String(id) });
  const open = () =>
    openStore({
      dataDir: dir,
      redisUrl: home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined,
      prefix,
    });
  const tell = (id: number, type: string, at = Date.now()) =>
    takeTurn(
      { store, kinds },
      {
        key: keyOf(id),
        token: `${type} ${at}`,
        event: { type, at },
        begins: true,
        asks: false,
      },
    );
  const ticksOf = async (id: number) =>
    (await readContext<Ticks>(store, keyOf(id)))?.at ?? [];
  const due = (id: number, at: number) =>
    store.dueTimers(partitionOf(keyOf(id)), at, 10);

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "directo-timers-"));
    prefix = `timers-${Math.random().toString(36).slice(2)}`;
    store = await open();
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) await relay.stop();
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  it("fire once, whoever delivers them again, and again when they are set anew", async () => {
    const fire = createFirer({ store, kinds }, systemClock);
    await tell(1, "wound", 1_000);
    const [first] = await due(1, 1_300);
    if (!first) throw new Error("No timer is set.");
    await Promise.all([fire(first), fire(first), fire(first)]);
    await fire(first);
    expect(await ticksOf(1)).toHaveLength(1);
    const [second] = await due(1, Infinity);
    if (!second) throw new Error("No timer is set anew.");
    expect(second.id).toBe(first.id);
    await fire(second);
    expect(await ticksOf(1)).toHaveLength(2);
  });

  it("go when they fire for nobody", async () => {
    const fire = createFirer({ store, kinds }, systemClock);
    await tell(1, "wound", 1_000);
    const [timer] = (await due(1, 1_300)) as [Timer];
    await tell(1, "stopped", 1_100);
    expect(await due(1, Infinity)).toEqual([]);
    // One that was left, by a version that did not cancel it.
    const { machine } = await store.load(keyOf(1));
    await store.commit({
      key: keyOf(1),
      expected: machine?.version ?? 0,
      token: "left",
      state: machine?.state ?? "",
      reply: "",
      effects: [],
      timers: [{ id: timer.id, dueAt: 5_000 }],
      at: 1_200,
    });
    const [left] = (await due(1, 5_000)) as [Timer];
    await fire(left);
    expect(await due(1, Infinity)).toEqual([]);
    expect(await ticksOf(1)).toEqual([]);
  });

  const count = process.env["LONG"] ? 2_000 : 300;
  it(`${count} that are due at one moment fire within a second of it, one server of two being killed`, async () => {
    let isDead = false;
    const startRelay = async (owner: string) => {
      const own = owner === "killed" ? cutOff(store, () => isDead) : store;
      const relay = createRelay({
        store: own,
        clock: systemClock,
        log: createLog("silent"),
        owner,
        random: Math.random,
        // A killed one's part is taken over within four rounds.
        roundMs: 200,
        perform: () => Promise.resolve(),
        fire: createFirer({ store: own, kinds }, systemClock),
        everyRound: () => Promise.resolve(),
      });
      relays.push(relay);
      await relay.start();
      return relay;
    };
    const survivor = await startRelay("survivor");
    await startRelay("killed");
    await until(() => survivor.held() === store.partitions / 2);
    const all = Array.from({ length: count }, (_, id) => id);
    const dueAt = Date.now() + 2_000;
    await Promise.all(all.map((id) => tell(id, "wound", dueAt - 300)));
    isDead = true;
    await until(async () => (await ticksOf(count - 1)).length > 0);
    await until(async () =>
      (await Promise.all(all.map(ticksOf))).every(({ length }) => length > 0),
    );
    const late = (await Promise.all(all.map(ticksOf))).map(
      ([first = Infinity]) => first - dueAt,
    );
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(1_000);
  }, 30_000);
});

function cutOff(store: Store, isGone: () => boolean): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]): unknown =>
        isGone()
          ? Promise.reject(new Error("It is cut off."))
          : (member as (...all: unknown[]) => unknown).apply(target, given);
    },
  });
}
