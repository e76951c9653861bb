import type { z } from "zod";
import type { Charge } from "../flows/events.js";
import {
  createSystemClient,
  readAs,
  refusalIn,
  unavailable,
  type systemTimes,
} from "../systems/client.js";
import type { SystemAddress } from "../systems/send.js";
import type { Billing, CreditRequest } from "./billing.js";
import {
  creditKind,
  foundBill,
  foundCharges,
  foundCredits,
  paths,
  postedCredit,
} from "./contract.js";

/** A company's billing system over HTTP, as docs/billing-openapi.yaml has it. */
export function createHttpBilling(
  address: SystemAddress,
  times?: typeof systemTimes,
): Billing {
  const { ask, change } = createSystemClient(address, times);
  return {
    findCharges: (number) =>
      ask(paths.searchCharges, { number }, (answer) => {
        const found = readAs(answer, paths.searchCharges, foundCharges);
        if (found.number !== number)
          throw unavailable("The charges of another number came back.");
        const { account, customer, charges } = found;
        return {
          ...(account !== undefined && { account }),
          ...(customer && { customer }),
          charges: charges.map(toCharge),
        };
      }),
    postCredit: (request) =>
      change(paths.postCredit, wireCredit(request), request.key, (answer) => {
        const reason = refusalIn(answer);
        if (reason !== undefined) return { outcome: "refused", reason };
        const posted = readAs(answer, paths.postCredit, postedCredit);
        checkEcho(posted, request);
        return { outcome: "posted", total: posted.total };
      }),
    listCredits: (account) =>
      ask(paths.searchCredits, { account }, (answer) => {
        if (answer.status === 404) return undefined;
        const found = readAs(answer, paths.searchCredits, foundCredits);
        if (found.account !== account)
          throw unavailable("Another account's credits came back.");
        return found.credits.map(({ key, charge, amount, currency }) => ({
          key,
          charge,
          money: { amount, currency },
        }));
      }),
    findBill: (account, charge) =>
      ask(paths.searchBill, { account, charge }, (answer) => {
        if (answer.status === 404) return undefined;
        const found = readAs(answer, paths.searchBill, foundBill);
        if (found.account !== account)
          throw unavailable("Another account's bill came back.");
        const { account: _account, bill: id, customer, ...bill } = found;
        const { name, email } = customer;
        return {
          ...bill,
          id,
          customer: { name, ...(email !== undefined && { email }) },
        };
      }),
  };
}

function wireCredit({ account, charge }: CreditRequest) {
  const { amount, currency } = charge.amount;
  return { account, charge: charge.id, amount, currency, kind: creditKind };
}

// A credit of another amount, or on another account, was not asked for: whoever keeps the books has to see it.
function checkEcho(
  posted: z.output<typeof postedCredit>,
  { account, charge }: CreditRequest,
): void {
  const { amount, currency } = charge.amount;
  if (
    posted.account !== account ||
    posted.charge !== charge.id ||
    posted.amount !== amount ||
    posted.currency !== currency ||
    posted.total.currency !== currency
  )
    throw unavailable(
      `A credit of ${amount} ${currency} for charge "${charge.id}" was asked for, and the answer says ${posted.amount} ${posted.currency} for "${posted.charge}".`,
    );
}

function toCharge(
  wire: z.output<typeof foundCharges>["charges"][number],
): Charge {
  const { id, amount, currency, date, label, category } = wire;
  return {
    id,
    amount: { amount, currency },
    date,
    label,
    ...(category !== undefined && { category }),
  };
}
