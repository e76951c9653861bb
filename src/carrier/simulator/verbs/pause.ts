import { nextVerb, type Verb } from "../scene.js";
import { sound } from "../sound.js";

/** `<Pause>` (§2.3): silence of `length` seconds, 1 unless set. */
export const pauseVerb: Verb = async (element, scene) => {
  const ms = Number(element.attributes["length"] ?? "1") * 1000;
  await sound(scene, { type: "silent", ms }, ms);
  return nextVerb;
};
