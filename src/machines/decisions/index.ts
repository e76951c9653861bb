/**
 * What people grant an account (C15), one machine per account. A decision goes
 *
 *     pricing ── change-quoted ──► (asking ── consented ──►) reserving ── reserved ──► granted ── claim-answered, change-done ──► done
 *        └── change-refused           └── budget-spent          └── refused (its place in the day's limit is released)
 *
 * *Asking*: the customer is asked for a recorded yes on the call, and without one nothing is done (`not-consented`).
 * A credit and another remedy need no price; another remedy is done by being granted, and the director is told of it; a change of plan takes
 * nothing of a day's limit. Credits go through the account's register of claims, so that its books, its invoice and its message are the
 * same as for every other. Each step is asked for with the turn that writes it down, so whatever is stopped in between goes on; an answer to
 * a decision that is over changes nothing. It promises that a decision is done once and within the powers that the person has.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { People } from "../../flows/events.js";
import type { Money } from "../../flows/speech/index.js";
import type { Quote } from "../account-terms.js";
import {
  isOpen,
  noDecisions,
  whatOf,
  writeDecision,
  type Decide,
  type Decision,
  type DecisionBook,
  type DecisionMark,
  type RangAgain,
} from "./book.js";
import {
  askCustomer,
  doDecision,
  keepConsent,
  reserveLimit,
  settleLimit,
  tellCaller,
  tellDirector,
  tellMarked,
  tellTalk,
  type Consented,
} from "./effects.js";
import { findPerson } from "../company/ladder.js";
import { enterDirectory } from "../directory.js";
import type { MachineEffect } from "../effects.js";
import { powersOf, weighGrant, type PowersFile } from "./powers.js";
import { reduce, type Step } from "../reduce.js";

export interface DecisionRules {
  readonly powers: PowersFile;
  readonly people: People;
  /** The company's customer system is told of every entry. */
  readonly announces: boolean;
}

interface About {
  readonly at: number;
  readonly decision: string;
}
type Book = Step<DecisionBook>;

/** The decisions under the people file of now. */
export function createDecisionsMachine(rules: DecisionRules): AnyStateMachine {
  const steps = createSteps(rules);
  return createMachine({
    id: "decisions",
    context: noDecisions,
    on: Object.fromEntries(
      Object.entries(steps).map(([type, take]) => [
        type,
        { actions: reduce<DecisionBook>(take as never) },
      ]),
    ),
  } as never) as AnyStateMachine;
}

function createSteps({ powers, people, announces }: DecisionRules) {
  /** Writes where a decision is now; `more` is asked after it is kept. */
  const move = (
    book: DecisionBook,
    decision: Decision,
    at: number,
    more: readonly MachineEffect[] = [],
  ): Book => {
    const written = writeDecision(book, decision, at, announces);
    return { context: written.book, effects: [...written.effects, ...more] };
  };
  const refuse = (book: DecisionBook, decision: Decision, at: number): Book =>
    move(book, { ...decision, status: "refused" }, at, [
      ...settleLimit("release", decision),
      ...(decision.recording === undefined
        ? []
        : tellTalk(decision, "refused")),
    ]);
  const finish = (book: DecisionBook, decision: Decision, at: number): Book => {
    const watched = decision.number !== undefined;
    const done: Decision = {
      ...decision,
      status: "done",
      ...(watched && { watched }),
    };
    return move(book, done, at, [
      ...settleLimit("confirm", decision),
      ...tellDirector(book.account, decision, people.director),
      ...tellCaller(book.account, decision),
      ...(decision.recording === undefined ? [] : tellTalk(decision, "done")),
    ]);
  };
  const grant = (book: DecisionBook, decision: Decision, at: number): Book => {
    const granted: Decision = { ...decision, status: "granted" };
    const step = move(book, granted, at, doDecision(book.account, granted, at));
    if (granted.remedy.kind !== "another-remedy") return step;
    const { context, effects } = finish(step.context, granted, at);
    return { context, effects: [...step.effects, ...effects] };
  };
  /** Holds the money against the day's limit of the person. */
  const weigh = (
    book: DecisionBook,
    decision: Decision,
    at: number,
    money: Money | undefined,
  ): Book => {
    const { remedy, by, day, id } = decision;
    const { kind } = remedy;
    const weighed = weighGrant(powersOf(powers, by), {
      kind,
      name: whatOf(remedy),
      ...(money && { money }),
    });
    const priced = { ...decision, ...(money && { money }) };
    if ("refused" in weighed)
      return refuse(book, { ...priced, why: weighed.refused }, at);
    if (money === undefined || weighed.limit === undefined)
      return grant(book, priced, at);
    const budget = `${encodeURIComponent(by)}/${kind}:${money.currency}:${day}`;
    return move(
      book,
      { ...priced, status: "reserving", budget },
      at,
      reserveLimit(book.account, {
        id,
        budget,
        amount: money.amount,
        limit: weighed.limit,
      }),
    );
  };
  const open = (
    { decisions }: DecisionBook,
    id: string,
    status: Decision["status"],
  ): Decision | undefined => {
    const decision = Object.hasOwn(decisions, id) ? decisions[id] : undefined;
    return decision?.status === status ? decision : undefined;
  };
  const still = (book: DecisionBook): Book => ({ context: book, effects: [] });

  return {
    decide(before: DecisionBook, event: Decide): Book {
      const { type: _type, account, ...told } = event;
      if (Object.hasOwn(before.decisions, event.id)) return still(before);
      const book = { ...before, account };
      const decision: Decision = { ...told, status: "pricing" };
      const step = begin(book, decision);
      const lists = [
        ...(before.account === ""
          ? [enterDirectory("decisions", account)]
          : []),
        enterDirectory(`decisions/${event.day}`, account),
      ];
      return { ...step, effects: [...step.effects, ...lists] };
    },
    "change-quoted"(
      book: DecisionBook,
      { decision: id, quote, at }: About & { readonly quote: Quote },
    ): Book {
      const decision = open(book, id, "pricing");
      if (!decision) return still(book);
      const { cost: amount, currency } = quote;
      const isGift = decision.remedy.kind === "gift";
      const quoted: Decision = {
        ...decision,
        quote: quote.quote,
        label: quote.label,
        ...(isGift && { cost: { amount, currency } }),
      };
      return decision.consent
        ? move(
            book,
            { ...quoted, status: "asking" },
            at,
            askCustomer(book.account, quoted, quote),
          )
        : weigh(book, quoted, at, quoted.cost);
    },
    /** The customer said yes, and the recording of it is complete (C18). */
    consented(
      book: DecisionBook,
      { decision: id, at, said, answeredAt }: About & Consented,
    ): Book {
      const decision = open(book, id, "asking");
      if (!decision) return still(book);
      const step = weigh(
        book,
        { ...decision, recording: id },
        at,
        decision.cost,
      );
      return {
        ...step,
        effects: [...keepConsent(decision, said, answeredAt), ...step.effects],
      };
    },
    "not-consented"(
      book: DecisionBook,
      {
        decision: id,
        at,
        why,
        saidYes,
      }: About & { readonly why: string; readonly saidYes?: boolean },
    ): Book {
      const decision = open(book, id, "asking");
      if (!decision) return still(book);
      const { context, effects } = refuse(book, { ...decision, why }, at);
      return {
        context,
        effects: [
          ...effects,
          ...(saidYes ? tellTalk(decision, "refused") : []),
        ],
      };
    },
    reserved(
      book: DecisionBook,
      event: { readonly at: number; readonly reservation: string } & {
        readonly budget: string;
      },
    ): Book {
      const { reservation, budget, at } = event;
      const decision = book.decisions[reservation];
      if (decision?.status === "reserving") return grant(book, decision, at);
      // A reservation that was made again for a decision that is over: nobody needs what it holds back.
      return decision && isOpen(decision)
        ? still(book)
        : {
            context: book,
            effects: settleLimit("release", { id: reservation, budget }),
          };
    },
    "budget-spent"(
      book: DecisionBook,
      {
        reservation,
        at,
      }: { readonly at: number; readonly reservation: string },
    ): Book {
      const decision = open(book, reservation, "reserving");
      if (!decision) return still(book);
      const { budget: _nothing, ...rest } = decision;
      return refuse(book, { ...rest, why: "day-used-up" }, at);
    },
    "claim-answered"(
      book: DecisionBook,
      event: {
        readonly at: number;
        readonly charge: string;
        readonly outcome: string;
        readonly reason?: string;
        readonly total?: Money;
      },
    ): Book {
      const decision = Object.values(book.decisions).find(
        ({ status, remedy }) =>
          status === "granted" &&
          remedy.kind === "credit" &&
          remedy.charge.id === event.charge,
      );
      if (!decision) return still(book);
      const { at, outcome, total, reason = outcome } = event;
      return outcome === "conceded"
        ? finish(book, { ...decision, ...(total && { total }) }, at)
        : refuse(book, { ...decision, why: reason }, at);
    },
    "change-done"(book: DecisionBook, { decision: id, at }: About): Book {
      const decision = open(book, id, "granted");
      return decision ? finish(book, decision, at) : still(book);
    },
    "rang-again"(
      book: DecisionBook,
      { decision: id, call, days, at }: About & RangAgain,
    ): Book {
      const decision = open(book, id, "done");
      return decision && !decision.rangAgain
        ? move(book, { ...decision, rangAgain: { call, days } }, at)
        : still(book);
    },
    marked(
      book: DecisionBook,
      {
        decision: id,
        by,
        mark,
        words,
        at,
      }: About & Pick<DecisionMark, "by" | "mark" | "words">,
    ): Book {
      const decision = book.decisions[id];
      if (!decision || isOpen(decision)) return still(book);
      const said: DecisionMark = { by, mark, words, at };
      return {
        context: {
          ...book,
          decisions: { ...book.decisions, [id]: { ...decision, mark: said } },
        },
        effects: tellMarked(
          book.account,
          decision,
          said,
          findPerson(people, decision.by),
        ),
      };
    },
    "change-refused"(
      book: DecisionBook,
      { decision: id, reason, at }: About & { readonly reason: string },
    ): Book {
      const decision = open(book, id, "pricing") ?? open(book, id, "granted");
      return decision
        ? refuse(book, { ...decision, why: reason }, at)
        : still(book);
    },
  };

  function begin(book: DecisionBook, decision: Decision): Book {
    const { remedy, by, at, id } = decision;
    if (remedy.kind === "another-remedy")
      return weigh(book, decision, at, remedy.value);
    if (remedy.kind === "credit") {
      const { charge } = remedy;
      const isTwice = Object.values(book.decisions).some(
        (one) =>
          one.remedy.kind === "credit" &&
          one.remedy.charge.id === charge.id &&
          one.status !== "refused",
      );
      return isTwice
        ? refuse(book, { ...decision, why: "already-claimed" }, at)
        : weigh(book, decision, at, charge.amount);
    }
    const { kind } = remedy;
    const weighed = weighGrant(powersOf(powers, by), {
      kind,
      name: whatOf(remedy),
    });
    if ("refused" in weighed)
      return refuse(book, { ...decision, why: weighed.refused }, at);
    return move(book, decision, at, [
      {
        type: "quote-change",
        decision: id,
        account: book.account,
        change: remedy,
      },
    ]);
  }
}
