import { createHmac, timingSafeEqual } from "node:crypto";
import webhooks from "twilio/lib/webhooks/webhooks.js";

/**
 * Whether a webhook was signed with one of the account's tokens (`X-Twilio-Signature`). `url` is the address as the carrier knows it:
 * the public base, path and query, no fragment. Two tokens are accepted while one replaces the other.
 *
 * Nearly all are signed by the address as it came, which is looked at first, at half the price; the carrier's own package knows the other forms
 * of an address.
 */
export function isSigned(
  tokens: readonly string[],
  signature: string | undefined,
  url: string,
  params: Record<string, unknown>,
): boolean {
  if (signature === undefined) return false;
  const text = signedText(url, params);
  const isSignedBy = (token: string) =>
    text !== undefined && isOf(token, signature, text);
  return (
    tokens.some(isSignedBy) ||
    tokens.some((token) =>
      webhooks.validateRequest(
        token,
        signature,
        url,
        params as Record<string, string>,
      ),
    )
  );
}

/** https://www.twilio.com/docs/usage/security: the address, then each field's name and value by the order of the names. */
function signedText(
  url: string,
  params: Record<string, unknown>,
): string | undefined {
  let text = url;
  for (const name of Object.keys(params).toSorted()) {
    const value = params[name];
    if (typeof value !== "string") return undefined;
    text += name + value;
  }
  return text;
}

function isOf(token: string, signature: string, text: string): boolean {
  const own = Buffer.from(
    createHmac("sha1", token).update(text).digest("base64"),
  );
  const theirs = Buffer.from(signature);
  return own.length === theirs.length && timingSafeEqual(own, theirs);
}
