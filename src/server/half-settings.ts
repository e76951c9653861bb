/** Settings that are nothing without another. */
import type { Environment } from "./environment.js";
import { SettingError } from "./setting-error.js";

/** Whoever set the first meant to set the second; half of it would be left out in silence. */
const together: readonly (readonly [
  set: keyof Environment,
  needed: keyof Environment,
  why: string,
])[] = [
  [
    "TWILIO_ACCOUNT_SID",
    "TWILIO_AUTH_TOKEN",
    "every webhook is checked with it",
  ],
  [
    "TWILIO_AUTH_TOKEN",
    "TWILIO_ACCOUNT_SID",
    "it says whose token that is, and without it no real line starts",
  ],
  [
    "TWILIO_ACCOUNT_SID",
    "PUBLIC_URL",
    "the carrier signs the address that it calls, such as https://example.ngrok.app",
  ],
  [
    "TWILIO_ACCOUNT_SID",
    "TWILIO_NUMBER",
    "it is the number that callers dial, and that text messages come from",
  ],
  [
    "TWILIO_API_KEY",
    "TWILIO_API_SECRET",
    "browsers that answer calls get tokens signed with it",
  ],
  ["TWILIO_API_SECRET", "TWILIO_API_KEY", "it says whose secret that is"],
  ["SMTP_URL", "MAIL_FROM", "mail is sent in the name of an address"],
  ["MAIL_FROM", "SMTP_URL", "it says which server sends the mail"],
  ["BILLING_URL", "BILLING_SECRET", "every request to it is signed"],
  [
    "BILLING_SECRET",
    "BILLING_URL",
    "without it callers' charges are looked for in the demo's bills",
  ],
  ["ACCOUNTS_URL", "ACCOUNTS_SECRET", "every request to it is signed"],
  [
    "ACCOUNTS_SECRET",
    "ACCOUNTS_URL",
    "without it plans and gifts are the demo's",
  ],
  ["CRM_URL", "CRM_SECRET", "every message to it is signed"],
  ["CRM_SECRET", "CRM_URL", "it says who is told of decisions"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID", "the line is a client of that sign-in"],
  ["OIDC_ISSUER", "OIDC_CLIENT_SECRET", "the line is a client of that sign-in"],
  ["OIDC_CLIENT_ID", "OIDC_ISSUER", "it says where the company signs in"],
];

/** Throws a `SettingError` that names what is missing. */
export function refuseHalves(value: Environment): void {
  for (const [set, needed, why] of together)
    if (value[set] !== undefined && value[needed] === undefined)
      throw new SettingError(`${needed} is missing: with ${set} set, ${why}.`);
}
