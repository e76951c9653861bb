import type { Person } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import { mailAbout } from "../case/mail.js";
import { sayMark } from "../case/words.js";
import { whatOf, type Decision, type DecisionMark } from "./book.js";
import type { Quote } from "../account-terms.js";
import type { Said } from "../recording/events.js";
import type { MachineEffect } from "../effects.js";
import { writtenMoney } from "../words.js";

/** What has a granted decision done: once, under the decision's own id. */
export function doDecision(
  account: string,
  { id, remedy, by, reason, quote = "" }: Decision,
  at: number,
): MachineEffect[] {
  switch (remedy.kind) {
    case "credit": {
      const { charge, policy, number, language } = remedy;
      const override = { role: "agent", by, reason, decision: id };
      return [
        {
          type: "tell",
          to: { kind: "claims", id: account },
          event: {
            type: "claim",
            at,
            policy,
            account,
            charge,
            number,
            grade: "attested",
            language,
            replyTo: { kind: "decisions", id: account },
            override,
          },
        },
      ];
    }
    case "plan":
    case "gift":
      return [{ type: "commit-change", decision: id, account, quote, key: id }];
    case "another-remedy":
      return [];
  }
}

/** Of the recording: what the customer answered. */
export interface Consented {
  readonly said: Said;
  /** Epoch ms. */
  readonly answeredAt: number;
}

/** On the call, outside the talk. Nobody there who decided this: the connection says so. */
export function askCustomer(
  account: string,
  { id, by, call = "" }: Decision,
  { label, monthly, once, currency }: Quote,
): MachineEffect[] {
  return [
    {
      type: "tell",
      to: { kind: "connection", id: call },
      event: {
        type: "consent-wanted",
        person: by,
        decision: id,
        for: { kind: "decisions", id: account },
        terms: { label, monthly, once, currency },
      },
    },
  ];
}

/** Whoever talks with the customer hears what came of the yes. */
export function tellTalk(
  { call }: Decision,
  outcome: "done" | "refused",
): MachineEffect[] {
  return call === undefined
    ? []
    : [
        {
          type: "tell",
          to: { kind: "connection", id: call },
          event: { type: "consent-over", outcome },
        },
      ];
}

/** The proof stands with what was agreed to on the call. */
export function keepConsent(
  { id, remedy, call = "", consent }: Decision,
  { answer, by, question }: Said,
  answeredAt: number,
): MachineEffect[] {
  const about = `${remedy.kind}:${whatOf(remedy)}`;
  const to = { kind: "consents", id: call };
  return consent
    ? [
        {
          type: "tell",
          to,
          event: {
            type: "answered",
            about,
            answer,
            by,
            question,
            ...consent,
            answeredAt,
            voice: `recording:${id}`,
          },
        },
      ]
    : [];
}

/** Whether the customer rings again is asked of the number that they ring from. */
export function tellCaller(
  account: string,
  { id, number, call }: Decision,
): MachineEffect[] {
  return number === undefined
    ? []
    : [
        {
          type: "tell",
          to: { kind: "caller", id: number },
          event: {
            type: "granted",
            account,
            decision: id,
            ...(call !== undefined && { call }),
          },
        },
      ];
}

/** The director sees another remedy the same day (C26). */
export function tellDirector(
  account: string,
  { id, remedy, by, reason, area }: Decision,
  director: Person,
): MachineEffect[] {
  if (remedy.kind !== "another-remedy") return [];
  const language = director.languages?.[0] ?? "en";
  const value = writtenMoney(remedy.value, language);
  const text = remedyTexts[language]({
    account,
    by,
    value,
    words: remedy.words,
    cause: `${area}, ${reason}`,
  });
  return writeTo(director, id, text);
}

/** Whoever decided is told what somebody above thinks of it (C26). */
export function tellMarked(
  account: string,
  { id, remedy }: Decision,
  mark: DecisionMark,
  person: Person | undefined,
): MachineEffect[] {
  if (!person) return [];
  const language = person.languages?.[0] ?? "en";
  const word = { es: "Cuenta", en: "Account", pt: "Conta" }[language];
  const text = `${word} ${account}, ${whatOf(remedy)}: ${sayMark(mark, language)}`;
  return writeTo(person, id, text);
}

function writeTo(
  { phone, email }: Person,
  id: string,
  text: string,
): MachineEffect[] {
  return [
    // A device's address takes no text messages.
    ...(phone.startsWith("+")
      ? [{ type: "send-message" as const, to: phone, text }]
      : []),
    ...(email === undefined ? [] : [mailAbout(id, email, text)]),
  ];
}

type Values = Readonly<
  Record<"account" | "by" | "value" | "words" | "cause", string>
>;

const remedyTexts: Readonly<Record<Language, (values: Values) => string>> = {
  es: ({ account, by, value, words, cause }) =>
    `Otro remedio, ${value}: ${by} a la cuenta ${account}. "${words}" (${cause})`,
  en: ({ account, by, value, words, cause }) =>
    `Another remedy, ${value}: ${by} for account ${account}. "${words}" (${cause})`,
  pt: ({ account, by, value, words, cause }) =>
    `Outra solução, ${value}: ${by} para a conta ${account}. "${words}" (${cause})`,
};

/** Holds an amount (minor units) back of a person's limit of the day; `reserved` or `budget-spent` comes back. */
export function reserveLimit(
  account: string,
  {
    id,
    budget,
    amount,
    limit,
  }: {
    readonly id: string;
    readonly budget: string;
    readonly amount: number;
    readonly limit: number;
  },
): MachineEffect[] {
  return [
    {
      type: "tell",
      to: { kind: "budget", id: budget },
      event: {
        type: "reserve",
        budget,
        reservation: id,
        account,
        charge: id,
        amount,
        limit,
        replyTo: { kind: "decisions", id: account },
      },
    },
  ];
}

/** What was held back is spent, or free again. */
export function settleLimit(
  type: "confirm" | "release",
  { id, budget }: Pick<Decision, "id" | "budget">,
): MachineEffect[] {
  return budget === undefined
    ? []
    : [
        {
          type: "tell",
          to: { kind: "budget", id: budget },
          event: { type, reservation: id },
        },
      ];
}
