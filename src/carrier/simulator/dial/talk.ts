import type { Bridge } from "../bridge.js";
import { doNothing, interruptible } from "../interrupt.js";
import type { Leg } from "../leg.js";
import type { Scene } from "../scene.js";
import type { TwimlElement } from "../twiml/document.js";

const defaultLimitS = 14_400;

/** Lets a bridge last until one party leaves, the caller presses the star key where set, or time is over; then ends it. */
export async function talkOver(
  dial: TwimlElement,
  scene: Scene,
  bridge: Bridge,
): Promise<void> {
  try {
    await interruptible<void>(scene.signal, (done) => {
      const over = (): void => done(undefined);
      const unwatches = [
        bridge.whenOver(over),
        watchLimits(dial, scene, scene.leg, over),
      ];
      return () => {
        for (const unwatch of unwatches) unwatch();
      };
    });
  } finally {
    bridge.end();
  }
}

/** `timeLimit` ends any talk; `hangupOnStar` lets the caller, never the callee, end it and go on. */
export function watchLimits(
  dial: TwimlElement,
  { exchange }: Scene,
  leg: Leg,
  over: () => void,
): () => void {
  const limitS = Number(dial.attributes["timeLimit"] ?? defaultLimitS);
  const cancelLimit = exchange.clock.after(limitS * 1000, over);
  const unwatchStar =
    dial.attributes["hangupOnStar"] === "true"
      ? leg.inputs.subscribe((input) => {
          if (input.type === "key" && input.key === "*") over();
        })
      : doNothing;
  return () => {
    cancelLimit();
    unwatchStar();
  };
}
