import type { Caller, Talk } from "./callers.js";
import { createKeys, type Hand, type Telephone } from "./telephone.js";

/** A caller's telephone on the line, once for each call. Times are epoch ms. */
export interface Lived {
  readonly sid: string;
  readonly caller: Caller;
  /** The line rang them. */
  readonly calledBack: boolean;
  answeredAt?: number;
  /** When the phone of the person who took the call began to ring, and when they met. */
  offeredAt?: number;
  joinedAt?: number;
  endedAt?: number;
  gaveUp?: true;
  /** How often they talked with somebody on this call. */
  talks: number;
}

export interface CallerPhoneDeps {
  readonly hand: Hand;
  readonly own: Lived;
  /** The next talk of this caller's day. */
  readonly nextTalk: () => Talk;
  /** They meet whoever has that telephone: when it began to ring, epoch ms. */
  readonly meet: (sid: string) => number | undefined;
  readonly hangUp: (sid: string) => void;
  /** They hung up while they waited. */
  readonly redial: () => void;
  readonly wrapUpMs: number;
}

/** A caller who is called back picks up after so long, ms. */
const pickUpMs = 6_000;
/** Nobody talks less, ms. */
const shortestTalkMs = 1_000;

/**
 * A caller presses what is asked for, waits for a person no longer than they can bear, or chooses to be called back; talks; and says
 * whether it is settled.
 */
export function createCallerPhone(deps: CallerPhoneDeps): Telephone {
  const { hand, own } = deps;
  const { caller } = own;
  const pressed = caller.keys.split("");
  let talk: Talk | undefined;
  let waiting: readonly (() => void)[] = [];

  const keys = createKeys(hand, () => {
    if (talk) return talk.settled ? "1" : "2";
    return own.calledBack ? "1" : pressed.shift();
  });

  const stopWaiting = () => {
    for (const cancel of waiting) cancel();
    waiting = [];
  };
  const wait = () => {
    if (waiting.length > 0) return;
    waiting = [
      hand.later(caller.patienceMs, () => {
        own.gaveUp = true;
        hand.hangUp();
      }),
      hand.later(caller.callMeMs, () => hand.press("1")),
    ];
  };

  const meet = (other: string) => {
    const now = hand.now();
    const rungAt = deps.meet(other) ?? now;
    own.joinedAt ??= now;
    own.offeredAt ??= rungAt;
    own.talks += 1;
    const { handlingMs, agentEnds } = (talk = deps.nextTalk());
    const left = rungAt + handlingMs - deps.wrapUpMs - now;
    hand.later(Math.max(shortestTalkMs, left), () =>
      agentEnds ? deps.hangUp(other) : hand.hangUp(),
    );
  };

  return {
    take(event) {
      keys(event);
      if (event.type === "bridged") {
        stopWaiting();
        meet(event.with);
      } else if (event.type === "webhook") {
        const { pathname } = new URL(event.url);
        // The documents of a caller who waits come from there; any other call document leads away.
        if (pathname === "/voice/wait") wait();
        else if (pathname === "/voice/turn") stopWaiting();
      } else if (event.type === "leg-status") {
        if (event.status === "in-progress") own.answeredAt = event.at;
        if (event.status === "ringing" && own.calledBack && caller.reached)
          hand.later(pickUpMs, hand.answer);
      }
    },
    over(at) {
      own.endedAt = at;
      if (own.gaveUp) deps.redial();
    },
  };
}
