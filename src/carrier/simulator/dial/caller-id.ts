import type { Scene } from "../scene.js";
import type { TwimlElement } from "../twiml/document.js";

/**
 * What a `<Dial>` shows: the caller's number, or `callerId` where that is one of the account's numbers or one of the call's
 * own. Anything else is warned of (13214, 13248) and the dial fails: undefined.
 */
export function chooseCallerId(
  dial: TwimlElement,
  scene: Scene,
): string | undefined {
  const { exchange, leg } = scene;
  const callerId = dial.attributes["callerId"];
  if (callerId === undefined) return leg.from;
  const isAllowed =
    exchange.lines.has(callerId) ||
    [leg.from, leg.to].includes(callerId) ||
    callerId.startsWith("client:");
  if (isAllowed) return callerId;
  const isLong = callerId.length > 64;
  exchange.refuse(
    leg,
    isLong ? 13248 : 13214,
    `<Dial callerId="${callerId.slice(0, 64)}"> is none of the account's numbers, nor the caller's or the called one.`,
    false,
  );
  return undefined;
}
