import type { CallEvent, Grade, LegResult } from "../../flows/events.js";

/** What is kept of each field, in characters: a long one never costs the caller the call. */
const most = {
  From: 255,
  To: 255,
  CallStatus: 20,
  Digits: 64,
  SpeechResult: 1000,
  Confidence: 30,
  StirVerstat: 60,
  DialCallStatus: 20,
  DialBridged: 10,
  QueueResult: 40,
  RecordingUrl: 1000,
  RecordingDuration: 10,
  RecordingStatus: 20,
  ErrorCode: 10,
} as const;
const fields = Object.entries(most) as [keyof typeof most, number][];
const callSid = /^[\w:.-]{1,128}$/;

/**
 * The fields of a voice webhook that we read; every other field is accepted and left alone, since carriers add some without notice.
 * Source: Twilio, "TwiML request parameters".
 */
export type VoiceForm = {
  readonly CallSid: string;
  readonly From: string;
  readonly To: string;
} & {
  readonly [name in Exclude<keyof typeof most, "From" | "To">]?:
    string | undefined;
};

/** A webhook's form, or `undefined` when it is none of a call's. */
export function readForm(body: unknown): VoiceForm | undefined {
  const posted = (body ?? {}) as Readonly<Record<string, unknown>>;
  const CallSid = posted["CallSid"];
  if (typeof CallSid !== "string" || !callSid.test(CallSid)) return undefined;
  const form: { -readonly [name in keyof VoiceForm]: VoiceForm[name] } = {
    CallSid,
    From: "",
    To: "",
  };
  for (const [name, length] of fields) {
    const value = posted[name];
    // Of a repeated field the last.
    const text: unknown = Array.isArray(value) ? value.at(-1) : value;
    if (typeof text === "string") form[name] = text.slice(0, length);
  }
  return form;
}

/** The end of a leg, by the carrier's words for it. */
const over = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);

export function isOver(form: VoiceForm): boolean {
  return form.CallStatus !== undefined && over.has(form.CallStatus);
}

/** Of a fallback: the carrier could not reach us (112xx), and the document may be heard again. */
export function isOutOfReach({ ErrorCode = "" }: VoiceForm): boolean {
  return ErrorCode.startsWith("112");
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An event before it has a time. */
export type Happening = DistributiveOmit<CallEvent, "at">;

/** What a post to an action URL says happened. */
export function eventFromForm(form: VoiceForm): Happening {
  // Looked at before the end of the call: a caller who hangs up after the tone has left a message all the same.
  if (form.RecordingUrl !== undefined && form.DialCallStatus === undefined)
    return {
      type: "recorded",
      url: form.RecordingUrl,
      seconds: Math.max(
        0,
        Math.trunc(Number(form.RecordingDuration ?? 0)) || 0,
      ),
    };
  if (isOver(form) || form.QueueResult === "hangup") return { type: "hung-up" };
  // A talk that is over, or a queue that gave the caller back: the document came to its end.
  if (form.DialCallStatus !== undefined || form.QueueResult !== undefined)
    return { type: "silence" };
  if (form.Digits) return { type: "digits", digits: form.Digits };
  if (form.SpeechResult) {
    const confidence = Number(form.Confidence);
    return {
      type: "speech",
      text: form.SpeechResult,
      // The carrier may leave it out; that is "unknown", not nought.
      ...(form.Confidence && Number.isFinite(confidence) && { confidence }),
    };
  }
  return { type: "silence" };
}

/** Tells that a queued leg was moved by us: what became of it comes by other ways. */
export function isNotice(form: VoiceForm): boolean {
  return form.QueueResult === "redirected" && !isOver(form);
}

/** How the leg of a person who was rung came to its end, before anybody took the call. */
export function legResult(form: VoiceForm): LegResult {
  switch (form.CallStatus) {
    case "busy":
    case "no-answer":
      return form.CallStatus;
    case "completed":
      return "declined";
    case undefined:
    default:
      return "failed";
  }
}

/** Stand-ins that carriers send when the number is withheld; `+266696687` spells ANONYMOUS, `+7378742833` RESTRICTED. */
const withheld =
  /^(|anonymous|unknown|restricted|unavailable|private|blocked|\+?266696687|\+?7378742833|\+?86282452253|\+?8656696|\+?464)$/i;

const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * Whether telephones may be rung with the caller's own number shown. The carrier passes on what it was given, and others refuse a call whose
 * number is a word, a stand-in or an address; from a browser it dials no number without one of the account's.
 * Source: Twilio, error 13214.
 */
export function hasShownNumber({ From }: VoiceForm): boolean {
  return e164.test(From) && !withheld.test(From);
}

/** The number that was dialled; `undefined`: the call came to an address, or from a browser. */
export function numberDialled({ To }: VoiceForm): string | undefined {
  return e164.test(To) ? To : undefined;
}

/** How far the caller's number may be trusted. A missing verdict never means trust. */
export function gradeOf(form: VoiceForm): Grade {
  if (withheld.test(form.From.trim())) return "withheld";
  // A client or SIP address names a device of ours or of somebody's exchange, shared by whoever sits there.
  if (/^(client|sip|sips):/i.test(form.From)) return "shared";
  if (!e164.test(form.From)) return "withheld";
  // The originating carrier says that somebody else's number is shown: it may be anybody's.
  if (form.StirVerstat?.startsWith("TN-Validation-Failed")) return "withheld";
  return form.StirVerstat === "TN-Validation-Passed-A" ? "attested" : "present";
}
