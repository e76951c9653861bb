import { createInterface } from "node:readline/promises";
import type { Readable, Writable } from "node:stream";
import {
  CarrierRefused,
  createRest,
  type CarrierRest,
} from "../carrier/twilio/rest.js";
import { numbersIn } from "../machines/company/people-file.js";
import { readPeople } from "../server/served/company.js";
import { SettingError } from "../server/setting-error.js";
import { type Settings } from "../server/settings.js";

export interface ConnectOptions {
  readonly settings: Settings;
  /** The one number to connect; absent: the line's own and all that the people file names. */
  readonly number?: string;
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
 * Points numbers of the account at this server: voice, fallback and status URLs. The line's own and all that the people file names, or
 * one. Shows what is there and what will be, and asks first. Gives whether anything changed. Throws a `SettingError` or the carrier's own
 * words when it cannot.
 */
export async function connectNumbers(
  options: ConnectOptions,
): Promise<boolean> {
  const { settings, output } = options;
  const { carrier, publicUrl } = settings;
  if (!carrier)
    throw new SettingError(
      "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are missing: they name the account whose number is connected.",
    );
  const numbers = await numbersToConnect(options);
  if (publicUrl === undefined)
    throw new SettingError(
      "PUBLIC_URL is missing: the address that the carrier calls.",
    );
  const say = (line = "") => output.write(`${line}\n`);
  const rest = createRest(carrier);
  const wanted = {
    voice_url: `${publicUrl}/voice`,
    voice_fallback_url: options.fallbackUrl ?? `${publicUrl}/voice/fallback`,
    status_callback: `${publicUrl}/voice/status`,
  };
  const found = await Promise.all(
    numbers.map((number) => findNumber(rest, number)),
  );
  const owned = found.filter((one) => one !== undefined);
  const [first] = numbers;
  if (first !== undefined && !found[0])
    throw new SettingError(
      `${options.number === undefined ? "TWILIO_NUMBER" : "--number"} is ${first}, and the account ${carrier.sid} has no such number.`,
    );
  for (const one of owned) show(one, wanted, say);
  for (const number of numbers)
    if (!owned.some((one) => one.phone_number === number))
      say(
        `${number} is in the people file, and the account ${carrier.sid} has no such number: it stays as it is.`,
      );
  if (
    new URL(wanted.voice_url).host === new URL(wanted.voice_fallback_url).host
  )
    say(
      "  Warning: voice and fallback are on the same host: when it is down, both are. Host a fallback elsewhere and name it with --fallback.",
    );
  const changing = owned.filter((one) =>
    shown.some(([, field]) => one[field] !== wanted[field]),
  );
  if (changing.length === 0) {
    say("Nothing to change.");
    return false;
  }
  if (!options.yes && !(await confirm(options))) {
    say("Nothing was changed.");
    return false;
  }
  for (const { sid } of changing)
    // oxlint-disable-next-line no-await-in-loop -- one after the other: a refusal leaves the rest as it is
    await rest.post(
      `/IncomingPhoneNumbers/${sid}.json`,
      Object.fromEntries([
        ...shown.map(([, field, parameter]) => [parameter, wanted[field]]),
        ["VoiceMethod", "POST"],
        // A host of files takes no POST.
        ["VoiceFallbackMethod", options.fallbackUrl ? "GET" : "POST"],
        ["StatusCallbackMethod", "POST"],
      ]) as Record<string, string>,
    );
  say(`Done. Dial ${changing.map((one) => one.phone_number).join(" or ")}.`);
  return true;
}

/** The line's own number first. */
async function numbersToConnect({
  settings,
  number,
}: ConnectOptions): Promise<readonly string[]> {
  if (number !== undefined) return [number];
  if (settings.number === undefined)
    throw new SettingError(
      "TWILIO_NUMBER is missing: the number to connect, such as +12025550100.",
    );
  const named =
    settings.peopleFile === undefined
      ? []
      : numbersIn(await readPeople(settings.peopleFile));
  return [...new Set([settings.number, ...named])];
}

async function findNumber(
  rest: Pick<CarrierRest, "get">,
  number: string,
): Promise<IncomingNumber | undefined> {
  const { incoming_phone_numbers: found } = (await rest
    .get("/IncomingPhoneNumbers.json", { PhoneNumber: number })
    .catch(explainAccount)) as { incoming_phone_numbers?: IncomingNumber[] };
  return found?.find((one) => one.phone_number === number);
}

function show(
  owned: IncomingNumber,
  wanted: Readonly<Record<(typeof shown)[number][1], string>>,
  say: (line: string) => void,
): void {
  say(`${owned.phone_number} (${owned.sid})`);
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
