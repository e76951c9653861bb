import { isDeepStrictEqual } from "node:util";
import type { Probe } from "../../systems/probe.js";
import {
  foundCharges,
  foundCredits,
  paths,
  postedCredit,
} from "../contract.js";
import { checkBill, type BillBefore } from "./check-bill.js";
import { creditOf, type Found, type FoundCharge } from "./credit-of.js";

/** Credits that nobody may get; each is asked for under a key of its own. */
export async function checkRefusals(
  probe: Probe,
  account: string,
  charge: FoundCharge,
  others: Found | undefined,
  keyFor: (what: string) => string,
): Promise<void> {
  const refuse = async (
    what: string,
    body: unknown,
    statuses: readonly number[],
  ) =>
    probe.expectStatus(
      `A credit ${what} is refused.`,
      await probe.ask(paths.postCredit, body, { key: keyFor(what) }),
      statuses,
    );
  const { amount, currency } = charge;
  const wrongCurrency = currency === "EUR" ? "USD" : "EUR";
  await refuse(
    "of less than the charge",
    creditOf(account, charge, { amount: amount > 1 ? amount - 1 : amount + 2 }),
    [422],
  );
  await refuse(
    "of more than the charge",
    creditOf(account, charge, { amount: amount + 1 }),
    [422],
  );
  await refuse(
    "in another currency",
    creditOf(account, charge, { currency: wrongCurrency }),
    [422],
  );
  await refuse(
    "of a charge that there is not",
    creditOf(account, charge, { charge: "directo-verify-none" }),
    [422],
  );
  await refuse(
    "on an account that there is not",
    creditOf("directo-verify-none", charge),
    [422],
  );
  await refuse(
    "of nothing",
    creditOf(account, charge, { amount: 0 }),
    [400, 422],
  );
  await refuse(
    "of a negative amount",
    creditOf(account, charge, { amount: -amount }),
    [400, 422],
  );
  await refuse(
    "of a fraction",
    creditOf(account, charge, { amount: amount + 0.5 }),
    [400, 422],
  );
  await refuse(
    "of an amount as text",
    creditOf(account, charge, { amount: String(amount) }),
    [400, 422],
  );
  const theirs = others?.charges.find(
    ({ id }) => id !== charge.id && id !== "",
  );
  if (others?.account !== undefined && theirs)
    await refuse(
      "of another customer's charge",
      creditOf(account, theirs),
      [422],
    );
  probe.expectStatus(
    "A credit without an Idempotency-Key is refused.",
    await probe.ask(paths.postCredit, creditOf(account, charge)),
    [400, 422],
  );
}

/** The one credit that is really posted, asked for many times. `before`: the charge's bill before it. */
export async function checkCredit(
  probe: Probe,
  number: string,
  account: string,
  charge: FoundCharge,
  spare: FoundCharge | undefined,
  before: BillBefore,
  keyFor: (what: string) => string,
): Promise<void> {
  const key = keyFor("credit");
  const body = creditOf(account, charge);
  const once = () => probe.ask(paths.postCredit, body, { key });
  // At the same instant: a look before the write is not enough.
  const answers = await Promise.all([once(), once(), once(), once()]);
  answers.push(await once());
  const posted = answers.map((answer) =>
    probe.fits(
      "A credit answers account, charge, amount, currency and the bill's new total; repeated under its key, also at the same instant, it answers the same.",
      answer,
      postedCredit,
    ),
  );
  const [first] = posted;
  if (!first) return;
  const { total: _total, ...echo } = first;
  const { id, amount, currency } = charge;
  if (!isDeepStrictEqual(echo, { account, charge: id, amount, currency }))
    probe.note(
      "A credit is of the amount that was asked for.",
      `${amount} ${currency} was asked for, ${first.amount} ${first.currency} was answered.`,
    );
  if (posted.some((one) => one && !isDeepStrictEqual(one, first)))
    probe.note(
      "A credit repeated under its key is one credit: the total stays.",
      `The totals were ${posted.map((one) => one?.total.amount).join(", ")}.`,
    );
  probe.expectStatus(
    "A charge is credited once, also under another key.",
    await probe.ask(paths.postCredit, body, { key: keyFor("again") }),
    [422],
  );
  if (spare)
    probe.expectStatus(
      "A key that was used is refused for another charge.",
      await probe.ask(paths.postCredit, creditOf(account, spare), { key }),
      [422],
    );
  await checkBooks(probe, { number, account, charge, key });
  await checkBill(probe, account, charge, first.total.amount, before);
}

async function checkBooks(
  probe: Probe,
  {
    number,
    account,
    charge,
    key,
  }: { number: string; account: string; charge: FoundCharge; key: string },
): Promise<void> {
  const after = foundCharges.safeParse(
    (await probe.ask(paths.searchCharges, { number })).json,
  );
  if (after.data?.charges.some(({ id }) => id === charge.id))
    probe.note(
      "A credited charge is no longer among the open ones.",
      `"${charge.id}" is still answered.`,
    );
  const answer = await probe.ask(paths.searchCredits, { account });
  // A system may keep its credits to itself; the books are then checked without it.
  if (answer.status === 404) return;
  const listed = probe.fits(
    "The credits of an account are listed with key, charge, amount and currency.",
    answer,
    foundCredits,
  );
  const count = listed?.credits.filter((one) => one.key === key).length;
  if (count !== undefined && count !== 1)
    probe.note(
      "A credit stands in the list of credits once, under its key.",
      `It stands there ${count} times.`,
    );
}
