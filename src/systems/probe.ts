import type { z } from "zod";
import { readAnswer, sendSigned, type SystemAnswer } from "./send.js";
import { signRequest, signatureHeader, timestampHeader } from "./signature.js";
import { firstProblem } from "./values.js";

/** What a conformance command found. */
export interface Verified {
  readonly shortcomings: readonly Shortcoming[];
  /** What could not be tried, and why. */
  readonly untried?: string;
}

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
    path: string,
    body: unknown,
    options?: { key?: string },
  ): Promise<SystemAnswer>;
  /** A request as somebody else would send it. */
  askRaw(
    path: string,
    body: string,
    headers: Record<string, string>,
  ): Promise<SystemAnswer>;
  note(rule: string, seen: string): void;
  /** Whether an answer is what the schema says; notes it when not. */
  fits<T>(
    rule: string,
    answer: SystemAnswer,
    schema: z.ZodType<T>,
  ): T | undefined;
  /** What an answer that should be of another status was, noted. */
  expectStatus(
    rule: string,
    answer: SystemAnswer,
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
    path: string,
    send: (signal: AbortSignal) => Promise<SystemAnswer>,
  ): Promise<SystemAnswer> => {
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
        sendSigned(options, path, body, {
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
        note(rule, unexpected(status, [200]));
        return undefined;
      }
      const read = schema.safeParse(json);
      if (!read.success) note(rule, firstProblem(read.error));
      return read.data;
    },
    expectStatus(rule, { status }, statuses) {
      if (!statuses.includes(status)) note(rule, unexpected(status, statuses));
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

/** The same request with wrong signatures, none of which may be answered. */
export async function checkSignatures(
  probe: Probe,
  { secret, now }: ProbeOptions,
  path: string,
  request: unknown,
): Promise<void> {
  const body = JSON.stringify(request);
  const sign = (signed: string, age = 0, by = secret) => {
    const timestamp = String(Math.floor(now() / 1000) - age);
    const parts = { timestamp, path, key: "", body: signed };
    return {
      [timestampHeader]: timestamp,
      [signatureHeader]: signRequest(by, parts),
    };
  };
  const cases: [string, Record<string, string>][] = [
    ["without a signature", {}],
    ["with another secret's signature", sign(body, 0, "not the secret")],
    ["with a signature of another body", sign(`${body} `)],
    ["with a signature ten minutes old", sign(body, 600)],
    ["with a signature of ten minutes from now", sign(body, -600)],
  ];
  for (const [what, headers] of cases)
    probe.expectStatus(
      `A request ${what} is refused.`,
      await probe.askRaw(path, body, headers),
      [401, 403],
    );
}

function unexpected(status: number, wanted: readonly number[]): string {
  const said = `Status ${status} instead of ${wanted.join(" or ")}.`;
  return status === 401 ? `${said} Has it the same secret?` : said;
}
