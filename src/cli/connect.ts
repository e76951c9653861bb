import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import { CarrierRefused, createRest } from "../carrier/twilio/rest.js";
import { SettingError, type Settings } from "../server/settings.js";

export interface ConnectOptions {
  readonly settings: Settings;
  /** Where the fallback is hosted; absent: the same server. */
  readonly fallbackUrl?: string;
  /** Does not ask. */
  readonly yes: boolean;
  readonly input: Readable;
  readonly output: Writable;
}

interface IncomingNumber {
  readonly sid: string;
  readonly phone_number: string;
  readonly voice_url?: string | null;
  readonly voice_fallback_url?: string | null;
  readonly status_callback?: string | null;
  readonly voice_application_sid?: string | null;
  readonly trunk_sid?: string | null;
}

const shown = [
  ["Voice", "voice_url", "VoiceUrl"],
  ["Fallback", "voice_fallback_url", "VoiceFallbackUrl"],
  ["Status", "status_callback", "StatusCallback"],
] as const;

/**
 * Points a number of the account at this server: voice, fallback and status URLs. Shows what is there and what will be, and asks first.
 * Gives whether anything changed. Throws a `SettingError` or the carrier's own words when it cannot.
 */
export async function connectNumber(options: ConnectOptions): Promise<boolean> {
  const { settings, output } = options;
  const { carrier, number, publicUrl } = settings;
  if (!carrier)
    throw new SettingError(
      "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are missing: they name the account whose number is connected.",
    );
  if (number === undefined)
    throw new SettingError(
      "TWILIO_NUMBER is missing: the number to connect, such as +12025550100.",
    );
  if (publicUrl === undefined)
    throw new SettingError(
      "PUBLIC_URL is missing: the address that the carrier calls.",
    );
  const say = (line = "") => output.write(`${line}\n`);
  const rest = createRest(carrier);
  const found = (await rest
    .get("/IncomingPhoneNumbers.json", { PhoneNumber: number })
    .catch(explainAccount)) as { incoming_phone_numbers?: IncomingNumber[] };
  const owned = found.incoming_phone_numbers?.find(
    (one) => one.phone_number === number,
  );
  if (!owned)
    throw new SettingError(
      `TWILIO_NUMBER is ${number}, and the account ${carrier.sid} has no such number.`,
    );
  const wanted = {
    voice_url: `${publicUrl}/voice`,
    voice_fallback_url: options.fallbackUrl ?? `${publicUrl}/voice/fallback`,
    status_callback: `${publicUrl}/voice/status`,
  };
  say(`${number} (${owned.sid})`);
  for (const [label, field] of shown) {
    const before = owned[field] || "nothing";
    const after = wanted[field];
    say(
      `  ${label.padEnd(9)} ${before === after ? `${after} (as it is)` : `${before}\n            → ${after}`}`,
    );
  }
  if (owned.trunk_sid || owned.voice_application_sid)
    say(
      "  Warning: a trunk or an application is set on this number and goes before these addresses. Take it off in the carrier's console.",
    );
  if (
    new URL(wanted.voice_url).host === new URL(wanted.voice_fallback_url).host
  )
    say(
      "  Warning: voice and fallback are on the same host: when it is down, both are. Host a fallback elsewhere and name it with --fallback.",
    );
  if (shown.every(([, field]) => owned[field] === wanted[field])) {
    say("Nothing to change.");
    return false;
  }
  if (!options.yes && !(await confirm(options))) {
    say("Nothing was changed.");
    return false;
  }
  await rest.post(
    `/IncomingPhoneNumbers/${owned.sid}.json`,
    Object.fromEntries([
      ...shown.map(([, field, parameter]) => [parameter, wanted[field]]),
      ["VoiceMethod", "POST"],
      // A host of files takes no POST.
      ["VoiceFallbackMethod", options.fallbackUrl ? "GET" : "POST"],
      ["StatusCallbackMethod", "POST"],
    ]) as Record<string, string>,
  );
  say(`Done. Dial ${number}.`);
  return true;
}

async function confirm({ input, output }: ConnectOptions): Promise<boolean> {
  const reader = createInterface({ input, output });
  try {
    // Closed input is no consent.
    const answer = await Promise.race([
      reader.question("Change it? [y/N] "),
      new Promise<string>((resolve) => reader.once("close", () => resolve(""))),
    ]);
    return /^(y|yes|s|sí|si)$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}

function explainAccount(error: unknown): never {
  if (error instanceof CarrierRefused && error.status === 401)
    throw new SettingError(
      "The carrier does not accept TWILIO_ACCOUNT_SID with this TWILIO_AUTH_TOKEN. Copy both from its console again.",
    );
  throw error;
}
