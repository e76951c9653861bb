import { wordsPerSecond } from "../speech/index.js";

/**
 * What the bounds of a certificate rest on, one entry each. A bound holds on every call on which none of these is exceeded; a call
 * that exceeds one is reported under the assumption's name, not as a broken promise.
 */
export interface Assumption {
  /** Seconds at most, or (for a rate) words a second at least. */
  readonly value: number;
  readonly unit: "s" | "words/s";
  /** In the words of whoever reads a certificate. */
  readonly means: string;
  /** `ours`: the line's own documents or schemas enforce it. `carrier`: it is measured on calls. */
  readonly kept: "ours" | "carrier";
  readonly source: string;
}

export const assumptions = {
  request: {
    value: 0.5,
    unit: "s",
    means: "from what happens on the phone to the carrier's request",
    kept: "carrier",
    source: "assumed; no carrier states it",
  },
  answer: {
    value: 1,
    unit: "s",
    means: "our answer to a request",
    kept: "carrier",
    source: "webhooks answer far under a second; the carrier waits 15 s",
  },
  voice: {
    value: 0.5,
    unit: "s",
    means: "from our answer to the first word",
    kept: "carrier",
    source: "assumed; the carrier keeps speech that it spoke before",
  },
  speech: {
    value: wordsPerSecond,
    unit: "words/s",
    means: "the slowest voice speaks so many words",
    kept: "carrier",
    source: "150 words a minute, the slow end of what is comfortable to hear",
  },
  "end of speech": {
    value: 1,
    unit: "s",
    means:
      "silence that ends a word of choice; twice that for an answer of several keys",
    kept: "ours",
    source: "the line's own <Gather speechTimeout>",
  },
  recognition: {
    value: 1,
    unit: "s",
    means: "the carrier's recogniser gives the words",
    kept: "carrier",
    source: "assumed; no carrier states it",
  },
  "set-up": {
    value: 5,
    unit: "s",
    means: "from dialling a person to the first ring",
    kept: "carrier",
    source: "assumed; no carrier states it",
  },
  relay: {
    value: 2,
    unit: "s",
    means: "from a decision of the line until the carrier acts on it",
    kept: "carrier",
    source:
      "a deadline is late by a second at most; the carrier's REST API answers in less than one",
  },
  tone: {
    value: 1,
    unit: "s",
    means: "the tone before a message",
    kept: "carrier",
    source: "assumed",
  },
} as const satisfies Record<string, Assumption>;

/** Raised with every change of the search or of how seconds are counted, so that a certificate of before is told from one of now. */
export const modelVersion = 4;

export type AssumptionName = keyof typeof assumptions;
export type Assumed = Readonly<Record<AssumptionName, number>>;

/** The values alone; a test may prove a flow under others. */
export const assumed: Assumed = Object.fromEntries(
  Object.entries(assumptions).map(([name, { value }]) => [name, value]),
) as Record<AssumptionName, number>;

/** What the proof leaves out, said as plainly as what it takes in. */
export const leftOut: readonly string[] = [
  "The store answers. When it does not, the last resort rings the agents and the director at once; that call is outside this certificate.",
  "The director has a phone number (the people file demands one). Agents may be on duty or not.",
  "What the caller speaks takes the caller's time: an answer up to 60 s, a message up to its own limit. It is shown apart.",
  "How soon the company's billing or a look-up answers changes no bound: the line waits a fixed number of sentences and goes on.",
];

/** Seconds from something that happens on the caller's phone to the first word of the line's answer. */
export function turnSeconds(given: Assumed): number {
  return given.request + given.answer + given.voice;
}

/** The assumptions that measured seconds (or words a second) go beyond, by name. */
export function findExceeded(
  measured: Readonly<Partial<Record<AssumptionName, number>>>,
  given: Assumed = assumed,
): AssumptionName[] {
  return (Object.keys(measured) as AssumptionName[]).filter((name) => {
    const value = measured[name] ?? given[name];
    return assumptions[name].unit === "s"
      ? value > given[name]
      : value < given[name];
  });
}
