import {
  childController,
  doNothing,
  Interrupted,
  interruptible,
} from "../interrupt.js";
import { nextVerb, type Scene, type Verb } from "../scene.js";
import { spokenMs } from "../spoken.js";
import type { TwimlElement } from "../twiml/document.js";
import { goToActionOrSelf } from "../twiml/address.js";
import type { Params } from "../webhook.js";
import { pauseVerb } from "./pause.js";
import { playFile } from "./play.js";
import { say } from "./say.js";

interface GatherPlan {
  readonly dtmf: boolean;
  readonly speech: boolean;
  readonly numDigits: number;
  readonly finishOnKey: string;
  readonly timeoutMs: number;
  readonly speechTimeoutMs: number;
  readonly bargeIn: boolean;
  readonly language: string;
}

type Gathered =
  | { readonly type: "nothing" }
  | { readonly type: "keys"; readonly digits: string; readonly key: string }
  | {
      readonly type: "speech";
      readonly text: string;
      readonly confidence: number | undefined;
    }
  | { readonly type: "broken"; readonly error: unknown };

/** Silence after which `speechTimeout="auto"` takes a sentence for finished, in ms (the simulator's own figure). */
const autoSpeechMs = 1000;
/** No Gather listens to more speech than this, in ms (§7.1). */
const maxSpeechMs = 60_000;

/** `<Gather>` (§2.4): prompts while it listens; input goes to the action, silence falls through unless told otherwise. */
export const gather: Verb = async (element, scene) => {
  const plan = readPlan(element, scene);
  scene.exchange.events.publish(scene.leg.sid, {
    type: "listening",
    input: [
      ...(plan.dtmf ? (["dtmf"] as const) : []),
      ...(plan.speech ? (["speech"] as const) : []),
    ],
    timeoutMs: plan.timeoutMs,
    ...(plan.numDigits > 1 && { several: true }),
  });
  const gathered = await listen(element, scene, plan);
  if (gathered.type === "broken") throw gathered.error;
  const falls = element.attributes["actionOnEmptyResult"] !== "true";
  if (gathered.type === "nothing" && falls) return nextVerb;
  return goToActionOrSelf(element, scene, {
    msg: "Gather End",
    ...resultParams(gathered, plan),
  });
};

/** With silence `Digits` is there and empty; real calls have also been seen without it (§2.4). */
function resultParams(
  gathered: Exclude<Gathered, { type: "broken" }>,
  plan: GatherPlan,
): Params {
  if (gathered.type === "nothing") return { Digits: "", FinishedOnKey: "" };
  if (gathered.type === "keys")
    return { Digits: gathered.digits, FinishedOnKey: gathered.key };
  const { text, confidence } = gathered;
  return {
    SpeechResult: text,
    Language: plan.language,
    ...(confidence === undefined ? {} : { Confidence: String(confidence) }),
  };
}

function readPlan({ attributes }: TwimlElement, scene: Scene): GatherPlan {
  const input = (attributes["input"] ?? "dtmf").split(" ");
  const timeoutMs = secondsToMs(attributes["timeout"]) ?? 5000;
  let speechTimeoutMs = secondsToMs(attributes["speechTimeout"]) ?? timeoutMs;
  if (attributes["speechTimeout"] === "auto") {
    if (attributes["speechModel"] === undefined) speechTimeoutMs = autoSpeechMs;
    else
      scene.exchange.refuse(
        scene.leg,
        13335,
        `<Gather speechTimeout="auto"> does not go with speechModel="${attributes["speechModel"]}": give seconds.`,
        false,
      );
  }
  return {
    dtmf: input.includes("dtmf"),
    speech: input.includes("speech"),
    numDigits: Number(attributes["numDigits"] ?? Infinity),
    finishOnKey: attributes["finishOnKey"] ?? "#",
    timeoutMs,
    speechTimeoutMs,
    bargeIn: attributes["bargeIn"] !== "false",
    language: attributes["language"] ?? "en-US",
  };
}

function secondsToMs(value: string | undefined): number | undefined {
  return value === undefined || value === "auto"
    ? undefined
    : Number(value) * 1000;
}

/** The first kind of input wins; the wait begins after the prompts, and again after each key. */
function listen(
  element: TwimlElement,
  scene: Scene,
  plan: GatherPlan,
): Promise<Gathered> {
  const { exchange, leg, signal } = scene;
  const prompts = childController(signal);
  return interruptible<Gathered>(signal, (done) => {
    let digits = "";
    let heard = "";
    let confidence: number | undefined;
    let prompting = true;
    let disarm = doNothing;
    const arm = (ms: number, ring: () => void): void => {
      disarm();
      disarm = exchange.clock.after(ms, ring);
    };
    const finishKeys = (key: string): void =>
      done(digits ? { type: "keys", digits, key } : { type: "nothing" });

    const onKey = (key: string): void => {
      if (!plan.dtmf || heard) return;
      prompts.controller.abort("cut");
      if (key === plan.finishOnKey) return finishKeys(key);
      digits += key;
      if (digits.length >= plan.numDigits) return finishKeys("");
      arm(plan.timeoutMs, () => finishKeys(""));
    };
    const onSpeech = (text: string, sure: number | undefined): void => {
      if (!plan.speech || digits || (prompting && !plan.bargeIn)) return;
      prompts.controller.abort("cut");
      heard = heard ? `${heard} ${text}` : text;
      confidence = sure;
      const speechMs = Math.min(spokenMs(text, plan.language), maxSpeechMs);
      arm(speechMs + plan.speechTimeoutMs, () =>
        done({ type: "speech", text: heard, confidence }),
      );
    };
    const stopListening = leg.inputs.subscribe((input) =>
      input.type === "key"
        ? onKey(input.key)
        : onSpeech(input.text, input.confidence),
    );
    prompt(element, { ...scene, signal: prompts.controller.signal }).then(
      () => {
        prompting = false;
        if (!digits && !heard)
          arm(plan.timeoutMs, () => done({ type: "nothing" }));
      },
      (error: unknown) => {
        prompting = false;
        if (!(error instanceof Interrupted)) done({ type: "broken", error });
      },
    );
    return () => {
      stopListening();
      disarm();
      prompts.detach();
      prompts.controller.abort("cut");
    };
  });
}

async function prompt(element: TwimlElement, scene: Scene): Promise<void> {
  for (const child of element.children) {
    if (child.name === "Say") await say(child, scene);
    else if (child.name === "Pause") await pauseVerb(child, scene);
    else if (child.attributes["digits"] === undefined)
      await playFile(child, scene, 13325);
    else
      scene.exchange.refuse(
        scene.leg,
        13320,
        "<Play digits> may not stand in <Gather>; it is passed over.",
        false,
      );
  }
}
