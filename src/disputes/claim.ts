/** What became of a claim, as the company's own file says it. */
export const outcomes = [
  "conceded",
  "partly",
  "refused",
  "withdrawn",
  "open",
  "unknown",
] as const;
export type Outcome = (typeof outcomes)[number];

/** One readable row of a history. Money is in minor units of `currency`; what the file does not say is absent. */
export interface Claim {
  /** Line of the file, counted from one. */
  readonly line: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly account?: string;
  readonly claimed: number;
  readonly currency: string;
  readonly category: string;
  readonly outcome: Outcome;
  readonly credited?: number;
  readonly handlingCost?: number;
  readonly handlingSeconds?: number;
  readonly channel: string;
}

/** A row that could not be read: where, what stood there, and why. */
export interface UnreadRow {
  readonly line: number;
  /** The heading of the cell, or "row". */
  readonly column: string;
  readonly text: string;
  readonly why: string;
}

/** Something about the file that the reader of the answer must know. */
export interface Notice {
  /** The first line it is about; none when it is about the whole file. */
  readonly line?: number;
  readonly text: string;
}

/** A file, read: every row of it is a claim, or unread, or told of in a notice. */
export interface History {
  readonly claims: readonly Claim[];
  readonly unread: readonly UnreadRow[];
  readonly notices: readonly Notice[];
  /** How many rows stand under the headings; claims and unread rows together. */
  readonly rows: number;
}

/** A file of which nothing can be said; the message tells what it lacks. */
export class HistoryError extends Error {
  readonly code = "history";
}
