import type { AnswerValue } from "./answer-form.js";
import {
  isTheirs,
  type Caller,
  type CallEvent,
  type CallersCase,
  type CallersOutcome,
  type OpenCallBack,
  type Charge,
  type ClaimOutcome,
  type People,
  type Person,
} from "./events.js";
import type { Hours } from "../machines/company/hours.js";
import type { Role } from "./chart.js";
import type { LookUpOutcome } from "./look-ups.js";
import type { Language, Money, Value } from "./speech/index.js";
import { fitSpoken, longestWaited } from "./spoken-limits.js";

/** What a call knows. JSON all through: it is the snapshot's context. */
export interface CallContext {
  readonly call: string;
  readonly line: string;
  readonly caller: Caller;
  readonly people: People;
  readonly reference: string;
  readonly language: Language;
  readonly languageChanges: number;
  /** Epoch ms of the answer. */
  readonly startedAt: number;
  /** Epoch ms at which a person first took the call. */
  readonly personAt?: number;
  readonly account?: string;
  /** `null`: the look-up did not succeed. */
  readonly charges?: readonly Charge[] | null;
  /** The look-up of this call that was asked last, counted from 1. */
  readonly lookUp?: {
    readonly request: number;
    /** Absent: it did not answer yet. */
    readonly outcome?: LookUpOutcome;
  };
  /** What steps found out, by the name of the variable; each fits its greatest spoken length. */
  readonly values?: Readonly<Record<string, Value>>;
  /** The hours that the last `hours` step found closed: the next opening (epoch ms), and why it is closed, by language. */
  readonly hours?: {
    readonly of?: string;
    readonly opens?: number;
    readonly because?: Readonly<Partial<Record<Language, string>>>;
  };
  readonly openCase?: CallersCase;
  /** What came of a case of theirs, until they have heard it. */
  readonly outcome?: CallersOutcome | undefined;
  /** What the caller rings about, as far as said. */
  readonly about?: Charge;
  readonly claim?: {
    readonly charge: string;
    readonly outcome: ClaimOutcome;
    readonly total?: Money;
  };
  /** A person is being found, or talks with the caller. */
  readonly connecting?:
    | {
        readonly accepted: boolean;
        /** Where the call goes on when it is cut off now and the caller rings again. */
        readonly step?: string;
        /** The line rings back who is cut off now: by the call-back of that step, for whom they were sought. */
        readonly callBack?: {
          readonly step: string;
          readonly role: Role;
          readonly topic?: string;
        };
      }
    | undefined;
  /** They pressed the key against being rung when they are cut off. */
  readonly noCallBack?: true;
  /** Seniority, where it is older than this call. */
  readonly since?: number;
  /** The call-back that was promised before and that the caller was told of. */
  readonly openCallBack?: OpenCallBack;
  /** A call-back is promised to this number, on this call or before: it is told when this call is over. */
  readonly owed?: true;
  /** Whoever granted this number something lately is to know that it rings again. */
  readonly granted?: true;
  /** Who took the call last, or the one that was cut off. */
  readonly last?: { readonly id: string; readonly name: string };
  /** The caller waits in silence, by their own choice. */
  readonly quiet?: true;
  /** How often they asked for a number while they waited. */
  readonly numberAsked?: number;
  /** 1 to 5: the caller's answer to the question after the call. */
  readonly rating?: number;
  /** What was heard as an answer, by its variable, until the caller has said that it is right. */
  readonly heardAnswer?: {
    readonly answer: string;
    readonly value: AnswerValue;
  };
  /** Who promised to ring back, by when (epoch ms), and how many ms of their hours that is; absent on calls of before there were any. */
  readonly promise?: {
    readonly owner: Person;
    readonly due: number;
    readonly span?: number;
  };
}

/** A call that was not answered yet. XState runs this again and again, so it knows nothing (`call-started` brings it all). */
export function unansweredCall(language: Language): CallContext {
  return {
    call: "",
    line: "",
    caller: { number: "", grade: "withheld" },
    people: { agents: [], director: { name: "", phone: "" } },
    reference: "",
    language,
    languageChanges: 0,
    startedAt: 0,
  };
}

/** What a call that was cut off leaves to the one that goes on with it. */
export function knownOf({
  account,
  charges,
  about,
  claim,
  values,
  last,
}: CallContext): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify({ account, charges, about, claim, values, last }),
  ) as Record<string, unknown>;
}

export function beginCall(
  event: Extract<CallEvent, { type: "call-started" }>,
  languages: readonly Language[],
): Partial<CallContext> {
  const { call, line, caller, people, reference, at } = event;
  const { openCase, outcome, before } = event;
  // A flow may speak fewer languages today than when the caller chose.
  const language = languages.find((one) => one === event.language);
  return {
    call,
    line,
    caller,
    people,
    reference,
    startedAt: at,
    ...before?.resumes?.known,
    ...(before && { since: before.since, owed: true as const }),
    ...(language && { language }),
    ...(event.granted && { granted: true as const }),
    ...(openCase && { openCase }),
    ...(outcome && { outcome }),
  };
}

/** The caller's number is their own, and they were told that the line rings back and did not decline. */
export function isRungBack(context: CallContext): boolean {
  const { connecting, noCallBack, caller } = context;
  return connecting?.callBack !== undefined && !noCallBack && isTheirs(caller);
}

/** Named hours of the company; `undefined` when there are none of that name. */
export function hoursOf(
  { hours = {} }: People,
  name: string,
): Hours | undefined {
  return Object.hasOwn(hours, name) ? hours[name] : undefined;
}

/** Whom this call would ring in that role: the first agent for the topic who speaks the caller's language, else for the topic. */
export function personFor(
  context: CallContext,
  role: Role,
  topic?: string,
): Person | undefined {
  const { agents, director, adviser } = context.people;
  if (role === "adviser") return adviser;
  if (role === "owner") return context.openCase?.owner;
  if (role === "director") return director.phone === "" ? undefined : director;
  const able = agents.filter(
    (agent) => topic === undefined || agent.topics?.includes(topic),
  );
  return (
    able.find((agent) => agent.languages?.includes(context.language)) ?? able[0]
  );
}

/** The values of the variables that texts in `language` may name; those not known yet are left out. */
export function valuesOf(
  context: CallContext,
  language: Language,
  at: number,
): Readonly<Record<string, Value>> {
  const { people, caller, about, claim, promise, openCase, outcome } = context;
  const { director, adviser } = people;
  const seconds = Math.round((at - context.startedAt) / 1000);
  const values: Record<string, Value> = { ...context.values };
  const tell = (name: string, text: string | undefined) => {
    if (text !== undefined) values[name] = fitSpoken(name, text, language);
  };
  tell("director.name", spokenName(director, language));
  tell("adviser.name", adviser && spokenName(adviser, language));
  tell("director.title", titleOf(director, language));
  // Without one of their own, the number that was dialled: key 0 reaches them there.
  tell("director.number", director.line ?? context.line);
  // What carriers send in place of a withheld number would be read as one.
  if (caller.grade !== "withheld") tell("caller.number", caller.number);
  tell("reference", context.reference);
  values["waited"] = Math.min(Math.max(0, seconds), longestWaited);
  if (about) {
    const { label, amount, date } = about;
    tell("charge.label", label[language] ?? Object.values(label)[0] ?? "");
    values["charge.amount"] = amount;
    values["charge.date"] = date;
  }
  if (claim?.total) values["total"] = claim.total;
  if (context.hours?.opens !== undefined)
    values["hours.opens"] = context.hours.opens;
  tell("last.name", context.last?.name);
  tell("hours.reason", reasonOf(context.hours?.because, language));
  tell("case.reference", openCase?.reference);
  tell("case.owner", openCase && spokenName(openCase.owner, language));
  tell("outcome.owner", outcome && spokenName(outcome.owner, language));
  tell("outcome.words", outcome && sentence(outcome.words));
  const { openCallBack } = context;
  if (openCallBack?.named) tell("promised.reference", openCallBack.reference);
  tell("owner.name", promise && spokenName(promise.owner, language));
  if (promise) values["due"] = promise.due;
  return values;
}

/** What people record of a case often has no full stop, and the question comes after it. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function spokenName({ name, spoken }: Person, language: Language): string {
  return spoken?.[language] ?? name;
}

/** A reason that nobody wrote in a language; a hole in the sentence would end the call. */
function reasonOf(
  because: Readonly<Partial<Record<Language, string>>> | undefined,
  language: Language,
): string {
  return (
    because?.[language] ??
    {
      es: "En este momento no podemos atenderle.",
      en: "At the moment we cannot serve you.",
      pt: "No momento não podemos atender.",
    }[language]
  );
}

/** A director without a title in a language is presented by what directors here do (C22); a hole in the sentence would end the call. */
function titleOf({ title }: Person, language: Language): string {
  const own = title?.[language]?.trim();
  if (own !== undefined && own !== "") return own;
  return {
    es: "al frente de servicio al cliente",
    en: "head of customer service",
    pt: "à frente do atendimento ao cliente",
  }[language];
}
