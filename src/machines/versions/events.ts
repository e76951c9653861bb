/** An account's id and name. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
}

export interface FlowVersion {
  /** 1, 2, 3 … as people call it. */
  readonly number: number;
  /** What calls carry: `customer-line@…`. */
  readonly version: string;
  /** The document that has the texts of all its flows, of the people file and of the policies. */
  readonly texts: string;
  /** The flow that was changed, or the file of the people or a policy; absent: it came from the files. */
  readonly flow?: string;
  /** Whoever changed it; nobody for what came from the files. */
  readonly authors: readonly string[];
  readonly approvedBy?: string;
  readonly message: string;
  /** Epoch ms. */
  readonly at: number;
}

/** A version that a share of the calls gets. */
export interface Trial {
  readonly number: number;
  /** Per cent of the calls that begin, 1 to 99. */
  readonly share: number;
  readonly by: string;
  /** Epoch ms. */
  readonly since: number;
}

/** A trial that ended by itself, since a call did worse than was proved. */
export interface Returned {
  readonly number: number;
  readonly at: number;
  readonly call: string;
  /** The promise, or what else went wrong. */
  readonly promise: string;
  /** Seconds. */
  readonly measured?: number;
  readonly proved?: number;
}

export interface LineVersions {
  /** The oldest first; all but the newest few hundred are left out. */
  readonly list: readonly FlowVersion[];
  /** The number of the version that callers get; 0: none yet. */
  readonly live: number;
  /** The texts that were read from files last. */
  readonly files: string;
  readonly trial?: Trial;
  readonly returned?: Returned;
  /** The highest number that there was, once one is out of the list. */
  readonly newest?: number;
}

export const lineVersions = { kind: "versions", id: "line" } as const;

export const noVersions: LineVersions = { list: [], live: 0, files: "" };

/** Files were read that are not those that were read last. */
export interface Filed {
  readonly type: "filed";
  readonly at: number;
  readonly version: string;
  /** What was live, with what is new in the files. */
  readonly texts: string;
  /** What was read. */
  readonly files: string;
  /** What was live when they were read. */
  readonly live: number;
}

export interface Published {
  readonly type: "published";
  readonly at: number;
  readonly by: Somebody;
  readonly authors: readonly string[];
  /** Absent: it had not to be. */
  readonly approvedBy?: string;
  readonly message: string;
  readonly flow: string;
  /** Of the draft; it is done with, unless it was changed meanwhile. */
  readonly revision: number;
  readonly version: string;
  readonly texts: string;
  /** What its publisher saw as live. */
  readonly live: number;
  /** Present: only this share of the calls gets it, in per cent. */
  readonly share?: number;
  /** The version that its publisher saw on trial, and its texts with what is published: people and policies are for all calls. */
  readonly tried?: { readonly number: number; readonly texts: string };
}

export interface PutBack {
  readonly type: "put-back";
  readonly at: number;
  readonly by: Somebody;
  readonly number: number;
  readonly live: number;
}

export interface TrialKept {
  readonly type: "trial-kept";
  readonly at: number;
  readonly by: Somebody;
  readonly number: number;
}

export interface TrialEnded {
  readonly type: "trial-ended";
  readonly at: number;
  readonly by: Somebody;
  readonly number: number;
}

export interface TrialFailed extends Omit<Returned, "at"> {
  readonly type: "trial-failed";
  readonly at: number;
}

/** A customer is forgotten whom the texts of these name: nobody goes back to them. */
export interface TextsForgotten {
  readonly type: "texts-forgotten";
  readonly at: number;
  readonly numbers: readonly number[];
}

export type VersionsEvent =
  | Filed
  | Published
  | PutBack
  | TrialKept
  | TrialEnded
  | TrialFailed
  | TextsForgotten;
