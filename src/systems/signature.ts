import { createHmac, timingSafeEqual } from "node:crypto";

/** What of a request is signed, so that no part of one can be used in another. */
export interface Signed {
  /** Epoch seconds, as in the header. */
  readonly timestamp: string;
  /** The contract's path, without what stands before it: `/credits`. */
  readonly path: string;
  /** The `Idempotency-Key`; empty text where there is none. */
  readonly key: string;
  readonly body: string;
}

export const timestampHeader = "directo-timestamp";
export const signatureHeader = "directo-signature";
export const keyHeader = "idempotency-key";

/** A request older or newer than this (seconds) is refused, so that one that was overheard is of no use later. */
export const toleranceSeconds = 300;

/** `v1=` and HMAC-SHA256, in hexadecimal, over timestamp, path, key and body, with a line end after each but the last. */
export function signRequest(secret: string, signed: Signed): string {
  const { timestamp, path, key, body } = signed;
  const text = [timestamp, path, key, body].join("\n");
  return `v1=${createHmac("sha256", secret).update(text).digest("hex")}`;
}

/** `now` is epoch ms. */
export function isSigned(
  secret: string,
  signed: Signed,
  signature: string,
  now: number,
): boolean {
  if (!/^\d{1,12}$/.test(signed.timestamp)) return false;
  if (Math.abs(now / 1000 - Number(signed.timestamp)) > toleranceSeconds)
    return false;
  const given = Buffer.from(signature);
  const right = Buffer.from(signRequest(secret, signed));
  return given.length === right.length && timingSafeEqual(given, right);
}
