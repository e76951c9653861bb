import { dialPhones } from "../dial/dial-phones.js";
import type { Verb } from "../scene.js";

/** `<Dial>` (§2.5): what is dialled decides how. */
export const dial: Verb = (element, scene) => dialPhones(element, scene);
