import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { LegEffect } from "../../flows/effects.js";
import { wordEnds } from "../../flows/listen.js";

// CommonJS without an exports map: the class is the module's `default`.
const Response = ((VoiceResponse as unknown as { default?: unknown }).default ??
  VoiceResponse) as typeof VoiceResponse;

/** Where the document's verbs send what happens; absolute, with the machine's turn in it. */
export interface Addresses {
  /** What was done on the leg, and that its document came to its end. */
  readonly turn: string;
  /** What a leg hears that waits for a person; asked for again and again. */
  readonly wait: string;
  /** What a leg hears that is the first in its room. */
  readonly alone: (sound: Alone) => string;
}

export type Alone = "music" | "ringing";

/** The carrier's queue only holds the callers: who is next is decided by the line's own. */
const waitingQueue = "waiting";

type Gather = ReturnType<VoiceResponse["gather"]>;
type SayVoice = Parameters<VoiceResponse["say"]>[0];

/** Renders what a leg is told to do. Only verbs that Twilio, SignalWire and Telnyx share; always an `action`. */
export function renderTwiml(
  effects: readonly LegEffect[],
  addresses: Addresses,
): string {
  const response = new Response();
  const gatherAt = effects.findIndex(({ type }) => type === "gather");
  const gatherEffect = effects[gatherAt];
  let gather: Gather | undefined;
  if (gatherEffect?.type === "gather")
    gather = response.gather({
      input: gatherEffect.speech ? ["dtmf", "speech"] : ["dtmf"],
      numDigits: gatherEffect.digits,
      // Without a finishing key every key counts, `#` and `*` too.
      finishOnKey: gatherEffect.finish ?? "",
      timeout: gatherEffect.timeout,
      action: addresses.turn,
      ...(gatherEffect.speech && {
        language: gatherEffect.speech.language as never,
        ...(gatherEffect.speech.hints.length > 0 && {
          hints: gatherEffect.speech.hints
            .map((hint) => hint.replaceAll(",", " "))
            .join(","),
        }),
        speechTimeout: String(wordEnds(gatherEffect.digits)),
      }),
    });
  for (const [place, effect] of effects.entries()) {
    // A prompt inside the gather can be interrupted; keys pressed during one before it are lost.
    const target = gather !== undefined && place < gatherAt ? gather : response;
    writeVerb(response, target, effect, addresses);
  }
  return response.toString();
}

function writeVerb(
  response: VoiceResponse,
  target: Gather | VoiceResponse,
  effect: LegEffect,
  addresses: Addresses,
): void {
  switch (effect.type) {
    case "say": {
      // The package's list of voices is closed and lags behind the carrier's.
      const voice = { voice: effect.voice, language: effect.language };
      target.say(voice as SayVoice, effect.text);
      return;
    }
    case "gather":
      // Nothing pressed falls through to here. Posting an empty result instead is not known to every carrier.
      response.redirect(addresses.turn);
      return;
    case "wait":
      response.enqueue(
        { action: addresses.turn, waitUrl: addresses.wait },
        waitingQueue,
      );
      return;
    case "join": {
      const dial = response.dial({
        action: addresses.turn,
        ...(effect.starLeaves && { hangupOnStar: true }),
      });
      // Only the first one's settings count, and either may be first. Nobody's leaving ends the talk, so that a third may join and the
      // first go: the line ends it.
      dial.conference(
        {
          beep: "false",
          startConferenceOnEnter: true,
          endConferenceOnExit: false,
          waitUrl: addresses.alone(effect.alone ?? "music"),
        },
        effect.room,
      );
      return;
    }
    case "record":
      response.record({
        action: addresses.turn,
        maxLength: effect.max,
        timeout: effect.silence,
        finishOnKey: effect.keys,
      });
      // An empty recording falls through.
      response.redirect(addresses.turn);
      return;
    case "hang-up":
      response.hangup();
      return;
  }
}

/** What a rung person hears: who calls and why; key 1 takes the call, anything else leaves it (C16). */
export function renderWhisper(
  whisper: {
    readonly text: string;
    readonly voice: string;
    readonly language: string;
  },
  acceptUrl: string,
  method?: "GET",
): string {
  const response = new Response();
  const gather = response.gather({
    numDigits: 1,
    finishOnKey: "",
    timeout: 6,
    action: acceptUrl,
    ...(method && { method }),
  });
  const voice = { voice: whisper.voice, language: whisper.language };
  gather.say(voice as SayVoice, whisper.text);
  response.hangup();
  return response.toString();
}

/** Nothing more to say to this leg: a whispering leg is bridged, any other is hung up. */
export const emptyTwiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export const busyTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy"/></Response>';

export const hangUpTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';
