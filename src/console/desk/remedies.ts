/** What there is to choose from for each kind of remedy, within a person's powers. */
import type { Money } from "../../flows/speech/index.js";
import type { Powers } from "../../machines/decisions/powers.js";
import type { DeskCall } from "../../server/desk/view-desk.js";
import type { CustomerView } from "../../server/desk/view-customer.js";
import { writeMoney } from "../money.js";
import type { PanelName } from "./deeds.js";
import { labelIn } from "../label-in.js";
import type { DeskWords } from "./words.js";

export type RemedyKind = Extract<
  PanelName,
  "concede" | "plan" | "gift" | "another"
>;

export interface RemedyChoice {
  readonly kind: RemedyKind;
  readonly words: DeskWords;
  readonly language: "es" | "en";
  readonly call: DeskCall;
  readonly customer: CustomerView;
  readonly powers: Powers;
}

interface Option {
  readonly value: string;
  readonly text: string;
  /** What it takes of the person's powers. */
  readonly money?: Money;
  /** As it is asked for. */
  readonly remedy: object;
}

/** Charges of the bill, plans, or gifts; nothing for another remedy, which is said in words. */
export function optionsOf(choice: RemedyChoice): readonly Option[] {
  const { kind, words, customer, powers, language, call } = choice;
  const { terms } = customer;
  const shown = (label: Parameters<typeof labelIn>[0], money: string) =>
    `${labelIn(label, language)}, ${money}`;
  switch (kind) {
    case "concede":
      return customer.charges.map(({ id, label, amount }) => ({
        value: id,
        text: shown(label, writeMoney(amount, language)),
        money: amount,
        remedy: {
          kind: "credit",
          charge: id,
          number: customer.number,
          language: call.language,
        },
      }));
    case "plan":
      return (terms?.plans ?? [])
        .filter(({ id }) => id !== terms?.plan.id && powers.plans.includes(id))
        .map(({ id, label, monthly: amount, currency }) => ({
          value: id,
          text: shown(
            label,
            words.monthly(writeMoney({ amount, currency }, language)),
          ),
          remedy: { kind: "plan", plan: id },
        }));
    case "gift":
      return (terms?.gifts ?? [])
        .filter(({ id }) => powers.gifts?.these.includes(id))
        .map(({ id, label, cost: amount, currency }) => {
          const money = { amount, currency };
          return {
            value: id,
            text: shown(label, writeMoney(money, language)),
            money,
            remedy: { kind: "gift", gift: id },
          };
        });
    case "another":
      return [];
  }
}

export function currencyOf({ customer, powers }: RemedyChoice): string {
  const [allowed] = Object.keys(powers["another remedy"]?.["a day"] ?? {});
  return (
    customer.terms?.plan.currency ??
    customer.charges[0]?.amount.currency ??
    allowed ??
    "USD"
  );
}
