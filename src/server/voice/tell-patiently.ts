import type { Logger } from "pino";
import { StoreUnavailable } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import { takeTurn, type Turn, type TurnDeps } from "../turn.js";

/** What the carrier says once is told to a store that is away every ten seconds for ten minutes. */
const againMs = 10_000;
const mostTries = 60;

export interface PatientDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * For status callbacks: the carrier does not repeat them, and their answer is not waited for. What a process takes with it that ends meanwhile is
 * found by others where anything waits for it: a talk, and a call that a call-back waits for, are looked for at the carrier (machines/looks.ts), a
 * telephone that rings and a recording have times of their own. Two things are not: a call whose caller left a menu, with nothing promised, seems to
 * go on until it is forgotten; and nobody hears that a message never came to a telephone.
 */
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
