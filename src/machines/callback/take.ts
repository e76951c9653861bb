import type { LegEffect } from "../../flows/effects.js";
import type { Step } from "../reduce.js";
import type { Callback } from "./context.js";
import type { CallbackEvent } from "./events.js";

export type Take = (context: Callback, event: CallbackEvent) => Step<Callback>;

export function asking(
  ask: (context: Callback) => Step<Callback>["effects"],
): Take {
  return (context) => ({ context, effects: ask(context) });
}

export function speaking(
  speak: (context: Callback, at: number) => readonly LegEffect[],
): Take {
  return (context, { at }) => ({ context, effects: speak(context, at) });
}
