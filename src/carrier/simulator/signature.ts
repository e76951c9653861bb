import { createHmac } from "node:crypto";

/**
 * `X-Twilio-Signature` (§5.1): base64 of HMAC-SHA1 over the URL and, sorted by name, each form field's name and value.
 * Userinfo is never signed; the port is signed over http and dropped over https. The URL has no fragment.
 */
export function signRequest(
  token: string,
  url: URL,
  params: Readonly<Record<string, string>>,
): string {
  const signed = new URL(url);
  signed.username = "";
  signed.password = "";
  if (signed.protocol === "https:") signed.port = "";
  let text = signed.href;
  for (const name of Object.keys(params).toSorted())
    text += name + params[name];
  return createHmac("sha1", token).update(text, "utf8").digest("base64");
}
