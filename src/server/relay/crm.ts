import {
  keyHeader,
  signRequest,
  signatureHeader,
  timestampHeader,
} from "../../systems/signature.js";
import { CannotPerform } from "./perform-faults.js";

/** Tells of one entry of a register; rejects to be tried again. */
export type PostDecision = (id: string, text: string) => Promise<void>;

export interface CrmAddress {
  /** Where every decision is posted, and nothing anywhere else: redirects are not followed. */
  readonly url: string;
  readonly secret: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** ms */
const patience = 10_000;
/** What a repetition of the same message cannot change. A refused key (401, 403) and a wrong address (404) are mended on the other side. */
const final = new Set([400, 410, 413, 415, 422]);

/**
 * The company's customer system: each decision is posted as JSON, signed as requests to billing are (timestamp, path, id, body), under the
 * entry's id as its `Idempotency-Key`, since it may come twice.
 */
export function createCrm({ url, secret, now }: CrmAddress): PostDecision {
  const path = new URL(url).pathname;
  return async (key, text) => {
    const { at, ...entry } = JSON.parse(text) as { readonly at: number };
    const body = JSON.stringify({
      id: key,
      at: new Date(at).toISOString(),
      ...entry,
    });
    const timestamp = String(Math.floor(now() / 1000));
    const answer = await fetch(url, {
      method: "POST",
      redirect: "error",
      headers: {
        "content-type": "application/json",
        [timestampHeader]: timestamp,
        [signatureHeader]: signRequest(secret, { timestamp, path, key, body }),
        [keyHeader]: key,
      },
      body,
      signal: AbortSignal.timeout(patience),
    });
    // What it says beyond its status is of no use, however long it is.
    await answer.body?.cancel();
    if (answer.ok) return;
    const reason = `CRM_URL answered ${answer.status} to a decision.`;
    throw final.has(answer.status)
      ? new CannotPerform(reason)
      : new Error(reason);
  };
}
