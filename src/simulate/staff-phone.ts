import type { Chance } from "./chance.js";
import type { DayOptions } from "./options.js";
import { createKeys, type Hand, type Telephone } from "./telephone.js";

/** The telephone of one of the line's people, once for each time that it rang. Times are epoch ms. */
export interface Rung {
  readonly phone: string;
  readonly at: number;
  joined: boolean;
  endedAt?: number;
}

export interface StaffPhoneDeps {
  readonly hand: Hand;
  readonly own: Rung;
  readonly chance: Chance;
  readonly isAgent: boolean;
  readonly options: DayOptions;
}

/** Picks up after a moment or refuses, hears who calls, takes the call with 1, and puts the telephone down once the caller did. */
export function createStaffPhone(deps: StaffPhoneDeps): Telephone {
  const { hand, own, chance, options } = deps;
  const answers = chance.happens(
    deps.isAgent ? 1 - options.declines : options.leaders,
  );
  const answerMs = chance.length(options.answerMs);
  const keys = createKeys(hand, () => "1");
  return {
    take(event) {
      if (!own.joined) keys(event);
      if (event.type === "unbridged") hand.later(0, hand.hangUp);
      else if (event.type === "leg-status" && event.status === "ringing")
        hand.later(answerMs, answers ? hand.answer : hand.decline);
    },
    over: (at) => (own.endedAt = at),
  };
}
