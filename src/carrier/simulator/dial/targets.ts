import { callEvents, type CallbackPlan, type CallEvent } from "../callbacks.js";
import type { Endpoint } from "../leg.js";
import { isE164 } from "../parameters.js";
import type { Scene } from "../scene.js";
import { attributeEndpoint } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";

/** One phone that a `<Dial>` rings. */
export interface Target {
  readonly to: string;
  readonly whisper: Endpoint | undefined;
  readonly callbacks: CallbackPlan | undefined;
}

const maxTargets = 10;

/** The phones of a `<Dial>` (§2.5), in order; a number that cannot be dialled is warned of (13223, 13224) and left out. */
export function readTargets(dial: TwimlElement, scene: Scene): Target[] {
  const nouns = dial.children.filter(({ name }) =>
    ["Number", "Client", "Sip"].includes(name),
  );
  const targets =
    nouns.length > 0
      ? nouns.flatMap((noun) => readNoun(noun, scene))
      : readNumber(dial.text, scene).map((to) => ({
          to,
          whisper: undefined,
          callbacks: undefined,
        }));
  if (targets.length > maxTargets)
    scene.exchange.refuse(
      scene.leg,
      12200,
      `<Dial> rings at most ${maxTargets} phones; ${targets.length} are given.`,
      false,
    );
  return targets.slice(0, maxTargets);
}

function readNoun(noun: TwimlElement, scene: Scene): Target[] {
  return readAddress(noun, scene).map((to) => ({
    to,
    whisper: attributeEndpoint(noun, scene, "url"),
    callbacks: readCallbacks(noun, scene),
  }));
}

function readAddress(noun: TwimlElement, scene: Scene): string[] {
  if (noun.name === "Number") return readNumber(noun.text, scene);
  if (noun.name === "Sip") return readSip(noun.text, scene);
  const identity = noun.children.find(({ name }) => name === "Identity");
  return [`client:${identity?.text ?? noun.text}`];
}

function readSip(uri: string, scene: Scene): string[] {
  if (/^sips?:\S{1,250}$/.test(uri)) return [uri];
  scene.exchange.refuse(
    scene.leg,
    13243,
    `<Sip> is "${uri.slice(0, 60)}"; it is a sip: address of at most 255 characters.`,
    false,
  );
  return [];
}

function readNumber(text: string, scene: Scene): string[] {
  const number = text.replace(/[\s().-]/g, "");
  if (isE164(number)) return [number];
  const isNumber = /^\+?\d+$/.test(number);
  scene.exchange.refuse(
    scene.leg,
    isNumber ? 13224 : 13223,
    isNumber
      ? `<Dial> ${text}: a number begins with + and the country code.`
      : `<Dial> "${text}" is not a telephone number.`,
    false,
  );
  return [];
}

function readCallbacks(
  noun: TwimlElement,
  scene: Scene,
): CallbackPlan | undefined {
  const callback = attributeEndpoint(
    noun,
    scene,
    "statusCallback",
    "statusCallbackMethod",
  );
  if (!callback) return undefined;
  const chosen = (noun.attributes["statusCallbackEvent"] ?? "completed").split(
    " ",
  );
  const events = new Set<CallEvent>(
    callEvents.filter((event) => chosen.includes(event)),
  );
  return { ...callback, events };
}
