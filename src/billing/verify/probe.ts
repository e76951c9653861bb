import type { z } from "zod";
import {
  creditKind,
  firstProblem,
  type foundCharges,
  paths,
  type BillingPath,
} from "../contract.js";
import { readAnswer, sendBilling, type BillingAnswer } from "../send.js";

export type Found = z.output<typeof foundCharges>;
export type FoundCharge = Found["charges"][number];

/** Something that an implementation gets wrong: the rule of the contract, and what was seen instead. */
export interface Shortcoming {
  readonly rule: string;
  readonly seen: string;
}

export interface ProbeOptions {
  readonly url: string;
  readonly secret: string;
  /** Epoch ms; what requests are dated with. */
  readonly now: () => number;
  /** ms, for measuring. */
  readonly elapsed: () => number;
}

/** ms; a caller waits two seconds, and our own part takes some of them. */
const longestAnswerMs = 1_000;
/** An answer later than this counts as none. */
const givenUpMs = 10_000;

export interface Probe {
  readonly shortcomings: Shortcoming[];
  ask(
    path: BillingPath,
    body: unknown,
    options?: { key?: string },
  ): Promise<BillingAnswer>;
  /** A request as somebody else would send it. */
  askRaw(
    path: BillingPath,
    body: string,
    headers: Record<string, string>,
  ): Promise<BillingAnswer>;
  note(rule: string, seen: string): void;
  /** Whether an answer is what the schema says; notes it when not. */
  fits<T>(
    rule: string,
    answer: BillingAnswer,
    schema: z.ZodType<T>,
  ): T | undefined;
  /** What an answer that should be of another status was, noted. */
  expectStatus(
    rule: string,
    answer: BillingAnswer,
    statuses: readonly number[],
  ): void;
  /** Notes the slowest answer if a caller would have waited for it. */
  noteSpeed(): void;
}

export function createProbe(options: ProbeOptions): Probe {
  const shortcomings: Shortcoming[] = [];
  const { url, elapsed } = options;
  let slowest = { path: "", ms: 0 };
  const timed = async (
    path: BillingPath,
    send: (signal: AbortSignal) => Promise<BillingAnswer>,
  ): Promise<BillingAnswer> => {
    const from = elapsed();
    try {
      return await send(AbortSignal.timeout(givenUpMs));
    } finally {
      const ms = Math.round(elapsed() - from);
      if (ms > slowest.ms) slowest = { path, ms };
    }
  };
  const note = (rule: string, seen: string): void => {
    const known = shortcomings.some(
      (one) => one.rule === rule && one.seen === seen,
    );
    if (!known) shortcomings.push({ rule, seen });
  };
  return {
    shortcomings,
    note,
    ask: (path, body, { key } = {}) =>
      timed(path, (signal) =>
        sendBilling(options, path, body, {
          signal,
          ...(key !== undefined && { key }),
        }),
      ),
    askRaw: (path, body, headers) =>
      timed(path, async (signal) =>
        readAnswer(
          await fetch(`${url}${path}`, {
            method: "POST",
            redirect: "error",
            headers: { "content-type": "application/json", ...headers },
            body,
            signal,
          }),
        ),
      ),
    fits(rule, { status, json }, schema) {
      if (status !== 200) {
        note(rule, `Status ${status} instead of 200.`);
        return undefined;
      }
      const read = schema.safeParse(json);
      if (!read.success) note(rule, firstProblem(read.error));
      return read.data;
    },
    expectStatus(rule, { status }, statuses) {
      if (!statuses.includes(status))
        note(rule, `Status ${status} instead of ${statuses.join(" or ")}.`);
    },
    noteSpeed() {
      if (slowest.ms > longestAnswerMs)
        note(
          `Every answer comes within ${longestAnswerMs} ms, since a caller waits for it.`,
          `${slowest.path} took ${slowest.ms} ms.`,
        );
    },
  };
}

/** The body of a request for a credit of that charge; `more` replaces fields. */
export function creditOf(
  account: string,
  { id, amount, currency }: FoundCharge,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { account, charge: id, amount, currency, kind: creditKind, ...more };
}

export { paths };
