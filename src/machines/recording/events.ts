import type { Address } from "../../flows/effects.js";

/** What a caller said when they were asked for a yes. */
export interface Said {
  readonly answer: "yes" | "no";
  /** The key that was pressed, or what the recogniser heard. */
  readonly by: { readonly key: string } | { readonly words: string };
  /** The question in the words that the caller heard. */
  readonly question: string;
}

/** Why there is no recorded yes. */
export type NoYes =
  "no-leave" | "said-no" | "no-answer" | "not-recorded" | "not-in-talk";

export interface RecordingWanted {
  readonly type: "wanted";
  readonly at: number;
  /** The caller's. */
  readonly leg: string;
  /** Who asks the question, once it records. */
  readonly by: Address;
  /** Who is told what came of it: the account's decisions. */
  readonly for: Address;
  readonly decision: string;
}

export type RecordingEvent =
  | RecordingWanted
  | {
      readonly type: "recording-started";
      readonly at: number;
      /** The carrier's id. */
      readonly recording: string;
    }
  | { readonly type: "recording-refused"; readonly at: number }
  /** `said` absent: the caller said nothing, or went. */
  | { readonly type: "heard"; readonly at: number; readonly said?: Said }
  /** Of the carrier: the recording is there, or never will be. */
  | {
      readonly type: "completed";
      readonly at: number;
      readonly seconds: number;
    }
  | { readonly type: "absent"; readonly at: number }
  | { readonly type: "copied"; readonly at: number; readonly file: string }
  | { readonly type: "deleted"; readonly at: number };

export interface Recording {
  readonly wanted?: RecordingWanted;
  readonly carriers?: string;
  readonly heard?: { readonly said?: Said; readonly at: number };
  readonly seconds?: number;
  /** Among the line's files. */
  readonly file?: string | undefined;
}

export const noRecording: Recording = {};
