import type { Exchange } from "./exchange.js";
import type { Endpoint, Leg } from "./leg.js";
import type { Place } from "./twiml/grammar.js";
import type { TwimlElement } from "./twiml/document.js";
import type { Params } from "./webhook.js";

/** Where TwiML comes from: a request to the application, or text that REST handed over. */
export type Source =
  | (Endpoint & { readonly type: "request"; readonly extra?: Params })
  | { readonly type: "inline"; readonly twiml: string };

/** Who runs a document, in what place, until when. */
export interface Stage {
  readonly exchange: Exchange;
  readonly leg: Leg;
  readonly place: Place;
  readonly signal: AbortSignal;
}

/** How a run of documents ended when nothing interrupted it. */
export type Ending = "end-of-document" | "hung-up" | "left" | "failed";

export type RunTwiml = (stage: Stage, source: Source) => Promise<Ending>;

/** A stage with the document at hand: what a verb sees. */
export interface Scene extends Stage {
  /** The address the document came from; undefined for inline TwiML. */
  readonly base: Endpoint | undefined;
  /** Whether the verb is the first of its call: only then does `<Reject>` reject. */
  readonly isOpening: boolean;
  /** Runs further documents, for verbs that hold a call (or ring another) while one runs. */
  readonly run: RunTwiml;
}

export type Step =
  | { readonly type: "next" }
  | { readonly type: "go"; readonly source: Source }
  | { readonly type: "hang-up" }
  | { readonly type: "leave" };

export const nextVerb: Step = { type: "next" };

export type Verb = (element: TwimlElement, scene: Scene) => Promise<Step>;

/** What a document does that the carrier cannot run: it gives up the document as if it had not been fetched. */
export class TwimlFault extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.name = "TwimlFault";
    this.code = code;
  }
}
