import type { Money } from "../flows/speech/index.js";
import type { Budget } from "../machines/budget.js";
import { isUnderWay } from "../machines/claims/register.js";
import { isOpen } from "../machines/decisions/book.js";
import type { DecisionBooks } from "./check-decisions.js";
import { BooksDiffer, written, type AccountBooks } from "./books.js";

/** Throws `BooksDiffer` when a month's budget, or a person's day, does not say what the accounts' entries come to, or holds money back for nobody. */
export function checkBudgets(
  budgets: readonly Budget[],
  accounts: readonly AccountBooks[],
  decided: readonly Pick<DecisionBooks, "book" | "entries">[] = [],
): void {
  const spent = new Map<string, { amount: number; credits: number }>();
  const underWay = new Set<string>();
  const spend = (budget: string, { amount }: Money) => {
    const known = spent.get(budget) ?? { amount: 0, credits: 0 };
    spent.set(budget, {
      amount: known.amount + amount,
      credits: known.credits + 1,
    });
  };
  for (const { book, entries } of decided) {
    for (const { type, money, budget } of entries)
      if (type === "done" && money && budget !== undefined)
        spend(budget, money);
    for (const decision of Object.values(book.decisions))
      if (isOpen(decision)) underWay.add(decision.id);
  }
  for (const { register, entries } of accounts) {
    for (const { type, money, budget = "" } of entries)
      if (type === "credited") spend(budget, money);
    for (const claim of Object.values(register.claims))
      if (isUnderWay(claim)) underWay.add(claim.reservation);
  }
  for (const budget of budgets) {
    const sum = spent.get(budget.id) ?? { amount: 0, credits: 0 };
    const currency = budget.id.split(":")[1] ?? "";
    if (sum.amount !== budget.spent || sum.credits !== budget.credits)
      throw new BooksDiffer(
        `Budget ${budget.id}: it says ${written({ amount: budget.spent, currency })} in ${budget.credits} credits, and the accounts' entries come to ${written({ amount: sum.amount, currency })} in ${sum.credits}.`,
      );
    for (const reservation of [
      ...Object.keys(budget.reserved),
      ...Object.keys(budget.lapsed),
    ])
      if (!underWay.has(reservation))
        throw new BooksDiffer(
          `Budget ${budget.id}: it holds money back for "${reservation}", and no claim is under way there.`,
        );
    spent.delete(budget.id);
  }
  for (const id of spent.keys())
    throw new BooksDiffer(
      `Budget ${id}: entries take from it, and there is no such budget.`,
    );
}
