/**
 * What the line remembers of a caller from call to call, by the number they ring from: the language that they chose with a key, which of their
 * calls went to the director's own number last, what they talked about with the line's people, what somebody granted them within the last 30
 * days, and nothing else.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { Language } from "../flows/speech/index.js";
import type { WrapUpNote } from "./connection/context.js";
import { reduce, type Step } from "./reduce.js";

export interface CallerMemory {
  /** Absent: they have chosen none yet. */
  readonly language?: Language;
  /** Their last call to the director's own number, and when it began (epoch ms). */
  readonly direct?: { readonly call: string; readonly at: number };
  /** What the line's people talked with them about, the newest last. */
  readonly talks?: readonly Talked[];
  /** Decisions that are to hear whether they ring again. */
  readonly granted?: readonly Granted[];
}

/** A talk with one of the line's people, and what it was about. */
export interface Talked extends WrapUpNote {
  /** The room of the call. */
  readonly call: string;
}

/** Older ones are let go of. */
const mostTalks = 20;

interface Granted {
  /** Epoch ms. */
  readonly at: number;
  readonly account: string;
  readonly decision: string;
  /** The call on which it was granted, which is no ringing again. */
  readonly call?: string;
}

interface LanguageChosen {
  readonly type: "language-chosen";
  readonly language: Language;
}

export interface DialledDirector {
  readonly type: "dialled-director";
  readonly at: number;
  readonly call: string;
  /** The call before this one; of two that come at once, one finds another there. */
  readonly instead: string | undefined;
}

/** More than anybody is granted; the oldest are let go of first. */
const mostGranted = 20;

/** Whether somebody whose matter was settled rings again is asked for so many days. */
export const ringsAgainDays = 30;
const dayMs = 24 * 3600 * 1000;

/** A year after they chose last: by then a number may be somebody else's. */
export const callerRetentionMs = 365 * 24 * 3600 * 1000;

export const callerMachine: AnyStateMachine = createMachine(
  {
    id: "caller",
    context: {},
    on: {
      "language-chosen": {
        actions: reduce<CallerMemory>(
          (memory, { language }: LanguageChosen) => ({
            context: { ...memory, language },
            effects: [],
          }),
        ),
      },
      granted: {
        actions: reduce<CallerMemory>(
          (memory, { at, account, decision, call }: Granted) => ({
            context: {
              ...memory,
              granted: [
                ...(memory.granted ?? []),
                { at, account, decision, ...(call !== undefined && { call }) },
              ].slice(-mostGranted),
            },
            effects: [],
          }),
        ),
      },
      talked: {
        actions: reduce<CallerMemory>(
          (memory, { call, by, at, reason, area, contractor }: Talked) => ({
            context: {
              ...memory,
              // Said again of the same call, it is what counts.
              talks: [
                ...(memory.talks ?? []).filter((one) => one.call !== call),
                {
                  call,
                  by,
                  at,
                  reason,
                  area,
                  ...(contractor !== undefined && { contractor }),
                },
              ].slice(-mostTalks),
            },
            effects: [],
          }),
        ),
      },
      rang: { actions: reduce<CallerMemory>(tellGranted) },
      "dialled-director": {
        guard: "knows-last",
        actions: reduce<CallerMemory>(
          (memory, { call, at }: DialledDirector) => ({
            context: { ...memory, direct: { call, at } },
            effects: [],
          }),
        ),
      },
    },
  } as never,
  {
    guards: {
      "knows-last": ({
        context,
        event,
      }: {
        context: CallerMemory;
        event: DialledDirector;
      }) => context.direct?.call === event.instead,
    },
  } as never,
) as AnyStateMachine;

/** They ring again: each decision hears of it once, after how many whole days. */
function tellGranted(
  { granted = [], ...memory }: CallerMemory,
  { at, call }: { readonly at: number; readonly call: string },
): Step<CallerMemory> {
  const lately = granted.filter((one) => at - one.at < ringsAgainDays * dayMs);
  const same = lately.filter((one) => one.call === call);
  return {
    context: { ...memory, ...(same.length > 0 && { granted: same }) },
    effects: lately
      .filter((one) => one.call !== call)
      .map(({ account, decision, at: before }) => ({
        type: "tell",
        to: { kind: "decisions", id: account },
        event: {
          type: "rang-again",
          decision,
          call,
          days: Math.max(0, Math.floor((at - before) / dayMs)),
        },
      })),
  };
}
