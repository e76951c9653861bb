/**
 * Tells an integrator what an account system gets wrong, in words: the contract's rules, each tried from outside. It gives one gift and makes
 * one change of plan, and undoes what may be undone, so it belongs at a test system with two test accounts.
 */
import {
  checkSignatures,
  createProbe,
  type ProbeOptions,
  type Verified,
} from "../../systems/probe.js";
import { paths } from "../contract.js";
import { checkChange } from "./check-change.js";
import { checkOffers } from "./check-offers.js";
import { checkQuotes } from "./check-quotes.js";
import { searchAccount } from "./search-account.js";

export interface VerifyOptions extends ProbeOptions {
  /** A test customer's account, with a plan that it may change to and a gift that it may have. */
  readonly account: string;
  /** Another test customer's. */
  readonly other: string;
  /** Tells this run's keys from those of other runs. */
  readonly run: string;
}

/** Tries every rule of the contract. Rejects when there is no answer at all. */
export async function verifyAccount(options: VerifyOptions): Promise<Verified> {
  const { account, other, run } = options;
  const probe = createProbe(options);
  const keyFor = (what: string) => `directo-verify:${run}:${what}`;
  const mine = await searchAccount(probe, account);
  const theirs = await searchAccount(probe, other);
  const nobody = await searchAccount(probe, "directo-verify-none");
  if (nobody?.plan)
    probe.note(
      "An account that there is not has no plan.",
      `"directo-verify-none" has plan "${nobody.plan.id}".`,
    );
  await checkSignatures(probe, options, paths.searchAccount, { account });
  if (mine) await checkOffers(probe, mine);
  const gift = mine?.gifts.find(({ id }) =>
    mine.entitlements.every((one) => one.id !== id),
  );
  const plan = mine?.plans.find(({ id }) => id !== mine.plan?.id);
  const untried = [
    ...(mine?.plan ? [] : [`${account} is no account`]),
    ...(theirs?.plan ? [] : [`${other} is no account`]),
    ...(gift ? [] : [`${account} has no gift to be given`]),
    ...(plan ? [] : [`${account} has no plan to change to`]),
  ];
  if (mine?.plan && theirs?.plan) {
    await checkQuotes(probe, account, mine.plan.id);
    const accounts = { account, other };
    if (gift)
      await checkChange(probe, accounts, "gift", keyFor, {
        kind: "gift",
        gift: gift.id,
      });
    if (plan)
      await checkChange(probe, accounts, "plan", keyFor, {
        kind: "plan",
        plan: plan.id,
      });
  }
  probe.noteSpeed();
  const { shortcomings } = probe;
  return untried.length === 0
    ? { shortcomings }
    : { shortcomings, untried: `Not all was tried: ${untried.join("; ")}.` };
}
