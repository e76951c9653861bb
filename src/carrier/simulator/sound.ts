import type { PhoneEventBody } from "./event-log.js";
import { interruptible, stopIfInterrupted } from "./interrupt.js";
import type { Stage } from "./scene.js";
import { spokenMs } from "./spoken.js";

export interface Voice {
  readonly voice: string;
  readonly language: string;
}

/** What an account that was never set up speaks with (§2.1). */
export const factoryVoice: Voice = { voice: "man", language: "en-US" };

/** A person hears `text` on the stage's leg; resolves when it has been said. `extraMs` is silence within it. */
export function speak(
  stage: Stage,
  text: string,
  voice: Voice = factoryVoice,
  extraMs = 0,
): Promise<void> {
  const ms = spokenMs(text, voice.language) + extraMs;
  return sound(stage, { type: "said", text, ...voice, ms }, ms);
}

/** Announces a sound and lets it last; when something stops it while the leg lives, a `cut` follows. */
export async function sound(
  stage: Stage,
  event: PhoneEventBody,
  ms: number,
): Promise<void> {
  const { exchange, leg, signal } = stage;
  stopIfInterrupted(signal);
  exchange.events.publish(leg.sid, event);
  await interruptible<void>(signal, (done) => {
    let isOver = false;
    const cancel = exchange.clock.after(ms, () => {
      isOver = true;
      done(undefined);
    });
    return () => {
      cancel();
      // At once, so that it comes before whatever the interruption brings.
      if (!isOver && !leg.isOver)
        exchange.events.publish(leg.sid, { type: "cut" });
    };
  });
}
