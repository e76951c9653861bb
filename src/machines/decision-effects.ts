import type { Person } from "../flows/events.js";
import type { Language } from "../flows/speech/index.js";
import { mailAbout } from "./case-mail.js";
import { sayMark } from "./case-words.js";
import { whatOf, type Decision, type DecisionMark } from "./decision-book.js";
import type { MachineEffect } from "./effects.js";
import { writtenMoney } from "./words.js";

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
  { phone, email, languages }: Person,
): MachineEffect[] {
  if (remedy.kind !== "another-remedy") return [];
  const language = languages?.[0] ?? "en";
  const value = writtenMoney(remedy.value, language);
  const text = remedyTexts[language]({
    account,
    by,
    value,
    words: remedy.words,
    cause: `${area}, ${reason}`,
  });
  return [
    // A device's address takes no text messages.
    ...(phone.startsWith("+")
      ? [{ type: "send-message" as const, to: phone, text }]
      : []),
    ...(email === undefined ? [] : [mailAbout(id, email, text)]),
  ];
}

/** Whoever decided is told what somebody above thinks of it (C26). */
export function tellMarked(
  account: string,
  { id, remedy }: Decision,
  mark: DecisionMark,
  person: Person | undefined,
): MachineEffect[] {
  if (!person) return [];
  const { phone, email, languages } = person;
  const language = languages?.[0] ?? "en";
  const word = { es: "Cuenta", en: "Account", pt: "Conta" }[language];
  const text = `${word} ${account}, ${whatOf(remedy)}: ${sayMark(mark, language)}`;
  return [
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
