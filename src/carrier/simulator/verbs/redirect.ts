import type { Verb } from "../scene.js";
import { readMethod, resolveUrl } from "../twiml/address.js";

/** `<Redirect>` (§2.9): another document; an empty body means this one again. */
export const redirect: Verb = async (element, scene) => {
  const url = resolveUrl(
    scene.base,
    element.text || (scene.base?.url ?? ""),
    "<Redirect>",
  );
  return {
    type: "go",
    source: { type: "request", url, method: readMethod(element) },
  };
};
