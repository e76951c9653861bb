import type { Snapshot } from "xstate";
import { whereIs } from "../../machines/advance.js";
import type { Hours } from "../../machines/company/hours.js";
import type { CallContext } from "../call-context.js";
import type { Chart } from "../chart.js";
import type { Charge, ClaimOutcome, Grade, People, Person } from "../events.js";
import type { LookUpOutcome } from "../look-ups.js";
import { sampleOutcome } from "../rehearse.js";
import { callersPlace, transitionsOf } from "../chart-places.js";
import type { Language, Value } from "../speech/index.js";

/**
 * All of a call's memory that can decide anything: what a guard asks for. Names, numbers, times and texts are left out; a test takes
 * calls apart that agree in these and sees that they behave alike.
 */
export interface Facts {
  readonly place: string;
  readonly language: Language;
  readonly languageChanges: number;
  /** `attested` goes as `present` does. */
  readonly grade: Exclude<Grade, "attested">;
  /** How many charges were found; `null`: the look-up did not succeed. */
  readonly charges?: number | null;
  /** The place of the charge that the call is about. */
  readonly about?: number;
  readonly claim?: { readonly charge: number; readonly outcome: ClaimOutcome };
  /** What the look-up that was asked last came to; absent: it did not answer yet. */
  readonly lookUp?: LookUpOutcome;
  /** The caller's account was found. */
  readonly recognised: boolean;
  /** What the caller answered, by variable; of a yes or no, which. */
  readonly answers: Readonly<Record<string, AnswerFact>>;
  /** The caller has an open case: may it be named? Absent: there is none. */
  readonly openCase?: boolean;
  /** The caller does not know yet what came of a case. */
  readonly outcome?: true;
  /** Which kinds of agents were found on duty, or not, so far. Absent: nobody asked yet. */
  readonly onDuty: Readonly<Record<string, boolean>>;
}

export type AnswerFact = "given" | "yes" | "no";

/** The name of a fact; `duty:billing` for one kind of agents, `answer:answers.bill_number` for one answer. */
export type FactName =
  | "language"
  | "languageChanges"
  | "grade"
  | "charges"
  | "about"
  | "claim"
  | "openCase"
  | "outcome"
  | "lookUp"
  | "recognised"
  | `answer:${string}`
  | `duty:${string}`;

export function sampleCharge(place: number): Charge {
  return {
    id: `charge-${place + 1}`,
    amount: { amount: 210 + 100 * place, currency: "USD" },
    date: `2026-11-${String(3 + place).padStart(2, "0")}`,
    label: {
      es: "una llamada de larga distancia",
      en: "a long-distance call",
      pt: "uma chamada de longa distância",
    },
  };
}

/** An agent for one topic, or (`*`) for no topic in particular. The phone tells which when it is rung. */
export function agentFor(topic: string): Person {
  return {
    name: "Luis Prado",
    phone: `agent:${topic}`,
    ...(topic !== "*" && { topics: [topic] }),
  };
}

/** The kind of the caller's own adviser, among those of agents. */
export const adviserDuty = "@adviser";

/** Whom a call may ring when these are on duty. */
export function peopleWith(onDuty: readonly Person[]): People {
  const isAdviser = ({ topics }: Person) => topics?.[0] === adviserDuty;
  const adviser = onDuty.find(isAdviser);
  return {
    agents: onDuty.filter((person) => !isAdviser(person)),
    director: sampleDirector,
    ...(adviser && { adviser }),
  };
}

export const sampleDirector: Person = {
  name: "Ana Torres",
  phone: "director",
  title: {
    es: "directora de servicio",
    en: "director of service",
    pt: "diretora de atendimento",
  },
};

/** Hours for every name that a chart asks for, so that a sentence can say when they open. */
export function sampleHours(chart: Chart): Record<string, Hours> {
  const hours: Hours = {
    timeZone: "UTC",
    weekly: Array.from({ length: 7 }, () => [[9 * 60, 18 * 60]] as const),
    holidays: [],
    exceptions: {},
  };
  return Object.fromEntries(
    Object.values(chart.steps)
      .flatMap((states) => Object.values(states))
      .flatMap(transitionsOf)
      .flatMap(({ guard }) =>
        guard?.type === "hours-are" ? [[guard.hours, hours]] : [],
      ),
  );
}

/** Some weeks after the sample charges, epoch ms. */
export const sampleTime = Date.UTC(2026, 10, 22, 14, 15);

export const sampleNumber = "+12025550143";
/** The number of a case in proofs. */
export const sampleReference = "48291377";

/** A snapshot of the machine with these facts, and everything else as in `base`. */
export function concretise(
  base: Snapshot<unknown>,
  facts: Facts,
  agents: readonly Person[],
): Snapshot<unknown> {
  const [step = "", state = ""] = facts.place.split(".");
  const { context } = base as unknown as { context: CallContext };
  const { charges, about, claim, openCase } = facts;
  const next: CallContext = {
    ...context,
    language: facts.language,
    languageChanges: facts.languageChanges,
    caller: { number: sampleNumber, grade: facts.grade },
    people: peopleWith(agents),
    ...(facts.recognised && { account: "account" }),
    // What was read back last: whether it is kept is what counts.
    heardAnswer: { answer: "", value: "1" },
    values: {
      ...context.values,
      ...Object.fromEntries(
        Object.entries(facts.answers).map(([name, fact]) => [
          name,
          fact === "given" ? "1" : fact === "yes",
        ]),
      ),
    },
    ...(charges !== undefined && {
      charges: charges === null ? null : sampleCharges(charges),
    }),
    ...(about !== undefined && { about: sampleCharge(about) }),
    ...(openCase !== undefined && {
      openCase: {
        id: "case",
        reference: sampleReference,
        owner: { ...sampleDirector, phone: "case-owner" },
        named: openCase,
      },
    }),
    ...(facts.outcome && {
      outcome: sampleOutcome({ ...sampleDirector, phone: "case-owner" }),
    }),
    ...(claim && {
      claim: {
        charge: sampleCharge(claim.charge).id,
        outcome: claim.outcome,
        total: { amount: 100, currency: "USD" },
      },
    }),
    lookUp: {
      request: 1,
      ...(facts.lookUp !== undefined && { outcome: facts.lookUp }),
    },
  };
  return {
    ...base,
    value: { [step]: state },
    context: next,
  } as unknown as Snapshot<unknown>;
}

/** What of a snapshot can decide anything; `onDuty` is carried over, since a snapshot does not tell what was asked. */
export function abstract(
  snapshot: Snapshot<unknown>,
  onDuty: Facts["onDuty"],
): Facts {
  const { context } = snapshot as unknown as { context: CallContext };
  const { charges, about, claim, caller, lookUp, openCase, outcome } = context;
  return {
    place: callersPlace(whereIs(snapshot)),
    language: context.language,
    languageChanges: context.languageChanges,
    grade: caller.grade === "attested" ? "present" : caller.grade,
    ...(charges !== undefined && { charges: charges && charges.length }),
    ...(openCase && { openCase: openCase.named }),
    ...(outcome && { outcome: true as const }),
    ...(about && { about: chargePlace(about.id) }),
    ...(claim && {
      claim: { charge: chargePlace(claim.charge), outcome: claim.outcome },
    }),
    ...(lookUp?.outcome !== undefined && { lookUp: lookUp.outcome }),
    recognised: context.account !== undefined,
    answers: Object.fromEntries(
      Object.entries(context.values ?? {}).flatMap(([name, value]) =>
        name.startsWith("answers.") ? [[name, answerFact(value)]] : [],
      ),
    ),
    onDuty,
  };
}

function answerFact(value: Value): AnswerFact {
  if (typeof value !== "boolean") return "given";
  return value ? "yes" : "no";
}

export function sampleCharges(count: number): Charge[] {
  return Array.from({ length: count }, (_, place) => sampleCharge(place));
}

/** One text for all calls that go on alike from here: only the facts that matter ahead (`live`) are in it. */
export function keyOf(facts: Facts, live: Iterable<FactName>): string {
  let key = facts.place;
  for (const name of live) key += `|${toText(facts, name)}`;
  return key;
}

function toText(facts: Facts, name: FactName): string {
  switch (name) {
    case "claim": {
      const { claim } = facts;
      return claim ? `${claim.charge}${claim.outcome}` : "-";
    }
    case "lookUp":
    case "language":
    case "languageChanges":
    case "grade":
    case "charges":
    case "about":
    case "recognised":
    case "openCase":
    case "outcome":
      return String(facts[name]);
    default:
      return name.startsWith("answer:")
        ? String(facts.answers[name.slice("answer:".length)])
        : String(facts.onDuty[name.slice("duty:".length)]);
  }
}

function chargePlace(id: string): number {
  return Number(id.replace("charge-", "")) - 1;
}
