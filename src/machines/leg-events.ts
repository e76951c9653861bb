import type { LegResult } from "../flows/events.js";

/** What a machine is told of a leg that it had rung. `offer` counts its legs: what is about an earlier one changes nothing. */
export type LegEvent =
  /** The carrier rings it, or will in a moment. */
  | {
      readonly type: "leg-placed";
      readonly at: number;
      readonly offer: number;
      readonly leg: string;
    }
  | {
      readonly type: "leg-refused";
      readonly at: number;
      readonly offer: number;
      /** No more calls go out today (`limit`), or none to a number of this kind. */
      readonly beyond?: "limit" | "kind";
    }
  | {
      readonly type: "leg-answered";
      readonly at: number;
      readonly offer: number;
      readonly leg: string;
    }
  | { readonly type: "digits"; readonly at: number; readonly digits: string }
  | { readonly type: "silence"; readonly at: number }
  | {
      readonly type: "leg-over";
      readonly at: number;
      readonly offer: number;
      readonly result: LegResult;
    };
