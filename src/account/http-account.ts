import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import {
  createSystemClient,
  readAs,
  refusalIn,
  unavailable,
  type systemTimes,
} from "../systems/client.js";
import type { SystemAddress, SystemAnswer } from "../systems/send.js";
import type { AccountView, Accounts, KeyedQuote } from "./accounts.js";
import {
  changed,
  foundAccount,
  foundChanges,
  foundOffers,
  foundQuote,
  paths,
} from "./contract.js";

/** How systems say that they do not know a path; offers came later than the rest of the contract. */
const unknownPath = [400, 404, 405, 501];

/** A company's account system over HTTP, as docs/account-openapi.yaml has it. */
export function createHttpAccount(
  address: SystemAddress,
  times?: typeof systemTimes,
): Accounts {
  const { ask, change } = createSystemClient(address, times);
  const alter =
    (path: string, undone: boolean): Accounts["commit"] =>
    ({ key, account, quote }) =>
      change(path, { account, quote }, key, (answer) => {
        const reason = refusalIn(answer);
        if (reason !== undefined) return { outcome: "refused", reason };
        checkEcho(answer, path, { account, quote, undone });
        return { outcome: "done" };
      });
  return {
    read: (account) =>
      ask(paths.searchAccount, { account }, (answer) => {
        const found = readAs(answer, paths.searchAccount, foundAccount);
        if (found.account !== account)
          throw unavailable("Another account came back.");
        return viewOf(found);
      }),
    quote: (account, wanted) =>
      ask(paths.quote, { account, change: wanted }, (answer) => {
        const reason = refusalIn(answer);
        if (reason !== undefined) return { outcome: "refused", reason };
        const found = readAs(answer, paths.quote, foundQuote);
        if (
          found.account !== account ||
          !isDeepStrictEqual(found.change, wanted)
        )
          throw unavailable("A quote for something else came back.");
        const { account: _account, undoUntil, ...quote } = found;
        return {
          outcome: "quoted",
          quote: { ...quote, ...(undoUntil !== undefined && { undoUntil }) },
        };
      }),
    commit: alter(paths.commit, false),
    undo: alter(paths.undo, true),
    listChanges: (account) =>
      ask(paths.searchChanges, { account }, (answer) => {
        if (answer.status === 404) return undefined;
        const found = readAs(answer, paths.searchChanges, foundChanges);
        if (found.account !== account)
          throw unavailable("Another account's changes came back.");
        return found.changes;
      }),
    listOffers: () =>
      ask(paths.listOffers, {}, (answer) =>
        unknownPath.includes(answer.status)
          ? undefined
          : readAs(answer, paths.listOffers, foundOffers),
      ),
  };
}

function checkEcho(
  answer: SystemAnswer,
  path: string,
  { account, quote, undone }: Omit<KeyedQuote, "key"> & { undone: boolean },
): void {
  const said = readAs(answer, path, changed);
  if (
    said.account !== account ||
    said.quote !== quote ||
    said.undone !== undone
  )
    throw unavailable(
      `Quote "${quote}" of account ${account} was to be ${undone ? "undone" : "committed"}, and the answer says "${said.quote}" of ${said.account}, ${said.undone ? "undone" : "not undone"}.`,
    );
}

function viewOf(found: z.output<typeof foundAccount>): AccountView | undefined {
  const { plan, entitlements, plans, gifts } = found;
  if (!plan) return undefined;
  return {
    plan,
    entitlements: entitlements.map(({ until, ...one }) => ({
      ...one,
      ...(until !== undefined && { until }),
    })),
    plans,
    gifts,
  };
}
