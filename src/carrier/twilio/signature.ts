import webhooks from "twilio/lib/webhooks/webhooks.js";

/**
 * Whether a webhook was signed with one of the account's tokens (`X-Twilio-Signature`). `url` is the address as the carrier knows it:
 * the public base, path and query, no fragment. Two tokens are accepted while one replaces the other.
 */
export function isSigned(
  tokens: readonly string[],
  signature: string | undefined,
  url: string,
  params: Record<string, unknown>,
): boolean {
  if (signature === undefined) return false;
  return tokens.some((token) =>
    webhooks.validateRequest(
      token,
      signature,
      url,
      params as Record<string, string>,
    ),
  );
}
