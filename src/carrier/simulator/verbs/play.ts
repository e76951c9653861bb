import { nextVerb, type Scene, type Stage, type Verb } from "../scene.js";
import { sound } from "../sound.js";
import { resolveUrl } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";
import { loops } from "./say.js";

const audioTypes: ReadonlySet<string> = new Set(
  "mpeg wav wave x-wav aiff x-aifc x-aiff x-gsm gsm ulaw"
    .split(" ")
    .map((name) => `audio/${name}`),
);
const maxAudioBytes = 20 * 1024 * 1024;
/** Bytes a second of 8 kHz µ-law, which a header-less file is taken for; an MP3 of 32 kbit/s has half of that. */
const bytesPerSecond = 8000;

/** `<Play>` (§2.2): an audio file, or keys for the far end. */
export const play: Verb = async (element, scene) => {
  const digits = element.attributes["digits"];
  if (digits)
    await sound(
      scene,
      { type: "played", url: `dtmf:${digits}`, ms: digitsMs(digits) },
      digitsMs(digits),
    );
  else await playFile(element, scene, 13420);
  return nextVerb;
};

/** Plays the element's file as often as its `loop` says; `notAudio` is the code for a file that is no audio. */
export async function playFile(
  element: TwimlElement,
  scene: Scene,
  notAudio: number,
): Promise<void> {
  const url = resolveUrl(scene.base, element.text, "<Play>");
  for (let round = loops(element); round > 0; round--)
    if (!(await playUrl(scene, url, notAudio))) return;
}

/** Fetches and plays a file; what is no audio is warned of and skipped (false). No call parameters are sent (§2.2). */
export async function playUrl(
  stage: Stage,
  url: string,
  notAudio = 13420,
): Promise<boolean> {
  const { exchange, leg } = stage;
  const result = await exchange.webhooks.send({
    url,
    method: "GET",
    params: {},
    maxBytes: maxAudioBytes,
  });
  const type =
    result.type === "answered"
      ? (result.headers["content-type"] ?? "").split(";")[0]
      : undefined;
  if (result.type === "unanswered") {
    exchange.refuse(leg, result.code, result.message, false);
    return false;
  }
  if (result.status !== 200 || !audioTypes.has(type ?? "")) {
    exchange.refuse(
      leg,
      result.status === 200 ? notAudio : 11200,
      `<Play> ${url} answered ${result.status} with ${type || "no content type"}; it is an audio file.`,
      false,
    );
    return false;
  }
  const ms = audioMs(result.body);
  await sound(stage, { type: "played", url, ms }, ms);
  return true;
}

/** Length of a wav by its header's bytes a second, of anything else by its size. */
function audioMs(body: Buffer): number {
  const isWav = body.length > 44 && body.toString("latin1", 0, 4) === "RIFF";
  const rate = isWav ? body.readUInt32LE(28) : bytesPerSecond;
  const size = isWav ? body.length - 44 : body.length;
  return Math.round((size * 1000) / (rate || bytesPerSecond));
}

function digitsMs(digits: string): number {
  let ms = 0;
  for (const digit of digits)
    ms += digit === "w" ? 500 : digit === "W" ? 1000 : 200;
  return ms;
}
