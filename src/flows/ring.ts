import { z } from "zod";
import type { ChartAction, ChartTransition, Role, StepChart } from "./chart.js";
import type { Texts } from "./chart.js";
import { ask } from "./listen.js";
import { duration, type Scope } from "./step-kind.js";

export interface Ring {
  readonly scope: Scope;
  readonly role: Role;
  readonly topic?: string;
  /** Seconds that one phone rings. */
  readonly timeout: number;
  /** Seconds after which the wait for a person ends, whatever happens. */
  readonly holdAtMost: number;
  readonly connecting: Texts;
  /** Said to a caller whose call was cut off here, before `connecting`. */
  readonly resumed: Texts;
  /** What a caller who waits hears: place and expected wait, and what the keys do. */
  readonly place: Texts;
  readonly placeHeld: Texts;
  readonly keys: Texts;
  /** Said when somebody stands in for whoever was asked for. */
  readonly standIn?: Texts;
  /** Said at key 2 while waiting; absent: no such key. */
  readonly number?: Texts;
  readonly whisper: Texts;
  readonly whisperCharge: Texts;
  /** The same, for whoever is rung in place of whoever was asked for. */
  readonly whisperStandIn?: Texts;
  readonly whisperStandInCharge?: Texts;
  /** Key 1 while waiting; absent: no such key. */
  readonly callMe?: ChartTransition;
  /** The step whose call-back rings a caller who is cut off here, and what callers hear of that while they wait; absent: none does. */
  readonly cutOff?: {
    readonly step: string;
    readonly told: Texts;
    readonly declined: Texts;
  };
  /** Asked after the talk: a person's telephone may have failed (C7). Absent: not asked. */
  readonly solved?: Texts;
  /** What else happens when a person takes the call. */
  readonly accepted?: readonly ChartAction[];
  /** The talk is over and the caller is still there. */
  readonly talked: ChartTransition;
  readonly unanswered: ChartTransition;
  /** The talk is over, and the caller says that it is not settled, or nothing. */
  readonly unsettled: ChartTransition;
}

/** Five rings of five seconds, less the five that carriers add by themselves (C4). */
const fiveRings = 20;

/** How long one phone rings; never longer than five rings. */
export const ringSeconds = duration
  .pipe(
    z
      .number()
      .min(5, { error: "5s at least" })
      .max(fiveRings, { error: "20s at most: that is five rings" }),
  )
  .default(fiveRings)
  .meta({ description: "How long the phone rings: 5s to 20s" });

/** Keys of a caller who waits for a person (C3). */
const callMeKey = "1";
const numberKey = "2";
export const noCallBackKey = "3";
const quietKey = "9";

/**
 * Finds a person for the caller, who waits meanwhile with keys that work, and lets them talk. The person hears in a whisper who
 * calls and takes the call with a key: a voicemail never does (C16). With nobody on duty, nobody who takes it, or nobody in time, the
 * caller goes on to `unanswered`.
 */
export function ring(wanted: Ring): StepChart {
  const { role, topic, scope } = wanted;
  const who = { role, ...(topic !== undefined && { topic }) };
  const to = (state: string) => `#${scope.step}.${state}`;
  return {
    choosing: {
      always: [
        {
          guard: { type: "somebody-to-ring", ...who },
          target: to("waiting"),
        },
        wanted.unanswered,
      ],
    },
    ...waitAndTalk(wanted),
    // Where a call goes on that was cut off here.
    resuming: {
      entry: [{ type: "say", texts: wanted.resumed }],
      always: [{ target: to("choosing") }],
    },
  };
}

/** One wait, the talk after it and the question whether it is settled; `suffix` tells its states from others of the same step. */
export function waitAndTalk(
  wanted: Omit<Ring, "resumed">,
  suffix = "",
): StepChart {
  const { role, topic, scope, unanswered, callMe, cutOff } = wanted;
  const asked = `solved${suffix}`;
  const talked = wanted.solved
    ? { target: `#${scope.step}.${asked}` }
    : wanted.talked;
  const who = { role, ...(topic !== undefined && { topic }) };
  const waiting = `waiting${suffix}`;
  const forget: ChartAction = { type: "forget-connecting" };
  const giveUp: readonly ChartAction[] = [{ type: "give-up" }, forget];
  const leave = (one: ChartTransition): ChartTransition => ({
    ...one,
    actions: [...giveUp, ...(one.actions ?? [])],
  });
  const forgetting = (one: ChartTransition): ChartTransition => ({
    ...one,
    actions: [forget, ...(one.actions ?? [])],
  });
  const { whisper, whisperCharge } = wanted;
  const { whisperStandIn, whisperStandInCharge = whisperStandIn } = wanted;
  return {
    [waiting]: {
      entry: [
        {
          type: "remember-connecting",
          step: scope.step,
          ...who,
          ...(cutOff && { callBack: cutOff.step }),
        },
        {
          type: "connect",
          ...who,
          ring: wanted.timeout,
          whisper,
          whisperCharge,
          ...(whisperStandIn && { whisperStandIn, whisperStandInCharge }),
        },
        { type: "say", texts: wanted.connecting },
        {
          type: "wait",
          ...who,
          place: wanted.place,
          placeHeld: wanted.placeHeld,
          held: wanted.holdAtMost,
          keys: wanted.keys,
          ...(wanted.standIn && { standIn: wanted.standIn }),
          ...(wanted.number && { number: wanted.number }),
          ...(cutOff && {
            cutOff: cutOff.told,
            noCallBack: cutOff.declined,
          }),
        },
      ],
      after: { ms: wanted.holdAtMost * 1000, next: [leave(unanswered)] },
      on: {
        "leg-accepted": [
          {
            target: `#${scope.step}.talking${suffix}`,
            actions: [
              { type: "remember-accepted" },
              { type: "tell-served" },
              ...(wanted.accepted ?? []),
            ],
          },
        ],
        "leg-ended": [forgetting(unanswered)],
        digits: [
          ...scope.always.map(leave),
          ...(callMe
            ? [
                {
                  ...leave(callMe),
                  guard: { type: "pressed", key: callMeKey },
                } as const,
              ]
            : []),
          ...(wanted.number
            ? [
                {
                  guard: { type: "pressed", key: numberKey },
                  actions: [{ type: "ask-number" }],
                } as const,
              ]
            : []),
          ...(cutOff
            ? [
                {
                  guard: { type: "pressed", key: noCallBackKey },
                  actions: [{ type: "decline-call-back" }],
                } as const,
              ]
            : []),
          {
            guard: { type: "pressed", key: quietKey },
            actions: [{ type: "wait-quietly" }],
          },
        ],
        // The carrier gave the caller back without a reason of ours: its queue is full, or broken.
        silence: [leave(unanswered)],
      },
    },
    [`talking${suffix}`]: {
      entry: [{ type: "join" }],
      on: {
        "leg-ended": [forgetting(talked)],
        // The carrier says that the talk is over before the person's own leg does.
        silence: [leave(talked)],
      },
    },
    ...(wanted.solved && {
      ...ask({
        name: asked,
        scope,
        say: [{ type: "say", texts: wanted.solved }],
        again: [],
        attempts: 1,
        timeout: 6,
        heard: "yes-no",
        answers: [
          { key: "1", choice: "yes", next: wanted.talked },
          { key: "2", choice: "no", next: wanted.unsettled },
        ],
        otherwise: wanted.unsettled,
      }),
    }),
  };
}
