import type { Address, LegEffect } from "../../flows/effects.js";
import { wordEnds } from "../../flows/listen.js";
import type { Said } from "../../flows/saying.js";
import { play, redirect, respond, say } from "./verbs.js";
import { element, textIn } from "./xml.js";

/** Where the document's verbs send what happens; absolute, with the machine's turn in it. */
export interface Addresses {
  /** What was done on the leg, and that its document came to its end. */
  readonly turn: string;
  /** What a leg hears that waits for a person; asked for again and again. */
  readonly wait: string;
  /** One of the line's pieces of music. */
  readonly music: (piece: number) => string;
  /** What the leg of another machine is on. */
  readonly document: (of: Address) => string;
  /** What a leg hears that is the first in its room. */
  readonly alone: (sound: Alone) => string;
}

export type Alone = "music" | "ringing";

/** The carrier's queue only holds the callers: who is next is decided by the line's own. */
const waitingQueue = "waiting";

/** Renders what a leg is told to do. Only verbs that Twilio, SignalWire and Telnyx share; always an `action`. */
export function renderTwiml(
  effects: readonly LegEffect[],
  addresses: Addresses,
): string {
  // A prompt inside the gather can be interrupted; keys pressed during one before it are lost.
  const first = Math.max(
    0,
    effects.findIndex(({ type }) => type === "gather"),
  );
  const prompts = effects
    .slice(0, first)
    .map((effect) => writeVerb(effect, addresses));
  const [inside, ...after] = effects
    .slice(first)
    .map((effect, place) =>
      writeVerb(effect, addresses, place === 0 ? prompts.join("") : ""),
    );
  return respond(inside ?? "", ...after);
}

function writeGather(
  { digits, finish, timeout, speech }: Extract<LegEffect, { type: "gather" }>,
  { turn }: Addresses,
  prompts: string,
): string {
  const hints = speech?.hints.map((hint) => hint.replaceAll(",", " "));
  return (
    element(
      "Gather",
      {
        input: speech ? "dtmf speech" : "dtmf",
        numDigits: digits,
        // Without a finishing key every key counts, `#` and `*` too.
        finishOnKey: finish ?? "",
        timeout,
        action: turn,
        language: speech?.language,
        hints: hints?.length ? hints.join(",") : undefined,
        speechTimeout: speech && wordEnds(digits),
      },
      prompts,
    ) +
    // Nothing pressed falls through to here. Posting an empty result instead is not known to every carrier.
    redirect(turn)
  );
}

function writeVerb(
  effect: LegEffect,
  addresses: Addresses,
  inside = "",
): string {
  const { turn, wait, alone } = addresses;
  switch (effect.type) {
    case "say":
      return say(effect);
    case "play":
      return play(effect.url);
    case "gather":
      return writeGather(effect, addresses, inside);
    case "wait":
      return element("Enqueue", { action: turn, waitUrl: wait }, waitingQueue);
    case "join":
      // Only the first one's settings count, and either may be first. Nobody's leaving ends the talk, so that a third may join and the
      // first go: the line ends it.
      return element(
        "Dial",
        { action: turn, hangupOnStar: effect.starLeaves },
        element(
          "Conference",
          {
            beep: "false",
            startConferenceOnEnter: true,
            endConferenceOnExit: false,
            waitUrl: alone(effect.alone ?? "music"),
          },
          textIn(effect.room),
        ),
      );
    case "record":
      return (
        element("Record", {
          action: turn,
          maxLength: effect.max,
          timeout: effect.silence,
          finishOnKey: effect.keys,
        }) +
        // An empty recording falls through.
        redirect(turn)
      );
    case "music":
      return play(addresses.music(effect.piece));
    case "go-on":
      return redirect(addresses.document(effect.to));
    case "hang-up":
      return element("Hangup");
  }
}

/** What a rung person hears: who calls and why; key 1 takes the call, anything else leaves it (C16). */
export function renderWhisper(
  whisper: Said,
  acceptUrl: string,
  method?: "GET",
): string {
  const gather = {
    numDigits: 1,
    finishOnKey: "",
    timeout: 6,
    action: acceptUrl,
    method,
  };
  return respond(element("Gather", gather, say(whisper)), element("Hangup"));
}

/** Nothing more to say to this leg: a whispering leg is bridged, any other is hung up. */
export const emptyTwiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export const busyTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy"/></Response>';

export const hangUpTwiml =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>';
