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
} from "cockatiel";
import type { z } from "zod";
import { sendSigned, type SystemAddress, type SystemAnswer } from "./send.js";
import { firstProblem, refused } from "./values.js";

/** A system of the company did not say, said it too late, or said something else than the contract does. */
export class SystemUnavailable extends Error {
  readonly code = "system-unavailable";
  /** Asking again at once may help. */
  readonly again: boolean;
  constructor(message: string, again: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = "SystemUnavailable";
    this.again = again;
  }
}

/** All ms. Somebody hears "one moment" while something is asked; what changes something is repeated by whoever asked for it. */
export const systemTimes = {
  askAttempt: 1_200,
  askInAll: 2_800,
  changeAttempt: 4_000,
  firstRetry: 100,
  longestRetry: 500,
  /** How long a system that failed five times in a row is left alone. */
  rest: 5_000,
};
const failuresInARow = 5;

export interface SystemClient {
  /** Asks what may be asked twice: three times at most within its time. Rejects with `SystemUnavailable`, also when `read` throws. */
  readonly ask: <Answer>(
    path: string,
    request: unknown,
    read: (answer: SystemAnswer) => Answer,
  ) => Promise<Answer>;
  /** Asks once for something that is done once under its key; the outbox repeats it, and goes on after a restart. */
  readonly change: <Answer>(
    path: string,
    request: unknown,
    key: string,
    read: (answer: SystemAnswer) => Answer,
  ) => Promise<Answer>;
}

/** Signed requests to one system: limited in time, with a breaker that leaves a failing system alone for a moment. */
export function createSystemClient(
  address: SystemAddress,
  times: typeof systemTimes = systemTimes,
): SystemClient {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: times.rest,
    breaker: new ConsecutiveBreaker(failuresInARow),
  });
  const limited = (ms: number) => timeout(ms, TimeoutStrategy.Aggressive);
  const patient = retry(
    handleWhen(
      (error) =>
        isTooLate(error) || (error instanceof SystemUnavailable && error.again),
    ),
    {
      maxAttempts: 2,
      backoff: new ExponentialBackoff({
        initialDelay: times.firstRetry,
        maxDelay: times.longestRetry,
      }),
    },
  );
  const asking = wrap(
    limited(times.askInAll),
    patient,
    breaker,
    limited(times.askAttempt),
  );
  const changing = wrap(breaker, limited(times.changeAttempt));
  const send = async <Answer>(
    policy: typeof asking | typeof changing,
    path: string,
    request: unknown,
    read: (answer: SystemAnswer) => Answer,
    key?: string,
  ): Promise<Answer> => {
    try {
      return await policy.execute(async ({ signal }) => {
        const answer = await sendSigned(address, path, request, {
          signal,
          ...(key !== undefined && { key }),
        }).catch((cause: unknown) => {
          throw unavailable(`${path}: ${wordsOf(cause)}`, true, cause);
        });
        return read(answer);
      });
    } catch (cause) {
      if (cause instanceof SystemUnavailable) throw cause;
      throw unavailable(`${path}: ${wordsOf(cause)}`, false, cause);
    }
  };
  return {
    ask: (path, request, read) => send(asking, path, request, read),
    change: (path, request, key, read) =>
      send(changing, path, request, read, key),
  };
}

/** What an answer of status 200 says by its schema. Throws `SystemUnavailable` for any other answer. */
export function readAs<T>(
  { status, json }: SystemAnswer,
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

/** The reason of a refusal for good; `undefined` when the answer is none. */
export function refusalIn({ status, json }: SystemAnswer): string | undefined {
  if (status !== 422) return undefined;
  return refused.safeParse(json).data?.reason ?? "No reason was given.";
}

/** An answer that is about something else than was asked: it counts as none. */
export function unavailable(
  message: string,
  again = false,
  cause?: unknown,
): SystemUnavailable {
  return new SystemUnavailable(
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
