import { doNothing, Interrupted, interruptible } from "../interrupt.js";
import { standardParams } from "../parameters.js";
import {
  recordingSeconds,
  recordingUrl,
  startRecording,
  type Recording,
} from "../recordings.js";
import { nextVerb, type Scene, type Verb } from "../scene.js";
import { spokenMs } from "../spoken.js";
import {
  actionOrSelf,
  attributeEndpoint,
  goToActionOrSelf,
} from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";
import type { Params } from "../webhook.js";

/** How a recording ended: the key pressed, or "" for silence and the greatest length. */
interface Recorded {
  readonly key: string;
  readonly spoke: boolean;
}

/** A recording shorter than this is taken for empty, in ms (16101). */
const shortestMs = 1000;

/**
 * `<Record>` (§2.8): beep, then listen until a key, silence, the greatest length or a hang-up. A hang-up still asks the
 * action, with `Digits=hangup`, and ignores what it says. An empty recording falls through to the next verb.
 */
export const record: Verb = async (element, scene) => {
  const { exchange, leg } = scene;
  // Asked before anything is heard, so that a missing address is a fault of the document and not of the caller's end.
  const action = actionOrSelf(element, scene);
  const callback = attributeEndpoint(
    element,
    scene,
    "recordingStatusCallback",
    "recordingStatusCallbackMethod",
  );
  warnOfTranscription(element, scene);
  if (element.attributes["playBeep"] !== "false")
    exchange.events.publish(leg.sid, { type: "beep" });
  const { recording, stop } = startRecording(exchange, leg, {
    source: "RecordVerb",
    channels: 1,
    callbackEvents: new Set(
      (element.attributes["recordingStatusCallbackEvent"] ?? "completed").split(
        " ",
      ),
    ),
    ...(callback ? { callback } : {}),
  });
  try {
    const { key, spoke } = await listen(element, scene);
    const elapsed = exchange.clock.now() - recording.startedAt;
    const isEmpty = elapsed < shortestMs || (!spoke && key === "");
    stop(isEmpty);
    return isEmpty
      ? nextVerb
      : goToActionOrSelf(element, scene, recordParams(scene, recording, key));
  } catch (error) {
    stop();
    if (error instanceof Interrupted && error.reason === "ended")
      exchange.notifyOfEnd(leg, action, {
        ...standardParams(leg, exchange.account.sid),
        ...recordParams(scene, recording, "hangup"),
      });
    throw error;
  }
};

function recordParams(
  { exchange }: Scene,
  recording: Recording,
  digits: string,
): Params {
  return {
    Digits: digits,
    RecordingUrl: recordingUrl(exchange, recording),
    RecordingSid: recording.sid,
    RecordingDuration: recordingSeconds(recording),
  };
}

function listen(
  { attributes }: TwimlElement,
  { exchange, leg, signal }: Scene,
): Promise<Recorded> {
  const keys = attributes["finishOnKey"] ?? "1234567890*#";
  const silenceMs = Number(attributes["timeout"] ?? "5") * 1000;
  const longest = attributes["transcribe"] === "true" ? "120" : "3600";
  const maxMs = Number(attributes["maxLength"] ?? longest) * 1000;
  return interruptible<Recorded>(signal, (done) => {
    let spoke = false;
    let disarm = doNothing;
    // A time-out of 0 listens on through any silence.
    const awaitSilence = (ms: number): void => {
      disarm();
      if (silenceMs > 0)
        disarm = exchange.clock.after(ms, () => done({ key: "", spoke }));
    };
    awaitSilence(silenceMs);
    const cancelMax = exchange.clock.after(maxMs, () =>
      done({ key: "", spoke: true }),
    );
    const stopListening = leg.inputs.subscribe((input) => {
      if (input.type === "key") {
        if (keys.includes(input.key)) done({ key: input.key, spoke });
        return;
      }
      spoke = true;
      awaitSilence(spokenMs(input.text, "en-US") + silenceMs);
    });
    return () => {
      disarm();
      cancelMax();
      stopListening();
    };
  });
}

function warnOfTranscription(element: TwimlElement, scene: Scene): void {
  if (element.attributes["transcribe"] !== "true") return;
  const long = Number(element.attributes["maxLength"] ?? 120) > 120;
  scene.exchange.refuse(
    scene.leg,
    long ? 13615 : 0,
    long
      ? "<Record transcribe> transcribes at most 120 s; maxLength is more."
      : "<Record transcribe> is not simulated: no transcription follows.",
    false,
  );
}
