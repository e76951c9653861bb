import { isIP } from "node:net";
import type { BrowserKey } from "../carrier/twilio/browser-tokens.js";
import type { CompanySignIn } from "./console/company-sign-in.js";
import { environment, isBase, type Environment } from "./environment.js";
import { refuseHalves } from "./half-settings.js";
import { SettingError } from "./setting-error.js";

export interface Settings {
  readonly host: string;
  readonly port: number;
  /** What signatures are computed on and action URLs begin with; absent: this server's own address. */
  readonly publicUrl?: string;
  /** How many proxies, one behind the other, stand before this server; each adds its sender to X-Forwarded-For. */
  readonly trustedProxies: number;
  /** Absent: the simulator is the carrier. */
  readonly carrier?: {
    readonly sid: string;
    readonly token: string;
    readonly previousToken?: string;
    readonly apiUrl: string;
  };
  readonly number?: string;
  readonly messagesFrom?: string;
  /** How many phones of people the carrier begins to ring in a second. */
  readonly callsPerSecond: number;
  readonly redisUrl?: string;
  /** The certificate authority that `rediss:` trusts; absent: those that the machine trusts. */
  readonly redisCaFile?: string;
  readonly dataDir: string;
  readonly flowsDir: string;
  readonly peopleFile?: string;
  /** Absent: the demo company's connections on the simulator, none on a real line. */
  readonly lookUpsFile?: string;
  /** What a connection sends as its secret, by the name of the setting. */
  readonly secretOf: (name: string) => string | undefined;
  /** Absent: the embedded book with the demo company's bills. */
  readonly billing?: { readonly url: string; readonly secret: string };
  /** Absent: the embedded book with the demo company's plans and gifts. */
  readonly accounts?: { readonly url: string; readonly secret: string };
  /** Absent: nobody answers in a browser of the carrier's. */
  readonly browserKey?: BrowserKey;
  /** Absent: no customer system is told of decisions. */
  readonly crm?: { readonly url: string; readonly secret: string };
  /** Where files are kept; absent: a folder below `dataDir`. */
  readonly filesUrl?: string;
  /** How long a call is remembered after its last word, ms. */
  readonly callRetentionMs: number;
  readonly keepRecordingsMs: number;
  /** How long closed cases are kept, ms; absent: for good. */
  readonly keepCasesMs?: number;
  /** What callers say stands in the record that plays a call again. */
  readonly keepsWords: boolean;
  /** Absent: there is no API for claims. */
  readonly claimsApiKey?: string;
  /** Absent: nobody reads cases or acts on them over the API. */
  readonly casesApiKey?: string;
  /** Absent: reminders go by text message alone. */
  readonly mail?: { readonly url: string; readonly from: string };
  /** The company's own sign-in to the console; absent: passwords alone. */
  readonly companySignIn?: CompanySignIn;
  readonly simulatorAnywhere: boolean;
  readonly logLevel: string;
}

/** Reads the environment; empty values count as not set. Throws a `SettingError` that names the first wrong one. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(
      ([, value]) => value !== undefined && value !== "",
    ),
  );
  const read = environment.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const name = String(issue?.path[0] ?? "A setting");
    const secret = /TOKEN|SECRET|KEY|_URL/.test(name);
    const shown = secret ? "" : ` It is "${given[name] ?? ""}".`;
    throw new SettingError(
      `${name} has to be ${issue?.message ?? "different"}.${shown}`,
    );
  }
  const value = read.data;
  const sid = value.TWILIO_ACCOUNT_SID;
  const token = value.TWILIO_AUTH_TOKEN;
  refuseHalves(value);
  if (value.PUBLIC_URL !== undefined && !isBase(value.PUBLIC_URL))
    throw new SettingError(
      "PUBLIC_URL has to be an address without a user, a query or a #, such as https://example.ngrok.app.",
    );
  if (
    value.PUBLIC_URL !== undefined &&
    new URL(value.PUBLIC_URL).hostname.includes("_")
  )
    throw new SettingError(
      "PUBLIC_URL has to have a host without an underscore: the carrier calls back no other.",
    );
  if (
    sid !== undefined &&
    isOnThisMachine(value.PUBLIC_URL) &&
    !isOnThisMachine(value.TWILIO_API_URL)
  )
    throw new SettingError(
      "PUBLIC_URL is an address of this machine alone, and the carrier calls it from outside. `ngrok start --config ngrok.yml directo` prints one for outside.",
    );
  if (
    sid === undefined &&
    !isLoopback(value.HOST) &&
    value.SIMULATOR_ANYWHERE === undefined
  )
    throw new SettingError(
      `HOST is "${value.HOST}", and the simulator with its demo data serves this machine only. Set TWILIO_ACCOUNT_SID for a real line, or SIMULATOR_ANYWHERE=yes to show the demo to everybody who can reach this port.`,
    );
  const { SMTP_URL: mailUrl, MAIL_FROM: mailFrom } = value;
  const { BILLING_URL: billingUrl, BILLING_SECRET: billingSecret } = value;
  const { ACCOUNTS_URL: accountsUrl, ACCOUNTS_SECRET: accountsSecret } = value;
  const { CRM_URL: crmUrl, CRM_SECRET: crmSecret } = value;
  const companySignIn = readCompanySignIn(value);
  const browserKey = readBrowserKey(value);
  return {
    host: value.HOST,
    port: value.PORT,
    ...(value.PUBLIC_URL !== undefined && {
      publicUrl: value.PUBLIC_URL.replace(/\/+$/, ""),
    }),
    ...(sid !== undefined &&
      token !== undefined && {
        carrier: {
          sid,
          token,
          ...(value.TWILIO_AUTH_TOKEN_PREVIOUS !== undefined && {
            previousToken: value.TWILIO_AUTH_TOKEN_PREVIOUS,
          }),
          apiUrl: value.TWILIO_API_URL,
        },
      }),
    ...(value.TWILIO_NUMBER !== undefined && { number: value.TWILIO_NUMBER }),
    ...(value.TWILIO_MESSAGES_FROM !== undefined && {
      messagesFrom: value.TWILIO_MESSAGES_FROM,
    }),
    trustedProxies: value.TRUSTED_PROXIES,
    callsPerSecond: value.CARRIER_CALLS_PER_SECOND,
    ...(value.REDIS_URL !== undefined && { redisUrl: value.REDIS_URL }),
    ...(value.REDIS_CA_FILE !== undefined && {
      redisCaFile: value.REDIS_CA_FILE,
    }),
    dataDir: value.DATA_DIR,
    flowsDir: value.FLOWS_DIR,
    ...(value.PEOPLE_FILE !== undefined && { peopleFile: value.PEOPLE_FILE }),
    ...(value.LOOKUPS_FILE !== undefined && {
      lookUpsFile: value.LOOKUPS_FILE,
    }),
    secretOf: (name) => given[name],
    ...(billingUrl !== undefined &&
      billingSecret !== undefined && {
        billing: {
          url: billingUrl.replace(/\/+$/, ""),
          secret: billingSecret,
        },
      }),
    ...(accountsUrl !== undefined &&
      accountsSecret !== undefined && {
        accounts: {
          url: accountsUrl.replace(/\/+$/, ""),
          secret: accountsSecret,
        },
      }),
    ...(crmUrl !== undefined &&
      crmSecret !== undefined && { crm: { url: crmUrl, secret: crmSecret } }),
    ...(value.FILES_URL !== undefined && { filesUrl: value.FILES_URL }),
    ...(value.CLAIMS_API_KEY !== undefined && {
      claimsApiKey: value.CLAIMS_API_KEY,
    }),
    ...(value.CASES_API_KEY !== undefined && {
      casesApiKey: value.CASES_API_KEY,
    }),
    ...(mailUrl !== undefined &&
      mailFrom !== undefined && { mail: { url: mailUrl, from: mailFrom } }),
    ...(companySignIn && { companySignIn }),
    ...(browserKey && { browserKey }),
    callRetentionMs: value.CALL_RETENTION_HOURS * 3_600_000,
    keepRecordingsMs: value.RECORDING_RETENTION_DAYS * 24 * 3_600_000,
    ...(value.CASE_RETENTION_DAYS !== undefined && {
      keepCasesMs: value.CASE_RETENTION_DAYS * 24 * 3_600_000,
    }),
    keepsWords: value.CALL_WORDS === "kept",
    simulatorAnywhere: value.SIMULATOR_ANYWHERE === "yes",
    logLevel: value.LOG_LEVEL,
  };
}

function isOnThisMachine(url: string | undefined): boolean {
  return (
    url !== undefined &&
    isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ""))
  );
}

function readCompanySignIn({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: Environment): CompanySignIn | undefined {
  if (!issuer || !clientId || !clientSecret) return undefined;
  return { issuer, clientId, clientSecret };
}

function readBrowserKey({
  TWILIO_ACCOUNT_SID: accountSid,
  TWILIO_API_KEY: keySid,
  TWILIO_API_SECRET: secret,
  TWILIO_APP_SID: appSid,
}: Environment): BrowserKey | undefined {
  if (!accountSid || !keySid || !secret) return undefined;
  return {
    accountSid,
    keySid,
    secret,
    ...(appSid !== undefined && { appSid }),
  };
}

export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}
