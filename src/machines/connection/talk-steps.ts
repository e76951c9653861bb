import type { LegEffect } from "../../flows/effects.js";
import type { Language } from "../../flows/speech/index.js";
import type { AsideEvent, AsideTaken } from "../aside/events.js";
import type { MachineEffect, Told } from "../effects.js";
import { inTurn, type Step } from "../reduce.js";
import { languageOf } from "./brief.js";
import type { Connection } from "./context.js";
import type { Above, Asks, ConnectionEvent, Wanted } from "./events.js";
import { roomOf, type Take } from "./steps.js";
import { talkWords, type TalkWords } from "./talk-words.js";

/** Seconds of silence after what a person hears outside the room. */
const keySeconds = 8;

/** The leg on which the caller talks, and whose document it goes on with. */
function callerOf({ wanted, callerLeg }: Connection) {
  if (!wanted) return undefined;
  const owner = wanted.by ?? { kind: "call", id: wanted.call };
  const leg = owner.kind === "call" ? owner.id : callerLeg;
  return leg === undefined ? undefined : { owner, leg };
}

/** Whoever was asked by a person does not ask others. */
export function canPart(context: Connection): boolean {
  return (
    context.wanted?.by?.kind !== "connection" && callerOf(context) !== undefined
  );
}

export function canAsk(context: Connection, whom: Asks): boolean {
  return (
    canPart(context) &&
    context.third === undefined &&
    context.person?.above?.[whom] !== undefined
  );
}

/** The caller waits outside the talk, and hears who is asked. */
export const takeAside: Take = (context) => {
  const { wanted, person, third } = context;
  const { director } = person?.above ?? {};
  const whom = third && person?.above?.[third.asked];
  const language = wanted?.language ?? "en";
  return takeOut(context, {
    ...(whom && { whom: called(whom, language) }),
    ...(director && !third && { director: called(director, language) }),
  });
};

function takeOut(
  context: Connection,
  why: Pick<AsideTaken, "whom" | "director" | "asked">,
): Step<Connection> {
  const { wanted, person } = context;
  const caller = callerOf(context);
  const told = wanted?.brief[wanted.language];
  if (!wanted || !person || !caller || !told) return { context, effects: [] };
  const { voice, speaks } = told;
  const nth = (context.aparts ?? 0) + 1;
  return {
    context: { ...context, apart: true, aparts: nth },
    effects: [
      tellAside(wanted, {
        type: "taken",
        ...caller,
        by: { kind: "connection", id: wanted.call },
        speech: { language: wanted.language, voice, speaks },
        person: person.name,
        nth,
        ...why,
      }),
    ],
  };
}

/** The caller can be taken out of the talk and asked in their language. */
export function canConsent(context: Connection): boolean {
  const { wanted } = context;
  return canPart(context) && wanted?.brief[wanted.language] !== undefined;
}

/** The person who decided is in the talk, and so is the caller. */
export function canBeAsked(
  context: Connection,
  event: ConnectionEvent,
): boolean {
  return (
    event.type === "consent-wanted" &&
    context.person?.name === event.person &&
    canConsent(context)
  );
}

/** The caller is asked outside the talk for a recorded yes. */
export const askCaller: Take = (context, event) => {
  if (event.type !== "consent-wanted") return { context, effects: [] };
  const { decision, terms, for: whose } = event;
  const asked = { decision, terms, for: whose };
  return takeOut({ ...context, asked }, { asked });
};

/** The caller cannot be asked. */
export const declineToAsk: Take = (context, event) => ({
  context,
  effects:
    event.type === "consent-wanted"
      ? [
          {
            type: "tell",
            to: event.for,
            event: {
              type: "not-consented",
              decision: event.decision,
              why: "not-in-talk",
            },
          },
        ]
      : [],
});

/** The caller's leg goes on with its owner's document: the room, while they talk. */
export const bringBack: Take = (context) => ({
  context: { ...context, apart: undefined },
  effects:
    context.wanted && context.apart
      ? [tellAside(context.wanted, { type: "back" })]
      : [],
});

/** The caller went back by themselves. */
export const isBack: Take = (context) => ({
  context: { ...context, apart: undefined },
  effects: [],
});

/** Somebody above is found and rung as everybody is; they meet in the room of the talk. */
export const ask =
  (whom: (event: ConnectionEvent) => Asks): Take =>
  (context, event) => {
    const { wanted, person, thirds = 0 } = context;
    const asked = whom(event);
    const above = person?.above?.[asked];
    if (!wanted || !person || !above) return { context, effects: [] };
    const of = `${wanted.call}.third${thirds + 1}`;
    const { line, since, language, ring } = wanted;
    const { name, role, topic } = above;
    return {
      context: {
        ...context,
        thirds: thirds + 1,
        third: { of, asked, name, there: false },
      },
      effects: [
        tellConnection(of, {
          type: "wanted",
          call: of,
          room: roomOf(wanted),
          by: { kind: "connection", id: wanted.call },
          line,
          since,
          role,
          ...(topic !== undefined && { topic }),
          language,
          ring,
          brief: whisperOf(wanted, person.name),
        }),
      ],
    };
  };

/** What whoever is asked hears on picking up, in the languages of the flow. */
function whisperOf({ brief }: Wanted, person: string): Wanted["brief"] {
  return Object.fromEntries(
    Object.entries(brief).map(([language, told]) => [
      language,
      {
        ...told,
        source: talkWords[language as Language].whisper(person),
        variables: {},
        values: {},
      },
    ]),
  );
}

/** Maybe somebody who stands in for whoever was asked. */
export const thirdIsThere: Take = (context, event) => {
  const { third } = context;
  if (!third || event.type !== "leg-accepted") return { context, effects: [] };
  const name = event.person?.name ?? third.name;
  return {
    context: { ...context, third: { ...third, name, there: true } },
    effects: [],
  };
};

export const thirdOff: Take = (context) => ({
  context: { ...context, third: undefined },
  effects: context.third
    ? [tellConnection(context.third.of, { type: "given-up" })]
    : [],
});

export const forgetThird: Take = (context) => ({
  context: { ...context, third: undefined },
  effects: [],
});

/** The talk is over: nobody waits outside it, and nobody is asked beside it. */
export const closeTalk: Take = inTurn(bringBack, thirdOff);

export type Says = (words: TalkWords, context: Connection) => string;

/** What the person hears next, before what they are on. */
export const say =
  (says: Says): Take =>
  (context) => {
    const { wanted, person } = context;
    const language = wanted && person && languageOf(wanted, person);
    const told = language && wanted.brief[language];
    const text = told ? says(talkWords[language], context) : "";
    const effects: LegEffect[] =
      told && text !== ""
        ? [{ type: "say", text, voice: told.voice, language: told.speaks }]
        : [];
    return { context, effects };
  };

export const listen: Take = (context) => ({
  context,
  effects: [{ type: "gather", digits: 1, timeout: keySeconds }],
});

/** The person's leg goes to the room; star leads out of it. */
export const enterRoom =
  (alone?: "ringing"): Take =>
  (context) => ({
    context,
    effects: context.wanted
      ? [
          {
            type: "join",
            room: roomOf(context.wanted),
            starLeaves: true,
            ...(alone && { alone }),
          },
        ]
      : [],
  });

/** What the keys do for a person whose caller waits. */
export const keys: Says = (words, { wanted, person }) => {
  const language = wanted && person && languageOf(wanted, person);
  const name = (one: Asks) => {
    const above = person?.above?.[one];
    return above && called(above, language ?? "en");
  };
  return words.keys({ superior: name("superior"), director: name("director") });
};

export const whomOf: (context: Connection) => string = ({ third }) =>
  third?.name ?? "";

function called({ name, spoken }: Above, language: Language): string {
  return spoken[language] ?? name;
}

function tellAside({ call }: Wanted, event: Told<AsideEvent>): MachineEffect {
  return { type: "tell", to: { kind: "aside", id: call }, event };
}

function tellConnection(
  id: string,
  event: Told<ConnectionEvent>,
): MachineEffect {
  return { type: "tell", to: { kind: "connection", id }, event };
}
