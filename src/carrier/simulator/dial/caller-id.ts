import { isE164 } from "../parameters.js";
import type { Scene } from "../scene.js";
import type { TwimlElement } from "../twiml/document.js";

/**
 * What a `<Dial>` shows: the caller's number, or `callerId` where that is one of the account's numbers or one of the call's own (a client's address
 * towards clients only). Anything else is warned of (13214, 13248) and the dial fails: undefined. So does a number rung for a caller who has
 * none, from a browser or an exchange or withheld, without a `callerId`: the carrier may pass such a one on, and others refuse it.
 */
export function chooseCallerId(
  dial: TwimlElement,
  scene: Scene,
): string | undefined {
  const { exchange, leg } = scene;
  const { callerId } = dial.attributes;
  const shown = callerId ?? leg.from;
  if (exchange.lines.has(shown)) return shown;
  const isOwn = callerId === undefined || [leg.from, leg.to].includes(shown);
  const isAllowed = ringsNumbers(dial)
    ? isOwn && isE164(shown) && isE164(leg.from)
    : isOwn || shown.startsWith("client:");
  if (isAllowed) return shown;
  const isLong = shown.length > 64;
  exchange.refuse(
    leg,
    isLong ? 13248 : 13214,
    callerId === undefined
      ? `<Dial> shows no number: the caller's is "${shown.slice(0, 64)}". Give one of the account's as callerId.`
      : `<Dial callerId="${shown.slice(0, 64)}"> is none of the account's numbers, nor the caller's or the called one.`,
    false,
  );
  return undefined;
}

/** Towards clients and exchanges any address may be shown. */
function ringsNumbers({ children }: TwimlElement): boolean {
  return (
    children.length === 0 || children.some(({ name }) => name === "Number")
  );
}
