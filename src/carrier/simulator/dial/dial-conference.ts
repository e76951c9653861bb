import {
  joinConference,
  leaveConference,
  openConference,
  type Conference,
  type Participant,
} from "../conferences.js";
import {
  childController,
  doNothing,
  Interrupted,
  interruptible,
} from "../interrupt.js";
import { standardParams } from "../parameters.js";
import type { Endpoint } from "../leg.js";
import type { Scene, Step } from "../scene.js";
import { attributeEndpoint, goToAction } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";
import { watchLimits } from "./talk.js";

/** How a stay in a conference ends while the leg lives. */
type Outcome =
  | { readonly type: "released" | "wait-failed" }
  | { readonly type: "broken"; readonly error: unknown };

/** `<Dial><Conference>` (§2.5): joins the room of that name and stays until it or the stay ends. */
export async function dialConference(
  dial: TwimlElement,
  noun: TwimlElement,
  scene: Scene,
): Promise<Step> {
  const { exchange, leg } = scene;
  const name = noun.text;
  const refused = refuse(noun, scene);
  if (refused) return goToAction(dial, scene, { DialCallStatus: "failed" });
  const conference = openConference(exchange, name);
  if (conference.participants.length === 0) adopt(conference, noun, scene);
  try {
    const outcome = await stay(dial, noun, scene, conference);
    if (outcome.type === "broken") throw outcome.error;
    // Neither a sid nor a duration after a conference (§2.5).
    return goToAction(dial, scene, {
      DialCallStatus: outcome.type === "released" ? "answered" : "failed",
    });
  } catch (error) {
    const action = attributeEndpoint(dial, scene);
    if (error instanceof Interrupted && error.reason === "ended" && action)
      exchange.notifyOfEnd(leg, action, {
        ...standardParams(leg, exchange.account.sid),
        DialCallStatus: "answered",
      });
    throw error;
  }
}

function refuse(noun: TwimlElement, { exchange, leg }: Scene): boolean {
  const say = (code: number, message: string): boolean => {
    exchange.refuse(leg, code, message, false);
    return true;
  };
  if (noun.text === "")
    return say(13237, "<Conference> holds no name; the room has one.");
  const room = openConference(exchange, noun.text);
  const label = noun.attributes["participantLabel"];
  if (label && room.participants.some((one) => one.label === label))
    return say(16025, `The label "${label}" is in use in this conference.`);
  if (room.participants.length >= room.maxParticipants)
    return say(
      16020,
      `The conference "${noun.text}" is full (${room.maxParticipants}).`,
    );
  return false;
}

/** The first participant's settings are the conference's. */
function adopt(conference: Conference, noun: TwimlElement, scene: Scene): void {
  conference.callback = attributeEndpoint(
    noun,
    scene,
    "statusCallback",
    "statusCallbackMethod",
  );
  conference.callbackEvents = new Set(
    (noun.attributes["statusCallbackEvent"] ?? "").split(" "),
  );
  conference.maxParticipants = Number(
    noun.attributes["maxParticipants"] ?? "250",
  );
}

function stay(
  dial: TwimlElement,
  noun: TwimlElement,
  scene: Scene,
  conference: Conference,
): Promise<Outcome> {
  const { exchange, leg, signal } = scene;
  const wait = attributeEndpoint(noun, scene, "waitUrl", "waitMethod");
  const isSilent = noun.attributes["waitUrl"] === "";
  return interruptible<Outcome>(signal, (done) => {
    let stopHearing = doNothing;
    const hear = (endpoint: Endpoint | undefined, isWait: boolean): void => {
      stopHearing();
      const hearing = childController(signal);
      stopHearing = () => {
        hearing.detach();
        hearing.controller.abort("released");
      };
      if (!endpoint) {
        if (!(isWait && isSilent))
          exchange.events.publish(leg.sid, { type: "tone", tone: "music" });
        return;
      }
      // It runs once; silence follows unless it redirects to itself (§2.5).
      scene
        .run(
          {
            exchange,
            leg,
            place: "conference-wait",
            signal: hearing.controller.signal,
          },
          { type: "request", ...endpoint },
        )
        .then(
          (ending) => {
            if (ending === "failed" && isWait) done({ type: "wait-failed" });
          },
          (error: unknown) => {
            if (!(error instanceof Interrupted))
              done({ type: "broken", error });
          },
        );
    };
    const participant: Participant = {
      leg,
      ...readParticipant(noun),
      joinedAt: exchange.clock.now(),
      hear,
      hearTalk: () => stopHearing(),
      release: () => done({ type: "released" }),
    };
    const unwatch = watchLimits(dial, scene, leg, participant.release);
    joinConference(exchange, conference, participant, wait);
    return () => {
      unwatch();
      stopHearing();
      leaveConference(exchange, conference, participant);
    };
  });
}

type Settings = Pick<
  Participant,
  | "label"
  | "startOnEnter"
  | "endOnExit"
  | "muted"
  | "beep"
  | "coaching"
  | "onHold"
>;

function readParticipant({ attributes }: TwimlElement): Settings {
  return {
    label: attributes["participantLabel"],
    startOnEnter: attributes["startConferenceOnEnter"] !== "false",
    endOnExit: attributes["endConferenceOnExit"] === "true",
    muted: attributes["muted"] === "true",
    beep: (attributes["beep"] ?? "true") as Participant["beep"],
    coaching: attributes["coach"] !== undefined,
    onHold: false,
  };
}
