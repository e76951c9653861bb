import type { LegEffect } from "../../flows/effects.js";
import {
  spokenDigits,
  spokenMoment,
  spokenMoney,
  spokenPhone,
  type Language,
} from "../../flows/speech/index.js";
import type { People, Person } from "../../flows/events.js";
import { outcomes, toRing } from "../case/file.js";
import { labelCause, type CauseLabels } from "../company/cause-labels.js";
import type { MachineEffect } from "../effects.js";
import { findPerson } from "../company/ladder.js";
import { lineQueue } from "../queue/events.js";
import { inTurn, type Step } from "../reduce.js";
import { speechIn, type Voices } from "../speech.js";
import type { StaffCall, StaffCallEvent, StaffCase } from "./events.js";
import { staffWords, type StaffWords } from "./words.js";

/** What a call of the line's people goes by beside its events. */
export interface StaffRules {
  readonly people: People & {
    readonly areas: readonly string[];
    readonly reasons: readonly string[];
    readonly labels: CauseLabels;
  };
  readonly voices: Voices;
  /** IANA. */
  readonly timeZone: string;
  /** The number that customers dial, E.164. */
  readonly number: string;
}

export type Take = (call: StaffCall, event: StaffCallEvent) => Step<StaffCall>;
type Said = (words: StaffWords, call: StaffCall, at: number) => string;

/** How many digits name a person; drawn by whoever sets the PIN. */
export const numberDigits = 5;
export const pinDigits = { least: 6, most: 8 } as const;
/** Seconds of silence after a question. */
const keySeconds = 8;
/** Seconds. */
const note = { max: 120, silence: 4 } as const;
/** Seconds that the own telephone of whoever pressed a link rings: five rings. */
export const ringSeconds = 25;

/** The steps of a call under today's people and voices. */
export function createStaffSteps(rules: StaffRules) {
  const { people, voices, timeZone } = rules;
  const speechOf = ({ person }: StaffCall) =>
    speechIn(voices, person?.languages ?? []);
  const wordsOf = (call: StaffCall) => staffWords[speechOf(call).language];

  const say =
    (text: Said): Take =>
    (call, { at }) => {
      const { voice, speaks } = speechOf(call);
      const said = text(wordsOf(call), call, at);
      return {
        context: call,
        effects: [{ type: "say", text: said, voice, language: speaks }],
      };
    };
  const ask = (text: Said, digits = 1, finish?: string): Take =>
    inTurn(say(text), (call) => ({
      context: call,
      effects: [
        {
          type: "gather",
          digits,
          timeout: keySeconds,
          ...(finish !== undefined && { finish }),
        },
      ],
    }));

  const sayCase: Said = (words, call, at) => {
    const { language } = speechOf(call);
    const own = call.cases[call.place];
    if (!own) return words.noCases;
    const { opened, due, messages } = own;
    return words.case({
      place: call.place + 1,
      count: call.cases.length,
      reference: spokenDigits(opened.reference),
      number: toRing(opened).startsWith("+")
        ? spokenPhone(toRing(opened), language, rules.number)
        : undefined,
      due: spokenMoment(due, { now: at, zone: timeZone, language }),
      late: at >= due,
      about: aboutOf(own, language),
      messages,
    });
  };

  /** The owner, as the customer hears of them. */
  const calling = (name: string, language: Language) => {
    const found: Partial<Person> = findPerson(people, name) ?? {};
    return {
      name: found.spoken?.[language] ?? name,
      title: found.title?.[language] ?? "",
    };
  };

  const ringCustomer: Take = (before) => {
    const call = { ...before, tries: before.tries + 1 };
    const own = call.cases[call.place];
    if (!own) return { context: call, effects: [] };
    const speech = speechIn(voices, [own.opened.language]);
    const { name } = call.person ?? { name: "" };
    const effects: MachineEffect[] = [
      {
        type: "tell",
        to: { kind: "ring-back", id: roomOf(call) },
        event: {
          type: "asked",
          by: { kind: "staff-call", id: call.call },
          person: calling(name, speech.language),
          number: toRing(own.opened),
          unapproved: own.opened.unapproved,
          line: findPerson(people, name)?.line ?? rules.number,
          room: roomOf(call),
          speech,
        },
      },
    ];
    return { context: call, effects };
  };

  const choices = (words: StaffWords, list: readonly string[]) =>
    list.map((one, place) => words.key(keyAt(list, place), one)).join(" ");
  const askOutcome = ask((words) =>
    words.outcome(choices(words, words.outcomes)),
  );
  const causes = (
    words: StaffWords,
    call: StaffCall,
    list: readonly string[],
  ) => {
    const { language } = speechOf(call);
    return choices(
      words,
      list.map((one) => labelCause(people.labels, one, language)),
    );
  };
  const askReason = ask(
    (words, call) => words.reason(causes(words, call, people.reasons)),
    keyLength(people.reasons),
  );
  const askArea = ask(
    (words, call) => words.area(causes(words, call, people.areas)),
    keyLength(people.areas),
  );

  /** Tells the case what was said of it, and goes on to the next. */
  const close =
    (area: string | undefined): Take =>
    (call) => {
      const own = call.cases[call.place];
      const { outcome = 0, reason } = call.closing;
      const words = wordsOf(call);
      const told = own && staffWords[own.opened.language].told[outcome];
      const cases = call.cases.filter((one) => one !== own);
      return {
        context: {
          ...call,
          cases,
          place: call.place % Math.max(1, cases.length),
          closing: {},
        },
        effects: tellCase(call, {
          type: "closed-by",
          outcome: outcomes[outcome],
          words: told,
          reason: reason ?? words.unsaid,
          area: area ?? words.unsaid,
        }),
      };
    };

  return {
    say,
    ask,
    askNumber: ask((words) => words.number, numberDigits),
    askMenu: ask((words, { person, cases }) =>
      words.menu(person?.name ?? "", cases.length),
    ),
    hearCase: inTurn(
      say(sayCase),
      ask((words, call) =>
        soundsOf(call).length === 0
          ? words.caseKeys
          : `${words.caseKeys} ${words.messageKey}`,
      ),
    ),
    askOutcome,
    askReason,
    askArea,
    ringCustomer,
    close,
  };
}

export type StaffSteps = ReturnType<typeof createStaffSteps>;

/** The room of one try to reach a customer, and the name of their leg. */
export function roomOf({ call, tries }: StaffCall): string {
  return `${call}.staff${tries}`;
}

/** Tells the case that is being heard, in the name of whoever is on the telephone. */
export function tellCase(
  call: StaffCall,
  event: { readonly type: string } & Record<string, unknown>,
): MachineEffect[] {
  const own = call.cases[call.place];
  const { person } = call;
  if (!own || !person) return [];
  return [
    {
      type: "tell",
      to: { kind: "case", id: own.id },
      event: { ...event, by: person.name },
    },
  ];
}

export function tellQueue(
  { person }: StaffCall,
  event: { readonly type: string } & Record<string, unknown>,
): MachineEffect[] {
  if (person?.id === undefined) return [];
  return [
    { type: "tell", to: lineQueue, event: { ...event, person: person.id } },
  ];
}

/** Where the messages of the case that is being heard are heard. */
export function soundsOf({ cases, place }: StaffCall): readonly string[] {
  return cases[place]?.sounds ?? [];
}

/** The customer's messages, the oldest first. */
export const playMessages: Take = (call) => ({
  context: call,
  effects: soundsOf(call).map((url) => ({ type: "play", url })),
});

export const hangUp: LegEffect = { type: "hang-up" };

export const record: Take = (context) => ({
  context,
  effects: [{ type: "record", ...note, keys: "#" }],
});

/** What a key chooses of a list: its place, from 1, with as many digits as the longest needs. */
export function chosen(
  list: readonly unknown[],
  { digits }: { readonly digits: string },
): number | undefined {
  const place = Number(digits) - 1;
  return digits.length === keyLength(list) && list[place] !== undefined
    ? place
    : undefined;
}

function keyLength(list: readonly unknown[]): number {
  return String(list.length).length;
}

function keyAt(list: readonly unknown[], place: number): string {
  return String(place + 1).padStart(keyLength(list), "0");
}

function aboutOf({ opened }: StaffCase, language: Language): string {
  const { about, words } = opened;
  const label =
    about && (about.label[language] ?? Object.values(about.label)[0]);
  const charge = about
    ? ` ${label ?? ""}, ${spokenMoney(about.amount, language)}.`
    : "";
  return words === undefined ? charge : `${charge} ${words}.`;
}

export const begin: Take = (context, event) => {
  if (event.type === "dialled")
    return {
      context: {
        ...context,
        call: event.call,
        leg: event.call,
        ...(event.from !== undefined && { from: event.from }),
      },
      effects: [],
    };
  if (event.type !== "connect-wanted") return { context, effects: [] };
  const { call, person } = event;
  return {
    context: { ...context, call, person, cases: [event.case] },
    effects: [],
  };
};

/** Rings the telephone of whoever asked to be connected. */
export const ringOwn =
  (from: string): Take =>
  (context, event) =>
    event.type === "connect-wanted"
      ? {
          context: { ...context, offer: 1 },
          effects: [
            {
              type: "ring-leg",
              offer: 1,
              phone: event.phone,
              from,
              timeout: ringSeconds,
            },
          ],
        }
      : { context, effects: [] };

export const withLeg: Take = (context, event) => ({
  context: "leg" in event ? { ...context, leg: event.leg } : context,
  effects: [],
});

export const endLeg: Take = (context) => ({
  context,
  effects:
    context.leg === undefined ? [] : [{ type: "end-leg", leg: context.leg }],
});

export const signIn: Take = (context, event) =>
  event.type === "pin-right"
    ? {
        context: {
          ...context,
          person: event.person,
          cases: event.cases,
          signedIn: true,
        },
        effects: [],
      }
    : { context, effects: [] };

/** What was said after the tone belongs to the case. */
export const keepNote: Take = (context, event) => ({
  context,
  effects:
    event.type === "recorded"
      ? tellCase(context, {
          type: "noted",
          words: "",
          recording: { url: event.url, seconds: event.seconds },
        })
      : [],
});
