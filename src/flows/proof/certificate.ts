import type { PromiseName } from "../promises.js";
import type { Language } from "../speech/index.js";
import type { Assumption, AssumptionName } from "./assumptions.js";
import type { RuleResult } from "./rules.js";
import type { SpokenLimits } from "../spoken-limits.js";

/** What was proved of a flow. It holds for exactly the inputs that its hash is of. */
export interface Certificate {
  readonly type: "certificate";
  readonly flow: string;
  /** Whether every promise is kept: a flow that breaks one is not served. */
  readonly holds: boolean;
  /** SHA-256 over the document, what it is compiled to, people and policies if given, the promises and every constant of the proof. */
  readonly hash: string;
  readonly promises: readonly PromiseResult[];
  /** Of the packs that the document adopts. */
  readonly rules: readonly RuleResult[];
  readonly states: number;
  readonly ways: number;
  readonly assumptions: Readonly<Record<AssumptionName, Assumption>>;
  readonly spokenLimits: SpokenLimits;
  readonly leftOut: readonly string[];
}

/** The search was given up: nothing is known of the flow, and it is not served. */
export interface NotProved {
  readonly type: "not-proved";
  readonly flow: string;
  readonly holds: false;
  readonly limit: number;
  readonly where: readonly { readonly step: string; readonly states: number }[];
}

export type Proof = Certificate | NotProved;

export interface PromiseResult {
  readonly name: PromiseName;
  readonly promised: number | boolean;
  /** Less than the default is promised, for the reason given. */
  readonly isWeaker: boolean;
  readonly because?: string;
  /** It would be kept, and says less than usual without a reason: the flow is not served all the same. */
  readonly lacksReason?: true;
  /** The greatest that can happen (seconds or a count; Infinity: no bound), or whether it holds. */
  readonly bound: number | boolean;
  /** The same for the calls that get there in each language; no entry where none does. */
  readonly byLanguage?: Readonly<Partial<Record<Language, number>>>;
  readonly kept: boolean;
  /** What is behind the bound, where that is not plain: "no step holds". */
  readonly note?: string;
  /** The call that comes to the bound. */
  readonly worst?: WorstCall;
  /** What would help, largest gain first. */
  readonly hints: readonly string[];
}

export interface WorstCall {
  /** In the format of the tests' transcripts, with a clock. */
  readonly transcript: string;
  /** `false`: the real machine went elsewhere, so the model allows more than can happen. */
  readonly plays: boolean;
  /** Seconds at most that the caller speaks on it, on top. */
  readonly callersSpeech: number;
}
