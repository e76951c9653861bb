/** The environment variables that directo reads: what each may be, and what it is without one. */
import { z } from "zod";
import { parseRedisUrl } from "../store/index.js";

const url = (schemes: readonly string[]) =>
  z.string().refine(
    (text) => {
      try {
        return schemes.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    { error: `an address that begins with ${schemes.join("// or ")}//` },
  );

/** A talk with an agent brings no word for hours, and has to be remembered meanwhile. */
const hoursError = "a number of hours from 4 to 8760";
const daysError = "whole days, 1 to 3650";
/** Their callers are told and asked for two weeks. */
const caseDaysError = "whole days, 30 to 3650, or not set";

const proxiesError = "a whole number of proxies, from 0 to 10";

/** One a second is what a new account gets; carriers that grant more say how many. */
const paceError = "a whole number of calls a second, from 1 to 100";

export const environment = z.object({
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce
    .number({ error: "a port from 0 to 65535" })
    .int({ error: "a port from 0 to 65535" })
    .min(0, { error: "a port from 0 to 65535" })
    .max(65_535, { error: "a port from 0 to 65535" })
    .default(3000),
  PUBLIC_URL: url(["http:", "https:"]).optional(),
  TRUSTED_PROXIES: z.coerce
    .number({ error: proxiesError })
    .int({ error: proxiesError })
    .min(0, { error: proxiesError })
    .max(10, { error: proxiesError })
    .default(0),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^[\w-]{2,64}$/, {
      error: "the account's id, such as AC and 32 digits",
    })
    .optional(),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(8, { error: "the account's auth token" })
    .optional(),
  TWILIO_AUTH_TOKEN_PREVIOUS: z
    .string()
    .min(8, { error: "the auth token before" })
    .optional(),
  TWILIO_API_URL: url(["http:", "https:"]).default("https://api.twilio.com"),
  TWILIO_NUMBER: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, {
      error: "a phone number such as +12025550100",
    })
    .optional(),
  TWILIO_MESSAGES_FROM: z.string().min(3).optional(),
  TWILIO_API_KEY: z
    .string()
    .regex(/^[\w-]{2,64}$/, {
      error: "an API key's id, such as SK and 32 digits",
    })
    .optional(),
  TWILIO_API_SECRET: z
    .string()
    .min(8, { error: "the API key's secret" })
    .optional(),
  TWILIO_APP_SID: z
    .string()
    .regex(/^[\w-]{2,64}$/, {
      error: "a TwiML app's id, such as AP and 32 digits",
    })
    .optional(),
  CARRIER_CALLS_PER_SECOND: z.coerce
    .number({ error: paceError })
    .int({ error: paceError })
    .min(1, { error: paceError })
    .max(100, { error: paceError })
    .default(1),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, {
      error:
        "an address that begins with redis://, rediss:// or redis+sentinel://, or several with commas between",
    })
    .optional(),
  REDIS_CA_FILE: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default("data"),
  FLOWS_DIR: z.string().min(1).default("flows"),
  PEOPLE_FILE: z.string().min(1).optional(),
  LOOKUPS_FILE: z.string().min(1).optional(),
  BILLING_URL: url(["http:", "https:"]).optional(),
  BILLING_SECRET: z
    .string()
    .min(16, { error: "16 characters or more" })
    .optional(),
  ACCOUNTS_URL: url(["http:", "https:"]).optional(),
  ACCOUNTS_SECRET: z
    .string()
    .min(16, { error: "16 characters or more" })
    .optional(),
  FILES_URL: url(["file:", "http:", "https:", "s3+https:", "s3+http:"])
    .refine(isWholeBucket, {
      error:
        "for a bucket with its key, secret and name: s3+https://KEY:SECRET@s3.eu-west-1.amazonaws.com/bucket?region=eu-west-1",
    })
    .optional(),
  CRM_URL: url(["http:", "https:"]).optional(),
  CRM_SECRET: z.string().min(16, { error: "16 characters or more" }).optional(),
  CALL_RETENTION_HOURS: z.coerce
    .number({ error: hoursError })
    .int({ error: hoursError })
    .min(4, { error: hoursError })
    .max(8_760, { error: hoursError })
    .default(24),
  RECORDING_RETENTION_DAYS: z.coerce
    .number({ error: daysError })
    .int({ error: daysError })
    .min(1, { error: daysError })
    .max(3_650, { error: daysError })
    .default(1_825),
  CASE_RETENTION_DAYS: z.coerce
    .number({ error: caseDaysError })
    .int({ error: caseDaysError })
    .min(30, { error: caseDaysError })
    .max(3_650, { error: caseDaysError })
    .optional(),
  CALL_WORDS: z
    .enum(["kept", "left-out"], { error: "kept or left-out" })
    .default("kept"),
  CLAIMS_API_KEY: z
    .string()
    .min(24, { error: "24 characters or more, such as openssl rand -hex 32" })
    .optional(),
  CASES_API_KEY: z
    .string()
    .min(24, { error: "24 characters or more, such as openssl rand -hex 32" })
    .optional(),
  SMTP_URL: url(["smtp:", "smtps:"]).optional(),
  MAIL_FROM: z.email({ error: "an e-mail address" }).optional(),
  OIDC_ISSUER: url(["https:", "http:"]).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  SIMULATOR_ANYWHERE: z.enum(["yes"], { error: "yes, or not set" }).optional(),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("info"),
});

export type Environment = z.output<typeof environment>;

function isRedisUrl(text: string): boolean {
  try {
    parseRedisUrl(text);
    return true;
  } catch {
    return false;
  }
}

/** Of another kind of address: yes. */
function isWholeBucket(text: string): boolean {
  if (!text.startsWith("s3+") || !URL.canParse(text)) return true;
  const { username, password, pathname } = new URL(text);
  return username !== "" && password !== "" && pathname.length > 1;
}

export function isBase(text: string): boolean {
  const { username, password, search, hash } = new URL(text);
  return username + password + search + hash === "";
}
