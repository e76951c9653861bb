import { openConference, type Conference } from "../conferences.js";
import { dialConference } from "../dial/dial-conference.js";
import type { Exchange } from "../exchange.js";
import { runTwiml } from "../interpreter.js";
import type { Leg } from "../leg.js";
import { placeLeg } from "../place-leg.js";
import type { TwimlElement } from "../twiml/document.js";
import { readCallbacks, readFrom, readTo } from "./create-call.js";
import { readInteger, type Form } from "./form.js";

/** REST fields and the `<Conference>` attributes they stand for. */
const attributeOf: Readonly<Record<string, string>> = {
  Label: "participantLabel",
  Muted: "muted",
  Beep: "beep",
  StartConferenceOnEnter: "startConferenceOnEnter",
  EndConferenceOnExit: "endConferenceOnExit",
  WaitUrl: "waitUrl",
  WaitMethod: "waitMethod",
  MaxParticipants: "maxParticipants",
  CallSidToCoach: "coach",
  ConferenceStatusCallback: "statusCallback",
  ConferenceStatusCallbackMethod: "statusCallbackMethod",
};

/** Rings somebody and joins them to the room, by its sid or name, when they answer; after the room the call is over. */
export function addParticipant(
  exchange: Exchange,
  room: string,
  form: Form,
): { conference: Conference; leg: Leg } {
  const to = readTo(form);
  const from = readFrom(exchange, form);
  const callbacks = readCallbacks(form);
  const conference =
    exchange.conferences.get(room) ?? openConference(exchange, room);
  const { leg, ring } = placeLeg(exchange, {
    direction: "outbound-api",
    from,
    to,
    ringMs: (readInteger(form, "Timeout", 5, 600) ?? 60) * 1000,
    callbacks: () => callbacks,
  });
  const dial = element("Dial", {}, [
    element("Conference", readAttributes(form), [], conference.name),
  ]);
  leg.changes.subscribe((status) => {
    if (status !== "in-progress") return;
    leg.begin(async (signal) => {
      const [noun = dial] = dial.children;
      await dialConference(dial, noun, {
        exchange,
        leg,
        place: "call",
        signal,
        base: undefined,
        isOpening: false,
        run: runTwiml,
      });
      leg.hangUp();
    });
  });
  exchange.dialOut(leg, ring);
  return { conference, leg };
}

function readAttributes(form: Form): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [field, attribute] of Object.entries(attributeOf)) {
    const value = form.get(field);
    if (value !== undefined) attributes[attribute] = value;
  }
  const events = form.all("ConferenceStatusCallbackEvent");
  if (events.length > 0) attributes["statusCallbackEvent"] = events.join(" ");
  return attributes;
}

function element(
  name: string,
  attributes: Record<string, string>,
  children: readonly TwimlElement[],
  text = "",
): TwimlElement {
  return { name, attributes, children, text };
}
