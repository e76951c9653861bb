import { createBridge } from "../bridge.js";
import { talkSeconds } from "../callbacks.js";
import { doNothing, Interrupted } from "../interrupt.js";
import type { LegStatus } from "../phone-api.js";
import { standardParams } from "../parameters.js";
import { recordingUrl, startRecording } from "../recordings.js";
import type { Scene, Step } from "../scene.js";
import { pickUp } from "../pick-up.js";
import { attributeEndpoint, goToAction } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";
import type { Params } from "../webhook.js";
import { brief } from "./brief.js";
import { chooseCallerId } from "./caller-id.js";
import { ringTargets, type Rung } from "./ring.js";
import { talkOver } from "./talk.js";
import { readTargets } from "./targets.js";

/** What a `<Dial>` has come to so far; the interruption of it reads this too. */
interface Progress {
  readonly rung: Rung[];
  answered: Rung | undefined;
  bridged: boolean;
  taken: boolean;
  recordingUrl: string | undefined;
}

/** Rings phones, briefs the one that answers, lets them talk, and reports to the action (§2.5). */
export async function dialPhones(
  dial: TwimlElement,
  scene: Scene,
): Promise<Step> {
  const progress: Progress = {
    rung: [],
    answered: undefined,
    bridged: false,
    taken: false,
    recordingUrl: undefined,
  };
  try {
    await connect(dial, scene, progress);
    release(progress);
    return goToAction(dial, scene, dialParams(progress));
  } catch (error) {
    const isHangUp = error instanceof Interrupted && error.reason === "ended";
    const gone = isHangUp ? "canceled" : undefined;
    release(progress);
    const action = isHangUp ? attributeEndpoint(dial, scene) : undefined;
    if (action)
      scene.exchange.notifyOfEnd(scene.leg, action, {
        ...standardParams(scene.leg, scene.exchange.account.sid),
        ...dialParams(progress, gone),
      });
    throw error;
  }
}

async function connect(
  dial: TwimlElement,
  scene: Scene,
  progress: Progress,
): Promise<void> {
  const from = chooseCallerId(dial, scene);
  const targets = from === undefined ? [] : readTargets(dial, scene);
  if (from === undefined || targets.length === 0) return;
  scene.exchange.events.publish(scene.leg.sid, {
    type: "tone",
    tone: "ringback",
  });
  const answered = await ringTargets(
    scene,
    targets,
    {
      from,
      ringMs: Number(dial.attributes["timeout"] ?? "30") * 1000,
      isSequential: dial.attributes["sequential"] === "true",
    },
    progress.rung,
  );
  progress.answered = answered;
  if (!answered) return;
  const briefing = await brief(scene, answered);
  progress.taken = briefing === "taken";
  if (briefing !== "accepted") return;
  progress.bridged = true;
  pickUp(scene.leg);
  const unwatch = answered.leg.taken.subscribe(() => {
    progress.taken = true;
  });
  const stopRecording = recordTalk(dial, scene, progress);
  try {
    await talkOver(
      dial,
      scene,
      createBridge(scene.exchange, scene.leg, answered.leg),
    );
  } finally {
    unwatch();
    stopRecording();
  }
}

function recordTalk(
  dial: TwimlElement,
  scene: Scene,
  progress: Progress,
): () => void {
  const mode = dial.attributes["record"] ?? "do-not-record";
  if (mode === "do-not-record" || mode === "false") return doNothing;
  const callback = attributeEndpoint(
    dial,
    scene,
    "recordingStatusCallback",
    "recordingStatusCallbackMethod",
  );
  const events = dial.attributes["recordingStatusCallbackEvent"] ?? "completed";
  const { recording, stop } = startRecording(scene.exchange, scene.leg, {
    source: "DialVerb",
    channels: mode.endsWith("-dual") ? 2 : 1,
    callbackEvents: new Set(events.split(" ")),
    ...(callback ? { callback } : {}),
  });
  progress.recordingUrl = recordingUrl(scene.exchange, recording);
  return () => stop();
}

/** No ghost calls: whoever was rung and is still there hangs up, except a leg that REST has moved elsewhere. */
function release(progress: Progress): void {
  for (const one of progress.rung)
    if (!(progress.taken && one === progress.answered)) one.leg.hangUp();
}

function dialParams(progress: Progress, unanswered?: LegStatus): Params {
  const last = progress.answered ?? progress.rung.at(-1);
  const status = progress.answered
    ? "completed"
    : (unanswered ?? last?.leg.status ?? "failed");
  return {
    DialCallStatus: status,
    DialBridged: String(progress.bridged),
    ...(last ? { DialCallSid: last.leg.sid } : {}),
    ...(progress.answered
      ? { DialCallDuration: String(secondsOf(progress.answered)) }
      : {}),
    ...(progress.recordingUrl ? { RecordingUrl: progress.recordingUrl } : {}),
  };
}

function secondsOf({ leg }: Rung): number {
  return talkSeconds(leg, leg.endedAt ?? leg.answeredAt);
}
