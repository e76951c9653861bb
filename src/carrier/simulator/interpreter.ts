import { stopIfInterrupted, pause } from "./interrupt.js";
import type { Leg } from "./leg.js";
import { isUnanswered, pickUp } from "./pick-up.js";
import {
  TwimlFault,
  type Ending,
  type Scene,
  type Source,
  type Stage,
  type Step,
} from "./scene.js";
import { speak } from "./sound.js";
import type { TwimlElement } from "./twiml/document.js";
import { loadDocument, type Loaded } from "./twiml/load.js";
import { playUrl } from "./verbs/play.js";
import { verbs } from "./verbs/index.js";

/**
 * Runs TwiML on a leg: one document after another, verb by verb (§2.0), until a document has no more verbs, hangs up or
 * leaves the queue. What the carrier cannot run goes to the call's fallback URL once, then to the spoken apology.
 */
export async function runTwiml(stage: Stage, source: Source): Promise<Ending> {
  let next: Source = source;
  let rescuing = false;
  for (;;) {
    try {
      const loaded = await loadCalmly(stage, next);
      const step = await runLoaded(stage, loaded);
      if (typeof step === "string") return step;
      next = step.source;
      rescuing = false;
    } catch (error) {
      if (!(error instanceof TwimlFault)) throw error;
      stopIfInterrupted(stage.signal);
      const rescue: Source | undefined = rescuing
        ? undefined
        : fallbackFor(stage, next, error);
      stage.exchange.refuse(
        stage.leg,
        error.code,
        error.message,
        rescue === undefined,
      );
      if (!rescue) return giveUp(stage);
      next = rescue;
      rescuing = true;
    }
  }
}

/** Answers (§2.0: any first verb but an unanswered `<Reject>` or `<Dial answerOnBridge>` does) and runs the verbs. */
async function runLoaded(
  stage: Stage,
  loaded: Loaded,
): Promise<Ending | { source: Source }> {
  if (loaded.type !== "verbs") {
    pickUp(stage.leg);
    if (loaded.type === "aloud") await speak(stage, loaded.text);
    else await playUrl(stage, loaded.url);
    // In a waiting document audio is a piece of the wait, not the end of the call.
    return stage.place === "call" ? "hung-up" : "end-of-document";
  }
  for (const element of loaded.verbs) {
    const isOpening = isUnanswered(stage.leg);
    if (!answersLater(element)) pickUp(stage.leg);
    const scene: Scene = {
      ...stage,
      base: loaded.base,
      isOpening,
      run: runTwiml,
    };
    const step = await perform(element, scene);
    switch (step.type) {
      case "next":
        break;
      case "go":
        return { source: step.source };
      case "hang-up":
        return "hung-up";
      case "leave":
        return "left";
    }
  }
  return "end-of-document";
}

async function perform(element: TwimlElement, scene: Scene): Promise<Step> {
  const verb = verbs[element.name];
  if (verb) return verb(element, scene);
  scene.exchange.refuse(
    scene.leg,
    0,
    `<${element.name}> is not simulated; it is passed over.`,
    false,
  );
  return { type: "next" };
}

function answersLater(element: TwimlElement): boolean {
  return (
    element.name === "Reject" ||
    (element.name === "Dial" && element.attributes["answerOnBridge"] === "true")
  );
}

/** §1.5: the fallback URL hears of the failure once; a failing fallback has no fallback. */
function fallbackFor(
  stage: Stage,
  failed: Source,
  fault: TwimlFault,
): Source | undefined {
  const { fallback } = stage.leg;
  if (!fallback || stage.place !== "call") return undefined;
  return {
    type: "request",
    ...fallback,
    extra: {
      ErrorCode: String(fault.code),
      ErrorUrl: failed.type === "request" ? failed.url : "",
    },
  };
}

async function giveUp(stage: Stage): Promise<Ending> {
  // A waiting caller goes on at the verb that holds them (QueueResult=error); anyone else hears that it is over.
  if (stage.place === "call" || stage.place === "whisper") {
    pickUp(stage.leg);
    await speak(
      stage,
      "We are sorry, an application error has occurred. Goodbye.",
    );
  }
  return "failed";
}

const mostInBurst = 50;
const bursts = new WeakMap<Leg, { at: number; requests: number }>();

/**
 * Documents that lead to one another without a word would spin for ever at one instant of a manual clock. After 50
 * requests of a leg at the same instant a second passes.
 */
async function loadCalmly(stage: Stage, source: Source): Promise<Loaded> {
  const { exchange, leg, signal } = stage;
  const burst = bursts.get(leg);
  const at = exchange.clock.now();
  const requests = burst?.at === at ? burst.requests + 1 : 1;
  bursts.set(leg, { at, requests });
  if (requests > mostInBurst) await pause(exchange.clock, 1000, signal);
  const loaded = await loadDocument(stage, source);
  stopIfInterrupted(signal);
  return loaded;
}
