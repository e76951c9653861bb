import {
  ConsecutiveBreaker,
  ExponentialBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  circuitBreaker,
  handleAll,
  handleWhen,
  isBrokenCircuitError,
  retry,
  timeout,
  wrap,
  type IPolicy,
} from "cockatiel";
import type { z } from "zod";
import type { Charge } from "../flows/events.js";
import type { Billing, CreditRequest } from "./billing.js";
import {
  creditKind,
  firstProblem,
  foundBill,
  foundCharges,
  foundCredits,
  paths,
  postedCredit,
  refusedCredit,
  type BillingPath,
} from "./contract.js";
import {
  sendBilling,
  type BillingAddress,
  type BillingAnswer,
} from "./send.js";

/** The billing system did not say, said it too late, or said something else than the contract does. */
export class BillingUnavailable extends Error {
  readonly code = "billing-unavailable";
  /** Asking again at once may help. */
  readonly again: boolean;
  constructor(message: string, again: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = "BillingUnavailable";
    this.again = again;
  }
}

/** All ms. A caller hears "one moment" while the charges are looked up; a credit is repeated by whoever asked for it. */
export const billingTimes = {
  searchAttempt: 1_200,
  searchInAll: 2_800,
  creditAttempt: 4_000,
  firstRetry: 100,
  longestRetry: 500,
  /** How long a system that failed five times in a row is left alone. */
  rest: 5_000,
};
const failuresInARow = 5;

/** A company's billing system over HTTP, as docs/billing-openapi.yaml has it. */
export function createHttpBilling(
  address: BillingAddress,
  times: typeof billingTimes = billingTimes,
): Billing {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: times.rest,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  const limited = (ms: number) => timeout(ms, TimeoutStrategy.Aggressive);
  const patient = retry(
    handleWhen(
      (error) =>
        isTooLate(error) ||
        (error instanceof BillingUnavailable && error.again),
    ),
    {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({
        initialDelay: times.firstRetry,
        maxDelay: times.longestRetry,
      }),
    },
  );
  const search = wrap(
    limited(times.searchInAll),
    patient,
    breaker,
    limited(times.searchAttempt),
  );
  // Not repeated here: the outbox does, and goes on after a restart.
  const credit = wrap(breaker, limited(times.creditAttempt));

  const ask = async <Answer>(
    policy: Pick<IPolicy, "execute">,
    path: BillingPath,
    request: unknown,
    read: (answer: BillingAnswer) => Answer,
    key?: string,
  ): Promise<Answer> => {
    try {
      return await policy.execute(async ({ signal }) => {
        const answer = await sendBilling(address, path, request, {
          signal,
          ...(key !== undefined && { key }),
        }).catch((cause: unknown) => {
          throw unavailable(`${path}: ${wordsOf(cause)}`, true, cause);
        });
        return read(answer);
      });
    } catch (cause) {
      if (cause instanceof BillingUnavailable) throw cause;
      throw unavailable(`${path}: ${wordsOf(cause)}`, false, cause);
    }
  };

  return {
    findCharges: (number) =>
      ask(search, paths.searchCharges, { number }, (answer) => {
        const found = expect(answer, paths.searchCharges, foundCharges);
        if (found.number !== number)
          throw unavailable("The charges of another number came back.", false);
        const { account, charges } = found;
        return {
          ...(account !== undefined && { account }),
          charges: charges.map(toCharge),
        };
      }),
    postCredit: (request) =>
      ask(
        credit,
        paths.postCredit,
        wireCredit(request),
        (answer) => {
          if (answer.status === 422) {
            const refused = refusedCredit.safeParse(answer.json);
            return {
              outcome: "refused",
              reason: refused.data?.reason ?? "No reason was given.",
            };
          }
          const posted = expect(answer, paths.postCredit, postedCredit);
          checkEcho(posted, request);
          return { outcome: "posted", total: posted.total };
        },
        request.key,
      ),
    listCredits: (account) =>
      ask(search, paths.searchCredits, { account }, (answer) => {
        if (answer.status === 404) return undefined;
        const found = expect(answer, paths.searchCredits, foundCredits);
        if (found.account !== account)
          throw unavailable("Another account's credits came back.", false);
        return found.credits.map(({ key, charge, amount, currency }) => ({
          key,
          charge,
          money: { amount, currency },
        }));
      }),
    findBill: (account, charge) =>
      ask(search, paths.searchBill, { account, charge }, (answer) => {
        if (answer.status === 404) return undefined;
        const found = expect(answer, paths.searchBill, foundBill);
        if (found.account !== account)
          throw unavailable("Another account's bill came back.", false);
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

export function wireCredit({ account, charge }: CreditRequest) {
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
      false,
    );
}

function expect<T>(
  { status, json }: BillingAnswer,
  path: string,
  schema: z.ZodType<T>,
): T {
  if (status !== 200)
    throw unavailable(
      `${path} answered with status ${status}.`,
      status >= 500 || status === 429,
    );
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  throw unavailable(
    `${path} answered something else than the contract says: ${firstProblem(read.error)}`,
    false,
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

function unavailable(
  message: string,
  again: boolean,
  cause?: unknown,
): BillingUnavailable {
  return new BillingUnavailable(
    message,
    again,
    cause === undefined ? undefined : { cause },
  );
}

// Cockatiel 3.2.1's own isTaskCancelledError looks for another error's mark.
function isTooLate(error: unknown): boolean {
  return error instanceof TaskCancelledError;
}

function wordsOf(error: unknown): string {
  if (isBrokenCircuitError(error))
    return `it failed ${failuresInARow} times in a row and is left alone for a moment`;
  if (isTooLate(error)) return "no answer in time";
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? `${error.message} (${error.cause.message})`
    : error.message;
}
