import { attachCallbacks } from "./callbacks.js";
import type { Exchange } from "./exchange.js";
import { runTwiml } from "./interpreter.js";
import type { Leg } from "./leg.js";
import { endpoint } from "./lines.js";
import { PhoneRefusal } from "./person.js";
import type { Source } from "./scene.js";

export interface IncomingCall {
  /** E.164, or a word such as `anonymous`. */
  readonly from: string;
  readonly to: string;
  /** The caller's attestation, sent as `StirVerstat`. */
  readonly verstat?: string;
}

/** Somebody rings one of the account's numbers: its voice URL decides what happens (§1.2). */
export function receiveCall(exchange: Exchange, call: IncomingCall): Leg {
  const line = exchange.lines.get(call.to);
  if (!line)
    throw new PhoneRefusal(
      404,
      `No line has the number "${call.to}". Dial ${[...exchange.lines.keys()].join(" or ")}.`,
    );
  if (!/^[\w+:.@-]{1,64}$/.test(call.from))
    throw new PhoneRefusal(
      400,
      `"${call.from.slice(0, 64)}" is no caller: give a number such as +15550100, or "anonymous".`,
    );
  const { settings } = line;
  const fallback = endpoint(
    settings.voiceFallbackUrl,
    settings.voiceFallbackMethod,
  );
  const leg = exchange.openLeg({
    ...call,
    direction: "inbound",
    ...(fallback ? { fallback } : {}),
  });
  // A number has one callback, at the end, and no events to choose from (§3.1).
  attachCallbacks(exchange, leg, () => {
    const callback = endpoint(
      line.settings.statusCallback,
      line.settings.statusCallbackMethod,
    );
    return callback && { ...callback, events: new Set(["completed"]) };
  });
  leg.becomes("ringing");
  const voice = endpoint(settings.voiceUrl, settings.voiceMethod);
  if (voice) runCall(exchange, leg, { type: "request", ...voice });
  else {
    exchange.refuse(
      leg,
      11100,
      `The number ${call.to} has no voice URL; set its VoiceUrl.`,
      true,
    );
    exchange.events.publish(leg.sid, { type: "tone", tone: "not-in-service" });
    leg.end("no-answer");
  }
  return leg;
}

/** Gives a leg TwiML to run as its call; when that ends, so does the leg. */
export function runCall(exchange: Exchange, leg: Leg, source: Source): void {
  leg.begin(async (signal) => {
    await runTwiml({ exchange, leg, place: "call", signal }, source);
    leg.hangUp();
  });
}
