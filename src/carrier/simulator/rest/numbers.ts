import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import type { Line, LineSettings } from "../lines.js";
import { apiVersion, rfc2822 } from "../parameters.js";
import { readBody, readMethod, readQuery, readUrl, type Form } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";

/** `/IncomingPhoneNumbers` (§4.4): look up by number, fetch, and set what a number does. */
export function addNumbers(router: Router, exchange: Exchange): void {
  const lineOf = (sid: string): Line => {
    for (const line of exchange.lines.values())
      if (line.sid === sid) return line;
    throw notFound(`/IncomingPhoneNumbers/${sid}.json`);
  };
  router.get("/IncomingPhoneNumbers.json", (request, response) => {
    const wanted = readQuery(request).text("PhoneNumber");
    const rows = [...exchange.lines.values()].filter(
      ({ number }) => wanted === undefined || number.includes(wanted),
    );
    response.json(
      pageOf(request, "incoming_phone_numbers", rows, (line) =>
        presentLine(exchange, line),
      ),
    );
  });
  router.get("/IncomingPhoneNumbers/:sid.json", (request, response) => {
    response.json(presentLine(exchange, lineOf(request.params.sid)));
  });
  router.post("/IncomingPhoneNumbers/:sid.json", (request, response) => {
    const line = lineOf(request.params.sid);
    line.settings = readSettings(readBody(request), line.settings);
    response.json(presentLine(exchange, line));
  });
}

const urlParameters = [
  ["VoiceUrl", "voiceUrl"],
  ["VoiceFallbackUrl", "voiceFallbackUrl"],
  ["StatusCallback", "statusCallback"],
] as const;
const methodParameters = [
  ["VoiceMethod", "voiceMethod"],
  ["VoiceFallbackMethod", "voiceFallbackMethod"],
  ["StatusCallbackMethod", "statusCallbackMethod"],
] as const;

/** Only fields that were sent change; an empty URL clears it. A fallback needs a voice URL (21405). */
function readSettings(form: Form, before: LineSettings): LineSettings {
  const after: { -readonly [K in keyof LineSettings]: LineSettings[K] } = {
    ...before,
  };
  for (const [field, key] of urlParameters) {
    const url = form.get(field);
    if (url !== undefined) after[key] = url && readUrl(url, field);
  }
  for (const [field, key] of methodParameters)
    if (form.has(field)) after[key] = readMethod(form, field);
  const name = form.get("FriendlyName");
  if (name !== undefined) {
    if (name.length > 64)
      throw new RestError(400, 20002, "FriendlyName has at most 64 characters");
    after.friendlyName = name;
  }
  if (after.voiceFallbackUrl && !after.voiceUrl)
    throw new RestError(
      400,
      21405,
      "Cannot set VoiceFallbackUrl without setting VoiceUrl",
    );
  return after;
}

function presentLine({ account }: Exchange, line: Line): object {
  const { settings } = line;
  return {
    sid: line.sid,
    account_sid: account.sid,
    api_version: apiVersion,
    phone_number: line.number,
    friendly_name: settings.friendlyName ?? line.number,
    voice_url: settings.voiceUrl ?? "",
    voice_method: settings.voiceMethod ?? "POST",
    voice_fallback_url: settings.voiceFallbackUrl ?? "",
    voice_fallback_method: settings.voiceFallbackMethod ?? "POST",
    status_callback: settings.statusCallback ?? "",
    status_callback_method: settings.statusCallbackMethod ?? "POST",
    voice_application_sid: "",
    voice_caller_id_lookup: false,
    voice_receive_mode: "voice",
    sms_url: "",
    sms_method: "POST",
    sms_fallback_url: "",
    sms_fallback_method: "POST",
    capabilities: { voice: true, sms: true, mms: false, fax: false },
    date_created: rfc2822(line.createdAt),
    date_updated: rfc2822(line.createdAt),
    beta: false,
    status: "in-use",
    uri: `/${apiVersion}/Accounts/${account.sid}/IncomingPhoneNumbers/${line.sid}.json`,
  };
}
