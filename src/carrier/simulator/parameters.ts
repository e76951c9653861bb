import type { Leg } from "./leg.js";
import type { Params } from "./webhook.js";

export const apiVersion = "2010-04-01";

/**
 * The fields of every TwiML request of a leg (§1.2), the undocumented duplicates (`Caller`, `Called` …) included, since
 * they are part of the signature. `status` replaces the leg's present one.
 */
export function standardParams(
  leg: Leg,
  accountSid: string,
  status: string = leg.status,
): Params {
  const from = place(leg.from);
  const to = place(leg.to);
  return {
    AccountSid: accountSid,
    ApiVersion: apiVersion,
    CallSid: leg.sid,
    CallStatus: status,
    Called: leg.to,
    ...prefixed("Called", to),
    Caller: leg.from,
    ...prefixed("Caller", from),
    Direction: leg.direction,
    From: leg.from,
    ...prefixed("From", from),
    To: leg.to,
    ...prefixed("To", to),
    ...(leg.direction === "inbound"
      ? {
          CallToken: JSON.stringify({ parentCallInfoToken: leg.sid.slice(2) }),
        }
      : {}),
    ...(leg.parent ? { ParentCallSid: leg.parent } : {}),
    ...(leg.verstat ? { StirVerstat: leg.verstat } : {}),
  };
}

/** E.164 as the carrier checks it: a plus sign, no leading zero, 7 to 15 digits. */
export function isE164(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number);
}

/** RFC 2822 in UTC, as in `Fri, 20 Aug 2010 01:13:42 +0000`. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

type Place = Readonly<Record<"City" | "Country" | "State" | "Zip", string>>;

/** The carrier guesses a place from the number's registration; here only the country is known. */
function place(number: string): Place {
  return { City: "", Country: countryOf(number), State: "", Zip: "" };
}

/** Countries by calling code, as far as callers here come from; of +1 all are taken for the United States. */
const countries: Readonly<Record<string, string>> = {
  "1": "US",
  "34": "ES",
  "44": "GB",
  "51": "PE",
  "52": "MX",
  "54": "AR",
  "55": "BR",
  "56": "CL",
  "57": "CO",
  "58": "VE",
  "351": "PT",
  "502": "GT",
  "503": "SV",
  "504": "HN",
  "505": "NI",
  "506": "CR",
  "507": "PA",
  "591": "BO",
  "593": "EC",
  "595": "PY",
  "598": "UY",
};

function countryOf(number: string): string {
  if (!isE164(number)) return "";
  for (const length of [1, 2, 3]) {
    const country = countries[number.slice(1, 1 + length)];
    if (country) return country;
  }
  return "";
}

function prefixed(prefix: string, where: Place): Params {
  return Object.fromEntries(
    Object.entries(where).map(([name, value]) => [prefix + name, value]),
  );
}
