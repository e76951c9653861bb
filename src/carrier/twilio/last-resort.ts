import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import { hasShownNumber, type VoiceForm } from "./form.js";
import { emptyTwiml, hangUpTwiml, renderWhisper } from "./twiml.js";

const Response = ((VoiceResponse as unknown as { default?: unknown }).default ??
  VoiceResponse) as typeof VoiceResponse;

export interface LastResort {
  readonly text: string;
  readonly voice: string;
  readonly language: string;
  /** Whom to ring, in this order; the first ten count (the carrier's limit for one `<Dial>`). */
  readonly phones: readonly string[];
  /** One of the line's: shown where the caller's cannot be. Absent: the caller's is shown in any case. */
  readonly number?: string;
  /** Said while the store is away for a moment. */
  readonly moment: string;
  /** Said when none of them answered, before the tone. */
  readonly message: string;
  /** Said where nothing can tell whether somebody answered, before the tone. */
  readonly afterwards: string;
  /** What a rung person hears; key 1 takes the call, so that a voicemail never does (C16). */
  readonly whisper: string;
  /** Absolute: where the outcome of the ringing and the recorded message go. */
  readonly recorded: string;
  /** Absolute: the document that a rung person hears. */
  readonly whisperUrl: string;
  /** Absolute: where the person's key goes. */
  readonly acceptUrl: string;
}

/**
 * What a caller gets when we cannot serve the call: no store, no machine, only people's phones in turn and then a tone to leave a
 * message at. Static, so that it can be answered whatever is broken, and hosted elsewhere as a fallback. Five rings each (C4).
 */
export function renderLastResort(resort: LastResort, form?: VoiceForm): string {
  const { number } = resort;
  const response = new Response();
  const voice = {
    voice: resort.voice,
    language: resort.language,
  } as Parameters<VoiceResponse["say"]>[0];
  response.say(voice, resort.text);
  ring(response, resort, {
    action: resort.recorded,
    ...(form && !hasShownNumber(form) && number && { callerId: number }),
    whisper: { url: resort.whisperUrl },
  });
  return response.toString();
}

function ring(
  response: VoiceResponse,
  { phones }: LastResort,
  {
    action,
    callerId,
    whisper,
  }: {
    readonly action?: string;
    readonly callerId?: string;
    readonly whisper: { readonly url: string; readonly method?: string };
  },
): void {
  const dial = response.dial({
    ...(action !== undefined && { action }),
    ...(callerId !== undefined && { callerId }),
    timeout: 20,
    sequential: true,
  });
  for (const phone of phones.slice(0, 10))
    if (/^sips?:/i.test(phone)) dial.sip(whisper, phone);
    else if (phone.startsWith("client:")) dial.client(whisper, phone.slice(7));
    else dial.number(whisper, phone);
}

/**
 * The last resort as files for another host, by name: `last-resort.xml` is what the number's fallback names. They ask nothing of our
 * server, so they cannot tell a call that was answered from one that was not; a message stays with the carrier. `at` (absolute) is the
 * folder's address. Fetched by GET, since hosts of files take no POST.
 */
export function renderHosted(
  resort: LastResort,
  at: string,
): Readonly<Record<string, string>> {
  const method = "GET";
  const voice = {
    voice: resort.voice,
    language: resort.language,
  } as Parameters<VoiceResponse["say"]>[0];
  const main = new Response();
  main.say(voice, resort.text);
  // Nothing here looks at whether the caller's number can be shown; the line's own can, and people know it.
  ring(main, resort, {
    ...(resort.number && { callerId: resort.number }),
    whisper: { url: `${at}/whisper.xml`, method },
  });
  main.say(voice, resort.afterwards);
  main.record({
    action: `${at}/goodbye.xml`,
    method,
    maxLength: 120,
    timeout: 4,
    finishOnKey: "#",
  });
  main.hangup();
  return {
    "last-resort.xml": main.toString(),
    "whisper.xml": renderWhisper(
      { ...resort, text: resort.whisper },
      `${at}/accept.xml`,
      method,
    ),
    "accept.xml": emptyTwiml,
    "goodbye.xml": hangUpTwiml,
  };
}

/** After the phones of the last resort: nobody answered, so the caller may leave a message. */
export function renderLastMessage(resort: LastResort): string {
  const response = new Response();
  const voice = {
    voice: resort.voice,
    language: resort.language,
  } as Parameters<VoiceResponse["say"]>[0];
  response.say(voice, resort.message);
  response.record({
    action: resort.recorded,
    maxLength: 120,
    timeout: 4,
    finishOnKey: "#",
  });
  response.hangup();
  return response.toString();
}

/** A short word, and the carrier asks again at `again` (absolute). */
export function renderMoment(resort: LastResort, again: string): string {
  const response = new Response();
  const voice = {
    voice: resort.voice,
    language: resort.language,
  } as Parameters<VoiceResponse["say"]>[0];
  response.say(voice, resort.moment);
  response.pause({ length: 1 });
  response.redirect(again);
  return response.toString();
}
