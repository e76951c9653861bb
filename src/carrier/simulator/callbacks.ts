import type { Exchange } from "./exchange.js";
import type { Endpoint, Leg } from "./leg.js";
import { rfc2822, standardParams } from "./parameters.js";
import type { Params } from "./webhook.js";

export const callEvents = [
  "initiated",
  "ringing",
  "answered",
  "completed",
] as const;
export type CallEvent = (typeof callEvents)[number];

export interface CallbackPlan extends Endpoint {
  readonly events: ReadonlySet<CallEvent>;
}

/**
 * Tells the application how a leg fares (§3.1): one request per chosen event, in the background, with a sequence number
 * per leg. They are delivered one after another unless the `swapped` fault holds one back. Call it before the leg rings.
 */
export function attachCallbacks(
  exchange: Exchange,
  leg: Leg,
  plan: () => CallbackPlan | undefined,
): { initiated: () => void } {
  const deliver = createDelivery(exchange);
  let sequence = 0;
  const tell = (event: CallEvent, status: string, extra: Params = {}): void => {
    const chosen = leg.callbacks ?? plan();
    if (!chosen?.events.has(event)) return;
    const params = {
      ...standardParams(leg, exchange.account.sid, status),
      ...extra,
      CallbackSource: "call-progress-events",
      SequenceNumber: String(sequence++),
      Timestamp: rfc2822(exchange.clock.now()),
    };
    deliver(leg, chosen, params, event === "completed");
  };
  leg.changes.subscribe((status) => {
    if (status === "ringing") tell("ringing", status);
    else if (status === "in-progress") tell("answered", status);
    else if (leg.isOver) tell("completed", status, closingParams(leg));
  });
  return { initiated: () => tell("initiated", "initiated") };
}

const sipCodes: Readonly<Record<string, string>> = {
  completed: "200",
  busy: "486",
  "no-answer": "487",
  canceled: "487",
  failed: "404",
};

/** `Duration` is billed minutes, rounded up; `CallDuration` is seconds. */
function closingParams(leg: Leg): Params {
  const seconds = talkSeconds(leg);
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: sipCodes[leg.status] ?? "200",
  };
}

/** Seconds from answer to end (or to `now` while it lasts); 0 for a leg that was never answered. */
export function talkSeconds(leg: Leg, now = leg.endedAt ?? 0): number {
  if (leg.answeredAt === undefined) return 0;
  return Math.round(((leg.endedAt ?? now) - leg.answeredAt) / 1000);
}

type Delivery = (
  leg: Leg,
  endpoint: Endpoint,
  params: Params,
  last: boolean,
) => void;

/** One callback after another; a held one goes out right after its successor, and the last is never held. */
function createDelivery(exchange: Exchange): Delivery {
  let before: Promise<unknown> = Promise.resolve();
  let held: (() => Promise<void>) | undefined;
  return (leg, endpoint, params, last) => {
    const send = (): Promise<void> => exchange.notify(leg, endpoint, params);
    if (!last && !held && exchange.faults.strikes("swapped", endpoint.url)) {
      held = send;
      return;
    }
    const late = held;
    held = undefined;
    before = before.then(send).then(late);
  };
}
