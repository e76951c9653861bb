import { callEvents, type CallbackPlan } from "../callbacks.js";
import type { Exchange } from "../exchange.js";
import { runCall } from "../incoming.js";
import type { Leg } from "../leg.js";
import { isE164 } from "../parameters.js";
import { placeLeg } from "../place-leg.js";
import type { Source } from "../scene.js";
import { readEndpoint, readInteger, type Form } from "./form.js";
import { RestError } from "./rest-error.js";

/** §7.1: a REST call rings 60 s unless told otherwise, 600 s at most. */
const defaultRingS = 60;
const maxRingS = 600;
const maxInline = 4000;

/** A call asked for by REST (§4.2). It waits for its turn among the account's calls per second, then rings. */
export function createCall(exchange: Exchange, form: Form): Leg {
  const to = readTo(form);
  const from = readFrom(exchange, form);
  if (to === from)
    throw new RestError(400, 21211, "'To' and 'From' may not be the same");
  const source = readSource(form);
  const ringS = readInteger(form, "Timeout", 1, maxRingS) ?? defaultRingS;
  const limitS = readInteger(form, "TimeLimit", 1, 86_400);
  const fallback = readEndpoint(form, "FallbackUrl", "FallbackMethod");
  const sendDigits = form.text("SendDigits") ?? "";
  if (!/^[0-9#*wW]{0,32}$/.test(sendDigits))
    throw new RestError(
      400,
      20001,
      "SendDigits holds at most 32 of 0-9, #, *, w and W",
    );
  const callbacks = readCallbacks(form);
  const { leg, ring } = placeLeg(exchange, {
    direction: "outbound-api",
    from,
    to,
    ringMs: ringS * 1000,
    callbacks: () => callbacks,
    ...(fallback ? { fallback } : {}),
  });
  if (form.text("MachineDetection"))
    exchange.refuse(
      leg,
      0,
      "MachineDetection is not simulated: no AnsweredBy comes.",
      false,
    );
  leg.changes.subscribe((status) => {
    if (status !== "in-progress") return;
    runCall(exchange, leg, source);
    if (limitS !== undefined)
      exchange.clock.after(limitS * 1000, () => leg.hangUp());
  });
  exchange.dialOut(leg, ring);
  return leg;
}

export function readTo(form: Form): string {
  const to = form.text("To");
  if (to === undefined)
    throw new RestError(400, 21201, "No 'To' number is specified");
  if (isE164(to) || /^(client:.{1,256}|sips?:\S{1,250})$/.test(to)) return to;
  throw new RestError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
}

export function readFrom(exchange: Exchange, form: Form): string {
  const from = form.text("From");
  if (from === undefined)
    throw new RestError(400, 21213, "'From' phone number is required");
  if (from.startsWith("client:") || exchange.lines.has(from)) return from;
  throw isE164(from)
    ? new RestError(
        400,
        21210,
        `The source phone number provided, ${from}, is not yet verified for your account`,
      )
    : new RestError(400, 21212, `Invalid 'From' Phone Number: ${from}`);
}

/** `Url` beats `Twiml`; one of them there is (21205). */
function readSource(form: Form): Source {
  if (form.text("ApplicationSid"))
    throw new RestError(400, 21218, "ApplicationSid is not known here");
  const url = readEndpoint(form, "Url", "Method");
  if (url) return { type: "request", ...url };
  const twiml = readInline(form);
  if (twiml === undefined)
    throw new RestError(400, 21205, "Url parameter is required");
  return { type: "inline", twiml };
}

/** Inline TwiML is at most 4000 characters (32018). */
export function readInline(form: Form): string | undefined {
  const twiml = form.text("Twiml");
  if (twiml !== undefined && twiml.length > maxInline)
    throw new RestError(
      400,
      32018,
      `Twiml is ${twiml.length} characters; it is at most ${maxInline}`,
    );
  return twiml;
}

export function readCallbacks(form: Form): CallbackPlan | undefined {
  const callback = readEndpoint(form, "StatusCallback", "StatusCallbackMethod");
  if (!callback) return undefined;
  const chosen = form.all("StatusCallbackEvent");
  const events = callEvents.filter((event) => chosen.includes(event));
  return {
    ...callback,
    events: new Set(chosen.length > 0 ? events : ["completed"]),
  };
}
