import { inTurn, reduce } from "../reduce.js";
import type { StaffCall, StaffCallEvent } from "./events.js";
import { hangUp, type StaffSteps, type Take } from "./steps.js";

export interface Args {
  readonly context: StaffCall;
  readonly event: StaffCallEvent;
}

/** One way on from a state. */
export interface Way {
  readonly guard?: (args: Args) => boolean;
  readonly target?: string;
  readonly actions: unknown;
}

/** Asked so often in a row, then the line hangs up: nobody is there, or nobody who knows. */
const mostAsked = 3;

export const does = (...takes: readonly Take[]) =>
  reduce<StaffCall>(inTurn(...takes));

export const knows =
  (
    change: (call: StaffCall, event: StaffCallEvent) => Partial<StaffCall>,
  ): Take =>
  (call, event) => ({
    context: { ...call, ...change(call, event) },
    effects: [],
  });

export const asking =
  (ask: (call: StaffCall) => ReturnType<Take>["effects"]): Take =>
  (context) => ({ context, effects: ask(context) });

export const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;

/** It is about the leg that is there now. */
export const isCurrent = ({ context, event }: Args): boolean =>
  "offer" in event && event.offer === context.offer;

/** Ways that are open only where that holds too. */
export const guarded = (
  guard: (args: Args) => boolean,
  ways: readonly Way[],
): readonly Way[] =>
  ways.map((way) => ({
    ...way,
    guard: (args) => guard(args) && (way.guard?.(args) ?? true),
  }));

/** The ways that the states of the call have in common. */
export function createWays({ say, askMenu }: StaffSteps) {
  const goodbye = inTurn(
    say((words) => words.goodbye),
    asking(() => [hangUp]),
  );
  const over = (...takes: readonly Take[]): Way => ({
    target: "#staff-call.over",
    actions: does(...takes),
  });
  const to = (target: string, ...takes: readonly Take[]): Way => ({
    target: `#staff-call.${target}`,
    actions: does(
      knows(() => ({ unheard: 0 })),
      ...takes,
    ),
  });
  /** Asked again; after the last time the line says goodbye. */
  const again = (question: Take): readonly Way[] => [
    {
      guard: ({ context }) => context.unheard + 1 >= mostAsked,
      ...over(goodbye),
    },
    {
      actions: does(
        knows(({ unheard }) => ({ unheard: unheard + 1 })),
        say((words) => words.unheard),
        question,
      ),
    },
  ];
  /** What follows a question; anything else is not understood. */
  const on = (question: Take, answers: readonly Way[]) => ({
    digits: [...answers, ...again(question)],
    silence: again(question),
  });
  /** By key. */
  const onKeys = (
    question: Take,
    keys: Readonly<Record<string, Way | readonly Way[]>>,
  ) =>
    on(
      question,
      Object.entries(keys).flatMap(([key, ways]) =>
        guarded(presses(key), [ways].flat()),
      ),
    );
  /** Who signed in goes on with their cases; who came for one is done. */
  const afterCase = (...takes: readonly Take[]): readonly Way[] => [
    {
      guard: ({ context }) => context.signedIn === undefined,
      ...over(...takes, goodbye),
    },
    to("menu", ...takes, askMenu),
  ];
  return { goodbye, over, to, on, onKeys, afterCase };
}

export type Ways = ReturnType<typeof createWays>;
