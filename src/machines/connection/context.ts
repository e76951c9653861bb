import type { LegResult } from "../../flows/events.js";
import type { Asked } from "../aside/events.js";
import type { Overtaking } from "../queue/events.js";
import type { Asks, Offered, Overtook, Wanted } from "./events.js";

/** What became of one offer of the caller to a person. */
export type OfferResult = LegResult | "caller-gone";

export interface Third {
  /** The connection by which they are found. */
  readonly of: string;
  readonly asked: Asks;
  readonly name: string;
  /** They are in the room. */
  readonly there: boolean;
}

/** A wrap-up: why the customer called, and where it went wrong. */
export interface WrapUpNote {
  /** Who talked with them, by name. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly reason: string;
  readonly area: string;
  readonly contractor?: string;
}

/** What a connection knows. Its id is the call's. */
export interface Connection {
  readonly wanted?: Wanted;
  /** How often the queue was asked so far. */
  readonly request: number;
  /** How many offers were made so far. */
  readonly offer: number;
  readonly person?: Offered | undefined;
  /** The caller who was to be on the telephone first is. */
  readonly ready?: true | undefined;
  /** The person's leg, once the carrier has one. */
  readonly leg?: string | undefined;
  /** The leg of a caller who was rung back. */
  readonly callerLeg?: string;
  /** The caller waits outside the talk. */
  readonly apart?: true | undefined;
  /** How often they were taken out of the talk. */
  readonly aparts?: number;
  /** What the caller was asked last to agree to. */
  readonly asked?: Asked;
  /** Somebody who was asked beside the talk. */
  readonly third?: Third | undefined;
  /** How many were asked so far; names their connections. */
  readonly thirds?: number;
  /** The number of a caller who hung up during the talk, while they may be rung again. */
  readonly again?: string;
  /** The line rings them back as well, when they were cut off. */
  readonly callBack?: true;
  /** Who took the call last, and when they could say hello; epoch ms. */
  readonly hello?: { readonly name: string; readonly at: number };
  /** What the talk was about, in the words of the people file, as whoever had it says. */
  readonly noted?: WrapUpNote;
  /** Who talked with this caller last: the first to be asked when the caller comes back. */
  readonly last?: string;
  /** Who was offered this caller and did not take them; never offered again on this call. */
  readonly tried: readonly {
    readonly person: string;
    readonly result: OfferResult;
    readonly at: number;
  }[];
  /** To whom the caller was offered before somebody more senior: who that was, and which rule allowed it. */
  readonly overtook?: readonly {
    readonly at: number;
    readonly person: string;
    readonly calls: readonly Overtook[];
  }[];
  /** Who less senior went first, and which rule allowed it. */
  readonly overtaken?: readonly Overtaking[];
}

export const noConnection: Connection = {
  request: 0,
  offer: 0,
  tried: [],
};
