import { setTimeout as wait } from "node:timers/promises";
import {
  type MachineKey,
  type Store,
  StoreUnavailable,
} from "../../../src/store/contract.js";
import { partitionOf } from "../../../src/store/partition.js";
import { turn } from "../rules/store-under-test.js";

/** Delivers one event as a server does: load, decide, commit, and from the start again after a conflict. */
export async function deliver(
  store: Store,
  key: MachineKey,
  token: string,
  effects: number,
): Promise<string> {
  for (;;) {
    const { machine, reply } = await store.load(key, token);
    if (reply !== undefined) return reply;
    const state = machine === undefined ? [] : JSON.parse(machine.state);
    const result = await store.commit(
      turn({
        key,
        expected: machine?.version ?? 0,
        token,
        state: JSON.stringify([...state, token]),
        reply: `reply ${state.length + 1} to ${token}`,
        effects: Array.from({ length: effects }, (_, i) => `${token}/${i}`),
      }),
    );
    if (result.outcome === "committed") {
      return `reply ${state.length + 1} to ${token}`;
    }
    if (result.outcome === "duplicate") return result.reply;
  }
}

/** That each token was applied once, in versions that count up by one, and each effect is pending once, in that order. */
export async function expectEachTokenOnce(
  store: Store,
  key: MachineKey,
  tokens: readonly string[],
  effects: number,
): Promise<void> {
  const { machine } = await store.load(key);
  const applied: string[] = machine ? JSON.parse(machine.state) : [];
  expect(applied.toSorted()).toEqual([...new Set(tokens)].toSorted());
  expect(machine?.version ?? 0).toBe(applied.length);
  for (const [i, token] of applied.entries()) {
    const { reply } = await store.load(key, token);
    expect(reply).toBe(`reply ${i + 1} to ${token}`);
  }
  const pending = await store.pending(partitionOf(key), 100_000);
  const own = pending.filter((e) => e.key.id === key.id);
  const wanted = applied.flatMap((token, version) =>
    Array.from({ length: effects }, (_, i) => ({
      id: `${key.kind}:${key.id}:${version + 1}:${i}`,
      effect: `${token}/${i}`,
    })),
  );
  expect(own).toMatchObject(wanted);
}

/** As `deliver`, and again with the same token for as long as the store is unavailable: what a carrier's retries do. */
export async function deliverPatiently(
  store: Store,
  key: MachineKey,
  token: string,
  effects: number,
  onUnavailable: (error: StoreUnavailable) => void,
): Promise<string> {
  for (;;) {
    try {
      return await deliver(store, key, token, effects);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      onUnavailable(error);
      await wait(20);
    }
  }
}
