import type { ChartAction, ChartTransition, Role, StepChart } from "./chart.js";
import type { Texts } from "./chart.js";
import type { Scope } from "./step-kind.js";

export interface Ring {
  readonly scope: Scope;
  readonly role: Role;
  readonly topic?: string;
  /** Seconds. */
  readonly timeout: number;
  readonly connecting: Texts;
  readonly whisper: Texts;
  readonly whisperCharge: Texts;
  /** The talk is over and the caller is still there. */
  readonly talked: ChartTransition;
  readonly unanswered: ChartTransition;
}

/** Five rings of five seconds, less the five that carriers add by themselves (C4). */
export const fiveRings = 20;

/**
 * Rings one person, who hears in a whisper who calls and takes the call with a key: a voicemail never does (C16). With nobody to
 * ring, or no answer, the caller goes on to `unanswered` at once.
 */
export function ring(wanted: Ring): StepChart {
  const { role, topic, scope } = wanted;
  const who = { role, ...(topic !== undefined && { topic }) };
  const choose: ChartAction = {
    type: "choose-person",
    ...who,
    whisper: wanted.whisper,
    whisperCharge: wanted.whisperCharge,
  };
  return {
    choosing: {
      always: [
        {
          guard: { type: "somebody-to-ring", ...who },
          actions: [choose],
          target: `#${scope.step}.ringing`,
        },
        wanted.unanswered,
      ],
    },
    ringing: {
      entry: [
        { type: "say", texts: wanted.connecting },
        { type: "ring", timeout: wanted.timeout },
      ],
      on: {
        "leg-accepted": [{ actions: [{ type: "remember-accepted" }] }],
        "leg-ended": [
          { ...wanted.talked, guard: { type: "talked" } },
          wanted.unanswered,
        ],
        // The carrier came back without saying how the ringing ended: not answered, as far as this caller is concerned.
        silence: [wanted.unanswered],
      },
    },
  };
}
