import { createBridge } from "../bridge.js";
import { doNothing, interruptible } from "../interrupt.js";
import type { Leg } from "../leg.js";
import type { Scene } from "../scene.js";
import type { TwimlElement } from "../twiml/document.js";

const DEFAULT_LIMIT_S = 14_400;

/** Bridges the scene's leg with `other` until one leaves, the caller presses the star key where set, or time is over. */
export async function talk(
  dial: TwimlElement,
  scene: Scene,
  other: Leg,
): Promise<void> {
  const { exchange, leg, signal } = scene;
  const bridge = createBridge(exchange, leg, other);
  const limitMs =
    Number(dial.attributes["timeLimit"] ?? DEFAULT_LIMIT_S) * 1000;
  try {
    await interruptible<void>(signal, (done) => {
      const over = (): void => done(undefined);
      const unwatches = [
        bridge.whenOver(over),
        exchange.clock.after(limitMs, over),
        watchStar(dial, leg, over),
      ];
      return () => {
        for (const unwatch of unwatches) unwatch();
      };
    });
  } finally {
    bridge.end();
  }
}

/** `hangupOnStar` lets the caller, never the callee, end the talk and go on. */
export function watchStar(
  dial: TwimlElement,
  leg: Leg,
  over: () => void,
): () => void {
  if (dial.attributes["hangupOnStar"] !== "true") return doNothing;
  return leg.inputs.subscribe((input) => {
    if (input.type === "key" && input.key === "*") over();
  });
}
