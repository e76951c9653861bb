import { tell, type Conference, type Participant } from "../conferences.js";
import type { Exchange } from "../exchange.js";
import { Interrupted } from "../interrupt.js";
import { runTwiml } from "../interpreter.js";
import type { Endpoint } from "../leg.js";

/** Plays a document to participants while the talk goes on (§4.5); each hears it on their own leg. */
export function announce(
  exchange: Exchange,
  conference: Conference,
  participants: readonly Participant[],
  document: Endpoint,
): void {
  for (const participant of participants) {
    const { leg } = participant;
    const controller = new AbortController();
    const unwatches = [
      leg.changes.subscribe(() => controller.abort("ended")),
      leg.taken.subscribe(() => controller.abort("replaced")),
    ];
    const finish = (event: string): void => {
      for (const unwatch of unwatches) unwatch();
      tell(exchange, conference, event, "announcement", participant);
    };
    runTwiml(
      { exchange, leg, place: "conference-wait", signal: controller.signal },
      { type: "request", ...document },
    ).then(
      (ending) =>
        finish(ending === "failed" ? "announcement-fail" : "announcement-end"),
      (error: unknown) => {
        finish("announcement-fail");
        if (!(error instanceof Interrupted))
          exchange.refuse(leg, 12400, String(error), false);
      },
    );
  }
}
