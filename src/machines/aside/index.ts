/**
 * A caller who is out of the talk for a moment (C2, C3): on hold, or while somebody is asked. One machine for each room.
 *
 *     idle ── taken ──► waiting ── back, key 1, time is up ──► idle
 *
 * *Waiting*: the caller hears why and what the keys do, then music, or silence by their choice; 1 leads back at once, 0 asks for the director.
 * It promises that a caller is out of the talk for three minutes at most, however often they are asked to wait meanwhile, and that the leg then
 * goes on with its owner's document, whatever that is by then. Whoever talks with the caller is told once when it was not they who ended it.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { LegEffect } from "../../flows/effects.js";
import { reduce, type Step } from "../reduce.js";
import { noAside, type Aside, type AsideEvent } from "./events.js";
import { asideWords } from "./words.js";

/** The longest that a caller is out of the talk, ms. */
export const mostApartMs = 180_000;
/** Four pieces of music there are. */
const pieces = 4;
/** Seconds of silence at a time, for who prefers it. */
const quietSeconds = 20;

interface Args {
  readonly context: Aside;
  readonly event: AsideEvent;
}
type Take = (context: Aside, event: AsideEvent) => Step<Aside>;

const does = (...takes: readonly Take[]) => [
  reduce<Aside>((context: Aside, event: AsideEvent) =>
    takes.reduce<Step<Aside>>(
      (step, take) => {
        const next = take(step.context, event);
        return {
          context: next.context,
          effects: [...step.effects, ...next.effects],
        };
      },
      { context, effects: [] },
    ),
  ),
];
const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;
const mayAskDirector = (args: Args): boolean =>
  presses("0")(args) && args.context.taken?.director !== undefined;

const remember: Take = (context, event) =>
  event.type === "taken"
    ? {
        context: {
          ...context,
          taken: event,
          leg: event.leg,
          since: context.taken ? (context.since ?? event.at) : event.at,
        },
        effects: [],
      }
    : { context, effects: [] };
const explain: Take = (context) => ({
  context,
  effects: [...said(context, "why"), ...said(context, "keys")],
});
/** Music, or what the caller prefers; the keys are named now and then. */
const wait: Take = (context) => ({
  context: { ...context, piece: (context.piece + 1) % pieces },
  effects: [
    ...(context.piece === 0 ? said(context, "keys") : []),
    ...sound(context),
  ],
});
const quieten: Take = (context) => ({
  context: { ...context, quiet: true },
  effects: sound({ ...context, quiet: true }),
});
const goOn: Take = ({ taken, leg, ...context }) => ({
  context: {
    piece: context.piece,
    ...(leg !== undefined && { leg }),
  },
  effects: taken ? [{ type: "go-on", to: taken.owner }] : [],
});
const tell =
  (type: "caller-back" | "director-wanted"): Take =>
  (context) => ({
    context,
    effects: context.taken
      ? [{ type: "tell", to: context.taken.by, event: { type } }]
      : [],
  });

export const asideMachine: AnyStateMachine = createMachine(
  {
    id: "aside",
    context: noAside,
    initial: "idle",
    states: {
      idle: {
        on: {
          taken: { target: "waiting", actions: does(remember, explain, music) },
        },
      },
      waiting: {
        on: {
          taken: {
            target: "waiting",
            reenter: true,
            actions: does(remember, explain, music),
          },
          digits: [
            {
              guard: presses("1"),
              target: "idle",
              actions: does(tell("caller-back"), goOn),
            },
            {
              guard: mayAskDirector,
              actions: does(tell("director-wanted"), music),
            },
            { guard: presses("9"), actions: does(quieten) },
            { actions: does(explain, music) },
          ],
          silence: { actions: does(wait) },
          back: { target: "idle", actions: does(goOn) },
        },
        after: {
          apart: { target: "idle", actions: does(tell("caller-back"), goOn) },
        },
      },
    },
  } as never,
  {
    delays: {
      apart: ({ context, event }: Args) =>
        Math.max(0, (context.since ?? event.at) + mostApartMs - event.at),
    },
  } as never,
) as AnyStateMachine;

function music(context: Aside): Step<Aside> {
  return { context, effects: sound(context) };
}

function sound({ piece, quiet }: Aside): LegEffect[] {
  return quiet
    ? [{ type: "gather", digits: 1, timeout: quietSeconds }]
    : [
        { type: "music", piece },
        { type: "gather", digits: 1, timeout: 1 },
      ];
}

function said({ taken }: Aside, word: "why" | "keys"): LegEffect[] {
  if (!taken) return [];
  const { language, voice, speaks } = taken.speech;
  const text = asideWords[language][word](taken);
  return [{ type: "say", text, voice, language: speaks }];
}
