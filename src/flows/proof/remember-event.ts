import type { CallEvent } from "../events.js";
import { mapValues } from "../map-values.js";
import { isDay, type Value } from "../speech/index.js";
import { printTime, type TranscriptEvent } from "../transcript/event.js";
import { printEvent } from "../transcript/print-event.js";

/**
 * An event as a transcript writes it, for replaying a call that holds nobody's number, account, bill or recording by name. `seconds`: after
 * the answer. Without `words` what the caller said is not in it either, and a call of spoken answers cannot be replayed.
 */
export function rememberEvent(
  event: CallEvent,
  seconds: number,
  words: boolean,
): string {
  const { limits, openCallBack } = event;
  const [first = "", ...more] = printEvent({
    ...(isDeadline(event.type)
      ? { type: "time-up" as const }
      : withoutNames(event, words)),
    ...(limits && { limits }),
    ...(openCallBack && {
      callBack: openCallBack.named ? "10000000" : "unnamed",
    }),
  }).split("\n");
  return event.type === "call-started"
    ? first
    : [`${first} ${printTime(seconds)}`, ...more].join("\n");
}

/** A deadline of where the call is, as XState names it. */
export function isDeadline(type: string): boolean {
  return type.startsWith("xstate.after.");
}

/** Without any words the sentence that names a charge could not be said again. */
const unnamed = { es: "un cobro", en: "a charge", pt: "uma cobrança" };

function withoutNames(event: CallEvent, words: boolean): TranscriptEvent {
  switch (event.type) {
    case "call-started": {
      const { caller, language, direct, openCase, outcome, before } = event;
      const { grade } = caller;
      const from = grade === "withheld" ? "anonymous" : "+10000000000";
      return {
        type: "call",
        from,
        grade: openCase?.named === true || outcome ? "attested" : grade,
        ...(direct && { to: "director" as const }),
        ...(before?.resumes && { resumes: before.resumes.step }),
        ...(language && { language }),
        ...(openCase && { openCase: "10000000" }),
        ...(outcome && { outcome: true as const }),
      };
    }
    case "charges-found":
      return {
        ...event,
        ...(event.account !== undefined && { account: "account" }),
        charges: event.charges.map((charge) => ({ ...charge, label: unnamed })),
      };
    case "look-up-answered":
      return {
        ...event,
        ...(event.values && { values: mapValues(event.values, withoutWords) }),
      };
    case "recorded":
      return { ...event, url: "https://recordings.example/RE1" };
    case "digits":
      // More than a key or two is a number of the caller's.
      return event.digits.length < 3
        ? event
        : { ...event, digits: event.digits.replaceAll(/\d/g, "0") };
    case "speech":
      return {
        ...event,
        text: words ? event.text.replaceAll(/\d{3,}/g, "000") : "…",
      };
    case "silence":
    case "leg-accepted":
    case "leg-ended":
    case "hung-up":
    case "charges-unavailable":
    case "claim-answered":
      return event;
  }
}

/** Amounts, days and moments stay: nobody is known by them. */
function withoutWords(value: Value): Value {
  return typeof value === "string" && !isDay(value)
    ? value.replaceAll(/\p{L}/gu, "x").replaceAll(/\d/g, "0")
    : value;
}
