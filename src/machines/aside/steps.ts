import { musicPieces, type LegEffect } from "../../flows/effects.js";
import type { MachineEffect } from "../effects.js";
import { inTurn, reduce, type Step } from "../reduce.js";
import type { Aside, AsideEvent } from "./events.js";
import { asideWords } from "./words.js";

export interface Args {
  readonly context: Aside;
  readonly event: AsideEvent;
}
export type Take = (context: Aside, event: AsideEvent) => Step<Aside>;

/** The keys are said again after so many pieces. */
const piecesBetweenKeys = 6;
/** Seconds of silence at a time, for who prefers it. */
const quietSeconds = 20;

export const does = (...takes: readonly Take[]) => [
  reduce<Aside>(inTurn(...takes)),
];

export const asking =
  (effects: (context: Aside) => readonly (MachineEffect | LegEffect)[]): Take =>
  (context) => ({ context, effects: effects(context) });

export const presses =
  (key: string) =>
  ({ event }: Args): boolean =>
    event.type === "digits" && event.digits === key;

export const remember: Take = (context, event) =>
  event.type === "taken"
    ? {
        context: {
          ...context,
          taken: event,
          leg: event.leg,
          again: undefined,
          since: context.taken ? (context.since ?? event.at) : event.at,
        },
        effects: [],
      }
    : { context, effects: [] };

export const music: Take = asking(({ piece, quiet }) =>
  quiet
    ? [{ type: "gather", digits: 1, timeout: quietSeconds }]
    : [
        { type: "music", piece },
        { type: "gather", digits: 1, timeout: 1 },
      ],
);

export const nextPiece: Take = (context) => {
  const piece = (context.piece + 1) % musicPieces;
  return {
    context: { ...context, piece },
    effects: piece % piecesBetweenKeys === 0 ? said(context, "keys") : [],
  };
};

export const quieten: Take = (context) => ({
  context: { ...context, quiet: true },
  effects: [],
});

/** The leg's owner has the next word. */
export const goOn: Take = ({ taken, leg, piece }) => ({
  context: { piece, ...(leg !== undefined && { leg }) },
  effects: taken ? [{ type: "go-on", to: taken.owner }] : [],
});

export const say = (word: "why" | "keys"): Take =>
  asking((context) => said(context, word));

export function said(
  { taken }: Aside,
  word: "why" | "keys" | "leave" | "moment" | "question" | "thanks",
): LegEffect[] {
  if (!taken) return [];
  const { language, voice, speaks } = taken.speech;
  const words = asideWords[language];
  const { asked, person } = taken;
  const text =
    word === "why" || word === "keys"
      ? words[word](taken)
      : word === "leave"
        ? asked && words.leave(person, asked.terms)
        : word === "question"
          ? asked && words.question(asked.terms)
          : words[word];
  return text === undefined
    ? []
    : [{ type: "say", text, voice, language: speaks }];
}

/** Tells whoever talks with the caller. */
export const tell = (
  type: "caller-back" | "director-wanted",
  more: { readonly result?: string } = {},
): Take =>
  asking(({ taken }) =>
    taken
      ? [
          {
            type: "tell",
            to: taken.by,
            event: { type, nth: taken.nth, ...more },
          },
        ]
      : [],
  );
