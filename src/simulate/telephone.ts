import type { PhoneEvent, Simulator } from "../carrier/simulator/index.js";
import type { Clock } from "../server/clock.js";

/** Somebody at a telephone: what happens on it is told to them, and what they do is done through their `Hand`. */
export interface Telephone {
  take(event: PhoneEvent): void;
  /** It was put down, by whomever; epoch ms. */
  over(at: number): void;
}

/** What somebody does at one telephone. */
export interface Hand {
  readonly now: () => number;
  /** Does it in so many ms, unless the telephone is put down before. The result cancels it. */
  later(ms: number, act: () => void): () => void;
  readonly press: (key: string) => void;
  readonly answer: () => void;
  readonly decline: () => void;
  readonly hangUp: () => void;
}

export function createHand(
  simulator: Simulator,
  clock: Clock,
  sid: string,
  isInUse: () => boolean,
): Hand {
  return {
    now: () => clock.now(),
    later: (ms, act) =>
      ms === Infinity
        ? () => undefined
        : clock.after(ms, () => {
            if (isInUse()) act();
          }),
    press: (key) => simulator.press(sid, key),
    answer: () => simulator.answer(sid),
    decline: () => simulator.decline(sid),
    hangUp: () => simulator.hangUp(sid),
  };
}

/** From the last word to the key, ms. */
const thinkMs = 1_000;
/** A line that waits less than this for a key only pauses, ms. */
const asksMs = 3_000;

/** Presses what is asked for once the line has said what it says; where the line only pauses, nothing. */
export function createKeys(hand: Hand, next: () => string | undefined) {
  let cancel: (() => void) | undefined;
  let key: string | undefined;
  const pressAfter = (ms: number) => {
    cancel?.();
    const pressed = key;
    if (pressed === undefined) return;
    cancel = hand.later(ms + thinkMs, () => {
      key = undefined;
      hand.press(pressed);
    });
  };
  return (event: PhoneEvent): void => {
    if (event.type === "listening") {
      const asks = event.timeoutMs >= asksMs;
      // What was not pressed in time is pressed at the next question.
      if (asks) key ??= next();
      if (asks) pressAfter(0);
      else cancel?.();
    } else if (event.type === "said") pressAfter(event.ms);
  };
}
