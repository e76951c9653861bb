import type { Effect } from "../effects.js";
import type { Language } from "../speech/index.js";
import type { TranscriptEvent } from "../transcript/event.js";
import { wordEnds } from "../listen.js";
import type { Assumed } from "./assumptions.js";
import { readSentence, type Meaning } from "./slowest-chart.js";

/** What the caller's phone waits for once the document's words are spoken. Seconds. */
export type Waiting =
  | {
      readonly type: "listening";
      readonly timeout: number;
      readonly speech: boolean;
      /** How many keys make an answer, at most. */
      readonly keys: number;
    }
  /** For a person; the machine's own deadline ends it. */
  | {
      readonly type: "holding";
      readonly atMost: number;
      readonly role: string;
      readonly topic?: string;
    }
  | { readonly type: "talking" }
  | {
      readonly type: "recording";
      readonly max: number;
      readonly silence: number;
    }
  | { readonly type: "over" };

/** What a turn did, as far as a promise is about it. */
export interface Done {
  /** Seconds of speech at most, one entry for each sentence. */
  readonly sentences: readonly number[];
  /** Their sum. */
  readonly speech: number;
  readonly means?: Meaning;
  /** Seconds of speech until that was said. */
  readonly meant: number;
  /** A case was opened in somebody's name, or a call-back taken on. */
  readonly opens: boolean;
  readonly waiting: Waiting;
}

/**
 * Reads the effects of a slowest machine; `undefined` when the caller's phone was told nothing. `deadline`: seconds after which the machine
 * leaves the state that it is in then; what is held is bounded by nothing else. `language`: as if all that was said had been said in it.
 */
export function readDone(
  effects: readonly Effect[],
  deadline: number,
  language?: Language,
): Done | undefined {
  const spoken = effects.flatMap((effect) =>
    effect.type === "say" && effect.text !== ""
      ? [readSentence(effect.text, language)]
      : [],
  );
  const waiting = effects.reduce<Waiting | undefined>(
    (found, effect) => waitingFor(effect, deadline) ?? found,
    undefined,
  );
  if (!waiting) return undefined;
  const sentences = spoken.map(({ seconds }) => seconds);
  const sum = (list: readonly number[]) =>
    list.reduce((total, seconds) => total + seconds, 0);
  const place = spoken.findIndex(({ means }) => means !== undefined);
  const said = spoken[place];
  return {
    sentences,
    speech: sum(sentences),
    ...(said?.means !== undefined && { means: said.means }),
    meant: said ? sum(sentences.slice(0, place)) + (said.meant ?? 0) : 0,
    opens: effects.some(
      (effect) =>
        effect.type === "tell" &&
        ["case", "callback"].includes(effect.to.kind) &&
        ["opened", "asked"].includes(effect.event.type),
    ),
    waiting,
  };
}

function waitingFor(effect: Effect, deadline: number): Waiting | undefined {
  if (effect.type === "gather")
    return {
      type: "listening",
      timeout: effect.timeout,
      speech: effect.speech !== undefined,
      keys: effect.digits,
    };
  if (effect.type === "wait") {
    const { role, topic } = effect;
    return {
      type: "holding",
      atMost: deadline,
      role,
      ...(topic !== undefined && { topic }),
    };
  }
  if (effect.type === "join") return { type: "talking" };
  if (effect.type === "record")
    return { type: "recording", max: effect.max, silence: effect.silence };
  return effect.type === "hang-up" ? { type: "over" } : undefined;
}

/** Key 0 as it works on a document that waits so: after `*` where several keys make an answer. */
export function isZero(digits: string, waiting: Waiting | undefined): boolean {
  return waiting?.type === "listening" && waiting.keys > 1
    ? digits === "*0"
    : digits === "0";
}

/** Seconds at most from the document's last word to what happens, without what the caller speaks. */
export function longestWait(
  { waiting, speech }: Pick<Done, "waiting" | "speech">,
  event: TranscriptEvent,
  given: Assumed,
): number {
  switch (waiting.type) {
    case "listening":
      if (event.type === "speech")
        return (
          waiting.timeout +
          given["end of speech"] * wordEnds(waiting.keys) +
          given.recognition
        );
      // The carrier waits as long again after each key, and takes no more keys than it was told.
      return event.type === "digits"
        ? waiting.timeout * waiting.keys
        : waiting.timeout;
    case "holding":
      // The deadline runs from the decision to wait, while the document still speaks; the carrier then has to be told.
      return Math.max(0, waiting.atMost - speech) + given.relay;
    case "talking":
      return 0;
    case "recording":
      return given.tone + waiting.silence;
    case "over":
      return 0;
  }
}

/** Seconds at most that the caller speaks, which are the caller's own and shown apart. */
export function callersSpeech(
  waiting: Waiting,
  event: TranscriptEvent,
): number {
  if (waiting.type === "recording") return waiting.max;
  // The carrier takes up to 60 s of speech for one answer.
  return waiting.type === "listening" &&
    waiting.speech &&
    event.type !== "digits"
    ? 60
    : 0;
}
