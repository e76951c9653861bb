/**
 * The calls in progress, while somebody looks at them. What this server's own turns do is known at once; what other servers do is found in the
 * store, again and again, at a pace that leaves nine tenths of the time to callers. Nothing is written for it, and nothing is asked while nobody
 * looks: what is shown may be seconds old, and is right again after any fault by itself.
 */
import { setImmediate } from "node:timers/promises";
import { stepOf } from "../../flows/chart-places.js";
import type { Clocks } from "../../flows/proof/index.js";
import { whereIs } from "../../machines/advance.js";
import type { Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import { maskNumber } from "../log.js";
import { readState, type MachineState } from "../turn.js";
import { contextOf } from "../voice/voice-address.js";

/** A call as the console shows it. Times are epoch ms. */
export interface CallNow {
  readonly id: string;
  /** Masked. */
  readonly caller: string;
  readonly version: string;
  readonly step: string;
  readonly startedAt: number;
  readonly clocks: Clocks;
}

export interface CallsNow {
  /** Told of each committed turn of a call. */
  note(id: string, state: MachineState): void;
  /** Those that are known now. */
  all(): readonly CallNow[];
  /** Begins to look; gives what ends it. */
  look(): () => void;
}

export interface CallsNowDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Between two looks at the store; longer where one takes long. */
const pauseMs = 2_000;
const restFactor = 9;
const atOnce = 25;

export function createCallsNow(deps: CallsNowDeps): CallsNow {
  const { store, clock } = deps;
  let calls = new Map<string, CallNow>();
  /** Calls that are over: they are listed for as long as they are remembered, and not read again. */
  let over = new Set<string>();
  let lookers = 0;
  let cancel = () => {};

  const note = (id: string, state: MachineState): void => {
    if (lookers === 0) return;
    const call = callOf(id, state);
    if (call) calls.set(id, call);
    else {
      calls.delete(id);
      over.add(id);
    }
  };

  const read = async (id: string): Promise<void> => {
    const { machine } = await store.load({ kind: "call", id });
    // A turn of this server may have ended it meanwhile.
    if (over.has(id)) return;
    if (machine) note(id, readState(machine.state));
    else calls.delete(id);
  };

  const readAll = async (): Promise<void> => {
    const listed = new Set<string>();
    for await (const { kind, id } of store.machines())
      if (kind === "call") listed.add(id);
    over = new Set([...over].filter((id) => listed.has(id)));
    // One that began since is not listed yet, and was noted.
    const before = [...calls.keys()];
    for (const id of before) if (!listed.has(id)) calls.delete(id);
    const open = [...listed].filter((id) => !over.has(id));
    for (let place = 0; place < open.length; place += atOnce) {
      if (lookers === 0) return;
      // oxlint-disable-next-line no-await-in-loop -- in small parts, so that callers are answered meanwhile
      await Promise.all(open.slice(place, place + atOnce).map(read));
      // oxlint-disable-next-line no-await-in-loop -- the same
      await setImmediate();
    }
  };

  const round = async (): Promise<void> => {
    const began = clock.now();
    await readAll().catch(deps.onError);
    if (lookers === 0) return;
    const took = Math.max(0, clock.now() - began);
    cancel = clock.after(Math.max(pauseMs, took * restFactor), () => {
      void round();
    });
  };

  return {
    note,
    all: () => [...calls.values()],
    look() {
      lookers += 1;
      if (lookers === 1) void round();
      let isLooking = true;
      return () => {
        if (!isLooking) return;
        isLooking = false;
        lookers -= 1;
        if (lookers > 0) return;
        cancel();
        calls = new Map();
        over = new Set();
      };
    },
  };
}

/** `undefined`: it is over, or was never measured. */
function callOf(id: string, state: MachineState): CallNow | undefined {
  const context = contextOf(state);
  const clocks = state.record as Clocks | undefined;
  if (state.snapshot.status === "done" || !context || !clocks) return undefined;
  return {
    id,
    caller: maskNumber(context.caller.number),
    version: state.version,
    step: stepOf(whereIs(state.snapshot)),
    startedAt: clocks.startedAt,
    clocks,
  };
}
