import {
  advance,
  type MachineEvent,
  type TimerChange,
} from "../../machines/advance.js";
import type { MachineKey } from "../../store/contract.js";
import { retentionOf, type MachineKind } from "../machine-kinds.js";
import {
  keepState,
  mostConflicts,
  stateIn,
  toldOf,
  type MachineState,
  type TurnDeps,
  type TurnResult,
} from "../turn.js";

/** A message to a machine; the token names it. */
export interface Told {
  readonly token: string;
  readonly event: MachineEvent;
}

/**
 * Takes what was told to one machine in one turn, in order: it is read once and committed once, whatever waits. For machines without a telephone
 * leg; one that is not there yet begins. Gives what became of each; `undefined` when one of them was taken before, and then nothing is
 * committed. Throws as `takeTurn` does.
 */
export async function takeTogether(
  deps: TurnDeps,
  key: MachineKey,
  told: readonly Told[],
): Promise<readonly TurnResult["outcome"][] | undefined> {
  const { store, kinds } = deps;
  const kind = kinds.of(key.kind);
  let mayRecall = true;
  for (let attempt = 0; attempt < mostConflicts; attempt += 1) {
    const recent = mayRecall ? store.recent(key) : undefined;
    const machine = recent ?? (await store.load(key)).machine;
    const state = machine && stateIn(machine);
    const all = await takeAll(kind, key, state, told);
    const [first, ...others] = all.taken;
    // That nothing is of use is only said of a state that is surely the newest.
    if (!first && !recent) return all.outcomes;
    mayRecall = first !== undefined;
    if (!first) continue;
    const text = JSON.stringify(all.next);
    const at = all.taken.at(-1)?.event.at ?? first.event.at;
    const { outcome } = await store.commit({
      key,
      expected: machine?.version ?? 0,
      token: first.token,
      otherTokens: others.map(({ token }) => token),
      state: text,
      reply: "",
      effects: all.effects,
      timers: all.timers,
      at,
      ...retentionOf(kind, key, all.next, at),
    });
    if (outcome === "committed") {
      keepState(store, key, text, all.next);
      deps.committed?.(key, state, all.next);
      return all.outcomes;
    }
    if (outcome === "duplicate") return undefined;
  }
  throw new Error(
    `${key.kind} ${key.id}: ${mostConflicts} conflicts in a row for ${told.length} messages.`,
  );
}

async function takeAll(
  kind: MachineKind,
  key: MachineKey,
  state: MachineState | undefined,
  told: readonly Told[],
) {
  const version = state?.version ?? kind.currentVersion(key, told[0]?.event);
  const machine = await kind.machine(version);
  const taken: Told[] = [];
  const effects: string[] = [];
  const timers: TimerChange[] = [];
  let snapshot = state?.snapshot;
  const outcomes = told.map((one): TurnResult["outcome"] => {
    const step = advance(machine, snapshot, one.event);
    if (!step.accepted && snapshot) return "ignored";
    effects.push(
      ...step.effects.map((effect) => JSON.stringify(effect)),
      ...toldOf(kind, {
        version,
        before: snapshot,
        event: one.event,
        after: step.snapshot,
      }),
    );
    snapshot = step.snapshot;
    taken.push(one);
    timers.push(...step.timers);
    return "moved";
  });
  const next = {
    version,
    turn: state?.turn ?? 0,
    last: state?.last ?? "",
    snapshot,
  } as MachineState;
  return { taken, effects, timers, outcomes, next };
}
