import type { Charge, Grade } from "../../flows/events.js";
import type { Language, Money } from "../../flows/speech/index.js";
import type { Marked } from "../case/file.js";
import { addEntry, emptyChain, type Chain } from "../chain.js";
import type { MachineEffect } from "../effects.js";
import type { GrantKind } from "./powers.js";
import { keepEntry } from "../reduce.js";

/** What a person grants. */
export type Remedy =
  | {
      readonly kind: "credit";
      readonly charge: Charge;
      readonly policy: string;
      /** On file; the corrected invoice goes to it. */
      readonly number: string;
      readonly language: Language;
    }
  | { readonly kind: "plan"; readonly plan: string }
  | { readonly kind: "gift"; readonly gift: string }
  | {
      readonly kind: "another-remedy";
      readonly words: string;
      /** What it costs the company. */
      readonly value: Money;
    };

export interface Decide {
  readonly type: "decide";
  readonly at: number;
  readonly id: string;
  /** Tells another request under the same key. */
  readonly fingerprint: string;
  readonly account: string;
  /** By the people file. */
  readonly by: string;
  /** The calendar day that it counts towards, where the company is: `2026-11-22`. */
  readonly day: string;
  readonly remedy: Remedy;
  readonly reason: string;
  /** Where it went wrong. */
  readonly area: string;
  /** Whose work it was, where that is another company's. */
  readonly contractor?: string;
  readonly call?: string;
  /** Whose matter it is, where that is known; gone once the decision is over. */
  readonly number?: string;
  /** It needs a recorded yes of the customer, on that call: from this number. */
  readonly consent?: {
    readonly number: string;
    readonly grade: Grade;
    readonly language: Language;
  };
  /** From the person's hello to this; on the call's first decision the clock stops (C8). */
  readonly seconds?: number;
}

/**
 * `pricing`: the account system was asked what it comes to. `asking`: the customer was asked for a recorded yes. `reserving`: the day's limit of the person was asked. `granted`: it is written
 * down, and whoever does it was asked. Two ends: `done`, and `refused` by the powers or by whoever was to do it.
 */
export type DecisionStatus =
  "pricing" | "asking" | "reserving" | "granted" | "done" | "refused";

export interface Decision extends Omit<Decide, "type" | "account"> {
  readonly status: DecisionStatus;
  /** What it takes of the day's limit. */
  readonly money?: Money;
  readonly budget?: string;
  readonly quote?: string;
  /** What a change of plan or a gift comes to, while the customer is asked. */
  readonly cost?: Money;
  /** What the plan or gift is called. */
  readonly label?: Charge["label"];
  /** Names the recording of the customer's yes. */
  readonly recording?: string;
  /** Why it is refused. */
  readonly why?: string;
  /** The bill's new total after a credit. */
  readonly total?: Money;
  /** It hears when the customer rings again. */
  readonly watched?: true;
  readonly rangAgain?: RangAgain;
  /** What whoever is above thinks of it; an opinion, and no entry of the books. */
  readonly mark?: DecisionMark;
}

export interface DecisionMark extends Pick<Marked, "by" | "mark" | "words"> {
  readonly at: number;
}

/** The customer's first call after a decision. */
export interface RangAgain {
  readonly call: string;
  /** Whole days after it was done. */
  readonly days: number;
}

/** One account's decisions, by id. */
export interface DecisionBook {
  /** Empty before the first one. */
  readonly account: string;
  readonly decisions: Readonly<Record<string, Decision>>;
  readonly chain: Chain;
}

export const noDecisions: DecisionBook = {
  account: "",
  decisions: {},
  chain: emptyChain,
};

/** What the books say of a decision. */
export interface DecisionEntry {
  readonly type: "granted" | "done" | "refused" | "rang-again";
  readonly account: string;
  readonly at: number;
  readonly decision: string;
  readonly kind: GrantKind;
  /** The charge, plan or gift; of another remedy its words. */
  readonly what: string;
  readonly by: string;
  readonly day: string;
  readonly reason: string;
  readonly area: string;
  readonly contractor?: string;
  readonly money?: Money;
  readonly budget?: string;
  readonly call?: string;
  readonly seconds?: number;
  readonly recording?: string;
  readonly why?: string;
  readonly total?: Money;
  readonly rangAgain?: RangAgain;
}

/** The book with the decision as it is now, and what keeps and announces it; an entry is written at every turn but the first ones. */
export function writeDecision(
  book: DecisionBook,
  decision: Decision,
  at: number,
  announces: boolean,
): { readonly book: DecisionBook; readonly effects: MachineEffect[] } {
  const { id } = decision;
  const kept = isOpen(decision) ? decision : withoutNumber(decision);
  const decisions = { ...book.decisions, [id]: kept };
  if (isQuiet(decision)) return { book: { ...book, decisions }, effects: [] };
  const chain = addEntry(book.chain, entryOf(book.account, decision, at));
  const { head, text } = chain;
  return {
    book: { ...book, decisions, chain },
    effects: [
      keepEntry(chain),
      ...(announces
        ? [
            {
              type: "tell" as const,
              to: { kind: "crm", id: book.account },
              event: { type: "decided", id: head, text },
            },
          ]
        : []),
    ],
  };
}

export function entryOf(
  account: string,
  decision: Decision,
  at: number,
): DecisionEntry {
  const { status, id, remedy, by, day, reason, area } = decision;
  const { contractor, money, budget, call, seconds, why, total, rangAgain } =
    decision;
  const { recording } = decision;
  const over = status === "done" || status === "refused" ? status : "granted";
  return {
    type: rangAgain ? "rang-again" : over,
    account,
    at,
    decision: id,
    kind: remedy.kind,
    what: whatOf(remedy),
    by,
    day,
    reason,
    area,
    ...(contractor !== undefined && { contractor }),
    ...(money && { money }),
    ...(budget !== undefined && { budget }),
    ...(call !== undefined && { call }),
    ...(seconds !== undefined && { seconds }),
    ...(recording !== undefined && { recording }),
    ...(why !== undefined && { why }),
    ...(total && { total }),
    ...(rangAgain && { rangAgain }),
  };
}

/** Once it is over, nobody is told anything any more. */
function withoutNumber({
  number: _number,
  consent: _consent,
  cost: _cost,
  ...decision
}: Decision): Decision {
  const { remedy } = decision;
  return remedy.kind === "credit"
    ? { ...decision, remedy: { ...remedy, number: "" } }
    : decision;
}

export function whatOf(remedy: Remedy): string {
  switch (remedy.kind) {
    case "credit":
      return remedy.charge.id;
    case "plan":
      return remedy.plan;
    case "gift":
      return remedy.gift;
    case "another-remedy":
      return remedy.words;
  }
}

/** Nothing is written of it yet. */
export function isQuiet({ status }: Decision): boolean {
  return status === "pricing" || status === "asking" || status === "reserving";
}

export function isOpen({ status }: Decision): boolean {
  return status !== "done" && status !== "refused";
}
