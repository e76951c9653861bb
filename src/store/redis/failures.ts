import { ErrorReply } from "redis";
import { StoreUnavailable } from "../contract.js";

/** Replies by which Redis says that it cannot serve now: it starts, fails over, is full, or lost its replicas or disk. */
const cannotNow =
  /^(BUSY|CLUSTERDOWN|LOADING|MASTERDOWN|MISCONF|NOREPLICAS|OOM|READONLY|TRYAGAIN|UNBLOCKED)\b/u;

/**
 * What a failed command means to the caller: `StoreUnavailable` for all that another attempt may mend, and the error itself for a
 * reply that only a change of code or settings can.
 */
export function explainFailure(error: unknown, description: string): unknown {
  if (error instanceof StoreUnavailable) return error;
  if (isRefusal(error)) return error;
  return new StoreUnavailable(
    `${description} does not answer: ${messageOf(error)}`,
    { cause: error },
  );
}

/** Redis answers, and what it says only a change of settings can mend: a wrong password, a user without rights. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ErrorReply && !cannotNow.test(error.message);
}

/** A fail-over left us with a server that is no longer the master; only a new connection finds the new one. */
export function isDemoted(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith("READONLY");
}

/** One line; an error of several attempts (Node's `AggregateError`) has no message of its own. */
export function messageOf(error: unknown): string {
  const { message, errors = [] } = Object(error) as Partial<AggregateError>;
  return message || errors.map(messageOf).join("; ") || String(error);
}
