import type { PromiseName } from "../promises.js";
import type { AssumptionName } from "./assumptions.js";
import type { Standing } from "./explore.js";
import type { Waiting } from "./waiting.js";

/** The promises in seconds that are measured on each call with the clocks of the proof. */
export const timedPromises = [
  "asks for a person within",
  "rings within, when someone is free",
  "answered or promised within",
  "settles a small charge within",
  "hold at most",
] as const satisfies readonly PromiseName[];
export type TimedPromise = (typeof timedPromises)[number];
export type Seconds = Readonly<Partial<Record<TimedPromise, number>>>;

/** How long one call takes, kept beside its snapshot. JSON; times are epoch ms, durations seconds. */
export interface Clocks {
  /** The answer, or what a caller who was served did to ask for a person anew. */
  readonly from: number;
  readonly startedAt: number;
  readonly standing: Standing;
  /** Everybody whom the flow may ring is in the people file: only then a ring can be late. */
  readonly staffed: boolean;
  /** What was proved when the call began. */
  readonly proved: Seconds;
  /** Since `from`, without what the caller spoke. */
  readonly run: Seconds;
  /** The longest of all runs. */
  readonly longest: Seconds;
  /** What the caller spoke since `from`. */
  readonly spoken: number;
  /** Present while the call is the ordinary small dispute: seconds that the caller took to answer what was asked, which are the caller's own. */
  readonly ordinary?: { readonly thought: number } | undefined;
  /** The document that the caller's phone is on, and since when. */
  readonly leg: {
    readonly at: number;
    readonly speech: number;
    readonly waiting: Waiting;
  };
  /** The wait for a person that the call is in, and since when. */
  readonly hold?:
    | {
        readonly place: string;
        readonly at: number;
        /** Seconds after which the machine ends it. */
        readonly atMost: number;
      }
    | undefined;
  /** What the caller came to on this call, in whatever run. */
  readonly reached?: Reached;
  readonly exceeded: readonly Exceeded[];
  /** What happened, as a transcript writes it; numbers and accounts are left out. */
  readonly events: readonly string[];
}

export interface Reached {
  /** They asked for a person. */
  readonly asked?: true;
  /** A charge was conceded: seconds from the answer until that was said, with what the caller spoke. */
  readonly settled?: number;
  /** A call was promised by a name and a time. */
  readonly promised?: true;
  /** How often a person took the call. */
  readonly people?: number;
}

/** A turn that took longer than the assumptions allow; which of them it was, a server cannot tell apart. */
export interface Exceeded {
  readonly at: string;
  /** Beyond what is allowed. */
  readonly seconds: number;
  readonly assumptions: readonly AssumptionName[];
}
