import type { Diagnostic } from "../../flows/diagnostics.js";
import type {
  PromiseChanged,
  StepChanged,
  ValueChanged,
} from "../../flows/diff/index.js";
import type { Company } from "../../flows/index.js";
import type { Picture } from "../../flows/picture.js";
import type { Proof, StepSeconds } from "../../flows/proof/index.js";
import type { JsonSchema } from "../../flows/schema.js";

/** What the page asks of the worker: always about one text, with what it is checked with. */
export interface FlowQuestion {
  readonly id: number;
  readonly ask: "check" | "prove" | "rehearse" | "diff" | "weigh";
  readonly text: string;
  readonly beside: readonly string[];
  readonly company: Company;
  /** `diff`, `weigh`: all texts of the version that it is compared with. */
  readonly before?: readonly string[];
  /** `rehearse`: what happened on the call so far, as transcripts write it. */
  readonly events?: readonly string[];
  /** `rehearse`: no agent is on duty. */
  readonly isNobodyThere?: boolean;
  /** `rehearse`: the transcript's first line. */
  readonly title?: string;
}

/** One step of the text, for its form. */
export interface StepText {
  readonly kind: string;
  /** As it is written. */
  readonly body: unknown;
  /** Where its ways out stand, below the body: `choices 1 to`. */
  readonly exits: readonly string[];
}

export interface Checked {
  readonly ask: "check";
  readonly id: number;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where the text is no flow at all. */
  readonly picture?: Picture;
  /** By which the text knows the flow, and what it is called there. */
  readonly flow?: string;
  readonly title?: string;
  readonly steps: Readonly<Record<string, StepText>>;
  readonly languages: readonly string[];
  /** What a step of each kind consists of. */
  readonly kinds: Readonly<Record<string, JsonSchema>>;
}

export interface Proved {
  readonly ask: "prove";
  readonly id: number;
  readonly text: string;
  /** Absent: it has mistakes. */
  readonly proof?: Proof;
  readonly seconds: readonly StepSeconds[];
}

export interface Rehearsed {
  readonly ask: "rehearse";
  readonly id: number;
  /** Absent: it has mistakes. */
  readonly turns?: readonly {
    readonly event: string;
    readonly lines: readonly string[];
  }[];
  /** As a `.call` file. */
  readonly transcript?: string;
  /** What was refused, in words. */
  readonly refusal?: string;
}

/** What callers would notice of one version after another. */
export interface FlowDiff {
  readonly frame: readonly ValueChanged[];
  readonly steps: readonly StepChanged[];
}

export interface Diffed {
  readonly ask: "diff";
  readonly id: number;
  readonly text: string;
  readonly before: readonly string[];
  /** Absent: one of the two has mistakes. */
  readonly diff?: FlowDiff;
}

/** What the two promise otherwise: both are proved for it, which takes its time. */
export interface Weighed {
  readonly ask: "weigh";
  readonly id: number;
  readonly text: string;
  readonly before: readonly string[];
  /** Absent: one of the two is too large to be proved here. */
  readonly promises?: readonly PromiseChanged[];
}

export type FlowAnswer = Checked | Proved | Rehearsed | Diffed | Weighed;
