import { interruptible } from "../interrupt.js";
import type { Scene } from "../scene.js";
import type { Rung } from "./ring.js";

/** What became of a callee between the answer and the bridge: briefed, refused, or moved elsewhere by REST. */
export type Briefing = "accepted" | "refused" | "taken";

/** Runs the noun's whisper on the callee (§2.5): the end of its document means "put us through", a hang-up means no. */
export async function brief(scene: Scene, rung: Rung): Promise<Briefing> {
  const { leg, target } = rung;
  const { whisper } = target;
  if (!whisper) return "accepted";
  const briefing = await interruptible<Briefing>(scene.signal, (done) => {
    leg.begin(async (signal) => {
      const ending = await scene.run(
        { exchange: scene.exchange, leg, place: "whisper", signal },
        { type: "request", ...whisper },
      );
      done(ending === "end-of-document" ? "accepted" : "refused");
    });
    const unwatches = [
      leg.changes.subscribe(() => done("refused")),
      leg.taken.subscribe(() => done("taken")),
    ];
    return () => {
      for (const unwatch of unwatches) unwatch();
    };
  });
  if (briefing === "refused") leg.hangUp();
  return briefing;
}
