import type { CallKept } from "../outbound.js";
import type { CallbackAsked, Found, TryResult } from "./events.js";

/** What a call-back knows. Its id is the number that is rung: so there is one at a time for each. */
export interface Callback {
  /** The promise that is open; absent: none. */
  readonly asked?: CallbackAsked;
  /** When call-backs were promised to this number within the last day, epoch ms. */
  readonly promised: readonly number[];
  /** How often this number was rung so far. */
  readonly offer: number;
  /** Who is on the telephone, or kept free, for the caller. */
  readonly person?: Found | undefined;
  /** The caller's leg, once the carrier has one. */
  readonly leg?: string | undefined;
  /** The call of a day that is kept for the first time that this number is rung. */
  readonly kept?: CallKept | undefined;
  /** How often the caller was not reached since this was promised. */
  readonly missed: number;
  /** What became of each time since this was promised. */
  readonly tries: readonly {
    readonly at: number;
    readonly result: TryResult;
  }[];
  /** The last call that was cut off, until the caller rings again. `open`: nobody said so yet, a person is sought on it or talks with them. */
  readonly cutOff?:
    | {
        readonly call: string;
        readonly step: string;
        readonly since: number;
        readonly at: number;
        readonly open?: true;
      }
    | undefined;
  /** They rang anew before the carrier said that this call was over: what is told of its end comes too late. */
  readonly leftBehind?: string;
  /** The call that the caller is on: the one that this was promised on, or one on which they rang by themselves. */
  readonly onCall?: string | undefined;
}

export const noCallback: Callback = {
  promised: [],
  offer: 0,
  missed: 0,
  tries: [],
};
