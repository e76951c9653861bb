import type { Endpoint, Method } from "../leg.js";
import { nextVerb, TwimlFault, type Scene, type Step } from "../scene.js";
import type { Params } from "../webhook.js";
import type { TwimlElement } from "./document.js";

/** A document's URL made absolute against the document's own address (§2.0). Faults: 15004 inline and relative, 11100 no URL. */
export function resolveUrl(
  base: Endpoint | undefined,
  url: string,
  from: string,
): string {
  const absolute = /^[a-z][a-z0-9+.-]*:/i.test(url);
  if (!absolute && !base)
    throw new TwimlFault(
      15004,
      `${from} is "${url}"; in TwiML given inline it is an absolute URL.`,
    );
  if (!URL.canParse(url, base?.url) || (absolute && !/^https?:/i.test(url)))
    throw new TwimlFault(
      11100,
      `${from} is "${url}"; it is an http or https URL.`,
    );
  return new URL(url, base?.url).href;
}

/** The endpoint of an attribute pair such as `action`/`method`; nothing where the attribute is absent or empty. */
export function attributeEndpoint(
  element: TwimlElement,
  scene: Scene,
  name = "action",
  methodName = "method",
): Endpoint | undefined {
  const url = element.attributes[name];
  if (!url) return undefined;
  return {
    url: resolveUrl(scene.base, url, `<${element.name} ${name}>`),
    method: readMethod(element, methodName),
  };
}

export function readMethod(element: TwimlElement, name = "method"): Method {
  return element.attributes[name] === "GET" ? "GET" : "POST";
}

/** Goes to the verb's `action`, or on to the next verb where there is none. */
export function goToAction(
  element: TwimlElement,
  scene: Scene,
  extra: Params,
): Step {
  const action = attributeEndpoint(element, scene);
  return action
    ? { type: "go", source: { type: "request", ...action, extra } }
    : nextVerb;
}

/** As `goToAction`, for verbs whose default action is the current document (§2.0). */
export function goToActionOrSelf(
  element: TwimlElement,
  scene: Scene,
  extra: Params,
): Step {
  const action = actionOrSelf(element, scene);
  return { type: "go", source: { type: "request", ...action, extra } };
}

export function actionOrSelf(element: TwimlElement, scene: Scene): Endpoint {
  const action = attributeEndpoint(element, scene);
  if (action) return action;
  if (scene.base) return { url: scene.base.url, method: readMethod(element) };
  throw new TwimlFault(
    11100,
    `<${element.name}> has no action, and TwiML given inline has no address of its own to go back to.`,
  );
}
