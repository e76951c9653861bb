import type { Logger } from "pino";
import type { MachineEvent } from "../../machines/advance.js";
import { StoreUnavailable } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import {
  lastReply,
  readState,
  takeTurn,
  type Turn,
  type TurnDeps,
} from "../turn.js";

/** What the carrier says once is told to a store that is away every ten seconds for ten minutes. */
const againMs = 10_000;
const mostTries = 60;

export interface PatientDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
}

/** For status callbacks: the carrier does not repeat them, and their answer is not waited for. */
export function createPatientTeller({ turns, clock, log }: PatientDeps) {
  const tell = async (turn: Turn, tries = 1): Promise<void> => {
    try {
      await takeTurn(turns, turn);
    } catch (error) {
      if (error instanceof StoreUnavailable && tries < mostTries)
        clock.after(againMs, () => void tell(turn, tries + 1));
      else log.error({ error, machine: turn.key }, "an end was not kept");
    }
  };
  return (turn: Turn): void => {
    const told = tell(turn);
    clock.hold?.(told);
  };
}

type End = Omit<Turn, "event"> & { readonly event: MachineEvent };

/** Longer than the carrier takes from the end of a call to the post of what was recorded on it, ms. */
const recordedMs = 5_000;

/**
 * The same for the end of a leg. Who leaves a message ends it by hanging up, and the carrier then posts the message and the end of the call in
 * either order: the end waits for the message, which a call that is over has no use for.
 */
export function createEndTeller(deps: PatientDeps) {
  const { turns, clock } = deps;
  const tell = createPatientTeller(deps);
  const isRecording = async ({ key }: End): Promise<boolean> => {
    const { store } = turns;
    const machine = store.recent(key) ?? (await store.load(key)).machine;
    if (!machine) return false;
    const heard = await lastReply(store, key, readState(machine.state));
    return heard.includes("<Record ");
  };
  return (turn: End): void => {
    const later = () =>
      void clock.after(recordedMs, () =>
        tell({ ...turn, event: { ...turn.event, at: clock.now() } }),
      );
    const told = isRecording(turn)
      .catch(() => false)
      .then((waits) => (waits ? later() : tell(turn)));
    clock.hold?.(told);
  };
}
