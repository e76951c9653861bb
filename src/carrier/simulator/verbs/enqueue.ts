import { createBridge } from "../bridge.js";
import {
  childController,
  doNothing,
  Interrupted,
  interruptible,
  pause,
} from "../interrupt.js";
import { standardParams } from "../parameters.js";
import {
  maxQueueName,
  openQueue,
  removeMember,
  waitedSeconds,
  waitParams,
  type Claim,
  type Member,
  type Queue,
} from "../queues.js";
import { nextVerb, type Scene, type Step, type Verb } from "../scene.js";
import { attributeEndpoint, goToAction } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";

/** How the wait in a queue ends while the caller is there; hang-up and REST interrupt it instead. */
type Outcome =
  | { readonly type: "leave" | "hang-up" | "error" }
  | { readonly type: "claimed"; readonly claim: Claim }
  | { readonly type: "broken"; readonly error: unknown };

/** A waiting document that takes no time is asked for again after this, in ms, so that it does not spin. */
const breathMs = 1000;

/**
 * `<Enqueue>` (§2.6): the caller waits, the waitUrl is asked again and again, until someone dials the queue, the document
 * leaves, or REST moves the call. A hang-up or a move is told to the action as a notice whose answer is ignored.
 */
export const enqueue: Verb = async (element, scene) => {
  const { exchange, leg } = scene;
  const warn = (code: number, message: string): void =>
    exchange.refuse(leg, code, message, false);
  if (element.attributes["workflowSid"]) {
    warn(0, "<Enqueue workflowSid> is not simulated; it is passed over.");
    return nextVerb;
  }
  const name = element.text;
  if (name === "" || name.length > maxQueueName) {
    warn(
      name === "" ? 14204 : 14205,
      `<Enqueue> names a queue by 1 to ${maxQueueName} characters.`,
    );
    return goToAction(element, scene, { QueueResult: "error" });
  }
  const size = Number(element.attributes["maxQueueSize"]) || undefined;
  const queue = openQueue(exchange, name, size);
  if (queue.members.length >= queue.maxSize) {
    warn(14207, `The queue "${name}" is full (${queue.maxSize}).`);
    return goToAction(element, scene, { QueueResult: "queue-full" });
  }
  return waitAndTalk(element, scene, queue);
};

async function waitAndTalk(
  element: TwimlElement,
  scene: Scene,
  queue: Queue,
): Promise<Step> {
  const { exchange, leg } = scene;
  let accept: (claim: Claim) => void = doNothing;
  const member: Member = {
    leg,
    joinedAt: exchange.clock.now(),
    accept: (claim) => accept(claim),
  };
  let waitedS = 0;
  let bridged = false;
  const result = (QueueResult: string): Record<string, string> => ({
    QueueResult,
    QueueSid: queue.sid,
    QueueTime: String(waitedS),
  });
  let released = false;
  const release = (): void => {
    if (!released) waitedS = waitedSeconds(exchange, member);
    released = true;
    removeMember(exchange, queue, member);
  };
  const notice = (queueResult: string): void => {
    const action = attributeEndpoint(element, scene);
    if (action)
      exchange.notifyOfEnd(leg, action, {
        ...standardParams(leg, exchange.account.sid),
        ...result(queueResult),
      });
  };
  queue.members.push(member);
  try {
    const waiting = wait(element, scene, queue, member, (claimed) => {
      accept = claimed;
    });
    queue.joined.publish();
    const outcome = await waiting;
    release();
    if (outcome.type === "broken") throw outcome.error;
    if (outcome.type === "hang-up") {
      leg.hangUp();
      notice("hangup");
      return { type: "hang-up" };
    }
    if (outcome.type !== "claimed")
      return goToAction(element, scene, result(outcome.type));
    bridged = true;
    const talked = await talkTo(outcome.claim, scene);
    return goToAction(element, scene, result(talked ? "bridged" : "error"));
  } catch (error) {
    release();
    if (error instanceof Interrupted) {
      const moved = bridged ? "redirected-from-bridged" : "redirected";
      const gone = bridged ? "bridged" : "hangup";
      notice(error.reason === "ended" ? gone : moved);
    }
    throw error;
  }
}

function wait(
  element: TwimlElement,
  scene: Scene,
  queue: Queue,
  member: Member,
  offer: (accept: (claim: Claim) => void) => void,
): Promise<Outcome> {
  const waiting = childController(scene.signal);
  return interruptible<Outcome>(scene.signal, (done) => {
    offer((claim) => {
      done({ type: "claimed", claim });
    });
    holdOn(
      element,
      { ...scene, signal: waiting.controller.signal },
      queue,
      member,
    ).then(
      (type) => done({ type }),
      (error: unknown) => {
        if (!(error instanceof Interrupted)) done({ type: "broken", error });
      },
    );
    return () => {
      waiting.detach();
      waiting.controller.abort("released");
    };
  });
}

/** Asks the waitUrl over and over; it has no greatest wait (§2.6). Without one there is music, with '' silence. */
async function holdOn(
  element: TwimlElement,
  scene: Scene,
  queue: Queue,
  member: Member,
): Promise<"leave" | "hang-up" | "error"> {
  const { exchange, leg, signal } = scene;
  const waitUrl = attributeEndpoint(element, scene, "waitUrl", "waitUrlMethod");
  if (!waitUrl) {
    if (element.attributes["waitUrl"] === undefined)
      exchange.events.publish(leg.sid, { type: "tone", tone: "music" });
    return interruptible<never>(signal, () => doNothing);
  }
  for (;;) {
    const began = exchange.clock.now();
    const ending = await scene.run(
      { exchange, leg, place: "queue-wait", signal },
      {
        type: "request",
        ...waitUrl,
        extra: waitParams(exchange, queue, member),
      },
    );
    if (ending === "left") return "leave";
    if (ending === "hung-up") return "hang-up";
    if (ending === "failed") return "error";
    if (exchange.clock.now() === began)
      await pause(exchange.clock, breathMs, signal);
  }
}

/** The queued caller hears the dialler's document, then talks; false when that document failed. */
async function talkTo(claim: Claim, scene: Scene): Promise<boolean> {
  const { exchange, leg, signal } = scene;
  let bridge;
  try {
    const ending = claim.whisper
      ? await scene.run(
          { exchange, leg, place: "dequeue", signal },
          {
            type: "request",
            ...claim.whisper,
            extra: { DequeingCallSid: claim.by.sid },
          },
        )
      : "end-of-document";
    if (ending === "end-of-document" && !claim.isWithdrawn)
      bridge = createBridge(exchange, claim.by, leg);
  } finally {
    claim.connect(bridge);
  }
  if (!bridge) return false;
  const talk = bridge;
  try {
    await interruptible<void>(signal, (done) =>
      talk.whenOver(() => done(undefined)),
    );
  } finally {
    talk.end();
  }
  return true;
}
