import { nextVerb, type Scene, type Verb } from "../scene.js";
import { factoryVoice, speak, type Voice } from "../sound.js";
import type { TwimlElement } from "../twiml/document.js";
import { localeOf, sayLimit } from "../twiml/voices.js";

/** `loop="0"` means for ever, which the carrier ends after a thousand rounds (§2.1, §2.2). */
export function loops(element: TwimlElement): number {
  const loop = Number(element.attributes["loop"] ?? "1");
  return loop === 0 ? 1000 : loop;
}

/** `<Say>` (§2.1): text with SSML flattened; empty (13520) or too long (13521) text is passed over. */
export const say: Verb = async (element, scene) => {
  const voice = voiceOf(element, scene);
  const warn = (code: number, message: string): void =>
    scene.exchange.refuse(scene.leg, code, message, false);
  const limit = sayLimit(voice.voice);
  const breaksMs = breaks(element);
  if (element.text === "" && breaksMs === 0)
    warn(13520, "<Say> holds no text; it is passed over.");
  else if (element.text.length > limit)
    warn(
      13521,
      `<Say> holds ${element.text.length} characters; ${voice.voice} says at most ${limit}. It is passed over.`,
    );
  else
    for (let round = loops(element); round > 0; round--)
      await speak(scene, element.text, voice, breaksMs);
  return nextVerb;
};

/** A voice speaks one language: with another the carrier falls back to its own voice (13511). */
function voiceOf(element: TwimlElement, scene: Scene): Voice {
  const { voice, language } = element.attributes;
  const locale = voice ? localeOf(voice) : undefined;
  if (locale && language && locale !== language) {
    scene.exchange.refuse(
      scene.leg,
      13511,
      `<Say voice="${voice}"> speaks ${locale}, not ${language}.`,
      false,
    );
    return { voice: factoryVoice.voice, language };
  }
  return {
    voice: voice ?? factoryVoice.voice,
    language: language ?? locale ?? factoryVoice.language,
  };
}

const strengths: Readonly<Record<string, number>> = {
  none: 0,
  "x-weak": 0,
  weak: 250,
  medium: 500,
  strong: 750,
  "x-strong": 1000,
};

/** Silence of all SSML `<break>`s, in ms. */
function breaks(element: TwimlElement): number {
  let ms = 0;
  for (const child of element.children)
    ms += child.name === "break" ? breakMs(child) : breaks(child);
  return ms;
}

function breakMs({ attributes }: TwimlElement): number {
  const time = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(attributes["time"] ?? "");
  if (time) return Number(time[1]) * (time[2] === "s" ? 1000 : 1);
  return strengths[attributes["strength"] ?? "medium"] ?? 500;
}
