/**
 * Tells an integrator what a billing system gets wrong, in words: the contract's rules, each tried from outside. It posts one real credit,
 * so it belongs at a test system with two test customers. It does not judge what the system does behind its answers.
 */
import {
  checkSignatures,
  createProbe,
  type ProbeOptions,
  type Verified,
} from "../../systems/probe.js";
import { paths } from "../contract.js";
import { findBill } from "./check-bill.js";
import { checkCredit, checkRefusals } from "./check-credits.js";
import { checkSearch } from "./check-search.js";

export interface VerifyOptions extends ProbeOptions {
  /** A test customer's, with two charges or more; the smallest is credited. */
  readonly number: string;
  /** Another test customer's. */
  readonly other: string;
  /** Tells this run's keys from those of other runs. */
  readonly run: string;
}

/** Tries every rule of the contract. Rejects when there is no answer at all. */
export async function verifyBilling(options: VerifyOptions): Promise<Verified> {
  const { number, other, run } = options;
  const probe = createProbe(options);
  const keyFor = (what: string) =>
    `directo-verify:${run}:${what.replaceAll(" ", "-")}`;
  const [mine, others] = await checkSearch(probe, number, other);
  await checkSignatures(probe, options, paths.searchCharges, { number });
  const [charge, spare] = (mine?.charges ?? [])
    .filter((one) => one.amount > 0)
    .toSorted((one, next) => one.amount - next.amount);
  const account = mine?.account;
  if (account === undefined || !charge) {
    probe.noteSpeed();
    return {
      shortcomings: probe.shortcomings,
      untried: `No credit was tried: ${number} has no account with a charge that could be credited.`,
    };
  }
  const bill = await findBill(probe, account, charge);
  await checkRefusals(probe, account, charge, others, keyFor);
  await checkCredit(probe, number, account, charge, spare, bill, keyFor);
  probe.noteSpeed();
  return { shortcomings: probe.shortcomings };
}
