import type { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { createHttpAccount } from "../account/http-account.js";
import { checkDecisions } from "../billing/check-decisions.js";
import { embeddedChanges } from "../server/books/account-book.js";
import { checkAccountBook } from "../account/check-account-book.js";
import { BooksDiffer, written, type WrittenEntry } from "../billing/books.js";
import { registerCsv } from "../billing/register-csv.js";
import { checkAccount } from "../billing/check-account.js";
import { checkBudgets } from "../billing/check-budgets.js";
import { createHttpBilling } from "../billing/http-billing.js";
import { isUnderWay } from "../machines/claims/register.js";
import { embeddedCredits } from "../server/books/billing-book.js";
import {
  gatherBooks,
  readRegister,
  readRegisters,
  type Books,
  type ListChanges,
  type ListCredits,
} from "../server/books/gather-books.js";
import { readSettings } from "../server/settings.js";
import { openLineStore } from "../server/store-place.js";
import type { Store } from "../store/contract.js";

/** `directo ledger`: the books of disputes. */
export function ledgerCommand(): Command {
  const command = new Command("ledger").description("the books of disputes");
  command
    .command("check")
    .description(
      "prove that claims, credits, invoices and budgets agree to the cent",
    )
    .action(async () => {
      const settings = readSettings(process.env);
      const store = await openLineStore(settings);
      try {
        const remote =
          settings.billing &&
          createHttpBilling({ ...settings.billing, now: () => Date.now() });
        const listCredits: ListCredits = remote
          ? (account) =>
              remote.listCredits?.(account) ?? Promise.resolve(undefined)
          : embeddedCredits(store);
        const accounts =
          settings.accounts &&
          createHttpAccount({ ...settings.accounts, now: () => Date.now() });
        const listChanges: ListChanges = accounts
          ? (account) =>
              accounts.listChanges?.(account) ?? Promise.resolve(undefined)
          : embeddedChanges(store);
        const output = process.stdout;
        const agree = await checkAndPrint(
          { store, listCredits, listChanges },
          output,
          betweenLooksMs,
        );
        if (!agree) process.exitCode = 1;
      } finally {
        await store.close();
      }
    });
  command
    .command("export")
    .description("print every claim, decision and reason as CSV")
    .argument("[account]", "one customer's alone")
    .action(async (account: string | undefined) => {
      const store = await openLineStore(readSettings(process.env));
      try {
        await exportRegisters(store, account, process.stdout);
      } finally {
        await store.close();
      }
    });
  return command;
}

/** Writes all registers, or one account's, as CSV with one head. */
export async function exportRegisters(
  store: Store,
  account: string | undefined,
  output: Writable,
): Promise<void> {
  const entries: WrittenEntry[] = [];
  if (account !== undefined)
    entries.push(...(await readRegister(store, account)).entries);
  else for await (const one of readRegisters(store)) entries.push(...one);
  output.write(registerCsv(entries));
}

/** The line may be at work meanwhile: what does not fit is looked at again before it is told. */
const looks = 3;
const betweenLooksMs = 500;

export interface Checked {
  readonly store: Store;
  readonly listCredits: ListCredits;
  /** Absent: those of the embedded account system. */
  readonly listChanges?: ListChanges;
}

/** Checks all books and prints what they come to, or the first thing that does not fit. Gives whether they agree. `pauseMs`: between looks. */
export async function checkAndPrint(
  { store, listCredits, listChanges = embeddedChanges(store) }: Checked,
  output: Writable,
  pauseMs: number,
): Promise<boolean> {
  for (let look = 1; ; look += 1)
    try {
      const books = await gatherBooks(store, listCredits, listChanges);
      for (const account of books.accounts) checkAccount(account);
      checkBudgets(books.budgets, books.accounts, books.decided);
      for (const one of books.decided) checkDecisions(one);
      for (const one of books.changes) checkAccountBook(one);
      output.write(summary(books, store));
      return true;
    } catch (error) {
      if (!(error instanceof BooksDiffer)) throw error;
      if (look < looks) {
        await wait(pauseMs);
        continue;
      }
      output.write(`✗ ${error.message}\n`);
      return false;
    }
}

function summary(
  { accounts, budgets, changes, decided }: Books,
  store: Store,
): string {
  const entries = accounts.reduce((sum, one) => sum + one.entries.length, 0);
  const claims = accounts.flatMap(({ register }) =>
    Object.values(register.claims),
  );
  const totals = new Map<string, number>();
  for (const { register } of accounts)
    for (const [currency, amount] of Object.entries(register.totals))
      totals.set(currency, (totals.get(currency) ?? 0) + amount);
  const money = [...totals].map(([currency, amount]) =>
    written({ amount, currency }),
  );
  const invoices = accounts.reduce((sum, one) => sum + one.invoices.size, 0);
  const underWay = claims.filter(isUnderWay).length;
  return [
    `${count(accounts.length, "account", "accounts")}, ${count(entries, "entry", "entries")}, ${count(budgets.length, "budget", "budgets")}, ${count(invoices, "invoice", "invoices")}; credited: ${money.join(", ") || "nothing"}.`,
    ...(underWay > 0
      ? [`Under way: ${count(underWay, "claim", "claims")}.`]
      : []),
    ...(decided.length > 0 ? [decidedSummary(decided)] : []),
    ...(changes.length > 0 ? [changesSummary(changes)] : []),
    ...(accounts.some(({ credits }) => credits === undefined)
      ? ["Billing does not list its credits, so they were not compared."]
      : []),
    entries + changes.length + decided.length === 0
      ? `There are no books in the ${store.description}. DATA_DIR or REDIS_URL names the line's own.`
      : "Every book agrees to the cent, and no entry was changed.",
    "",
  ].join("\n");
}

function decidedSummary(decided: Books["decided"]): string {
  const all = decided.flatMap(({ book }) => Object.values(book.decisions));
  const done = all.filter(({ status }) => status === "done");
  return `${count(all.length, "decision", "decisions")} of people, ${done.length} done.`;
}

function changesSummary(changes: Books["changes"]): string {
  const made = changes.flatMap(({ book }) => book.changes);
  const undone = made.filter((one) => one.undone);
  const costs = new Map<string, number>();
  for (const { currency, cost, undone: taken } of made)
    if (!taken) costs.set(currency, (costs.get(currency) ?? 0) + cost);
  const money = [...costs].map(([currency, amount]) =>
    written({ amount, currency }),
  );
  return `${count(made.length, "change of an account", "changes of accounts")}, ${undone.length} undone; gifts cost: ${money.join(", ") || "nothing"}.`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
