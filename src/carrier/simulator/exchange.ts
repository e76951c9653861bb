import type { Clock } from "./clock.js";
import { createCookieJar } from "./cookies.js";
import type { EventLog } from "./event-log.js";
import type { FaultBox } from "./faults.js";
import type { Ids } from "./ids.js";
import { createLeg, type Endpoint, type Leg, type LegPlan } from "./leg.js";
import type { Line } from "./lines.js";
import type { Message } from "./messages.js";
import type { Conference } from "./conferences.js";
import type { Queue } from "./queues.js";
import type { Recording } from "./recordings.js";
import type { WebhookSender, Params } from "./webhook.js";

export interface Account {
  readonly sid: string;
  readonly token: string;
}

/** What the parts of the simulator share: its clock and chance, its books, and its way to the application. */
export interface Exchange {
  readonly account: Account;
  /** Where its own REST API is mounted, without a trailing slash. */
  readonly apiBase: string;
  readonly callsPerSecond: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly ids: Ids;
  readonly events: EventLog;
  readonly faults: FaultBox;
  readonly webhooks: WebhookSender;
  readonly legs: Map<string, Leg>;
  readonly lines: Map<string, Line>;
  readonly messages: Map<string, Message>;
  /** Numbers that take no text messages. */
  readonly landlines: ReadonlySet<string>;
  readonly recordings: Map<string, Recording>;
  readonly queues: Map<string, Queue>;
  readonly conferences: Map<string, Conference>;
  /** Makes a leg known and announces it; it neither rings nor runs yet. */
  openLeg(plan: Omit<LegPlan, "sid" | "cookies">): Leg;
  /** Rings a leg that REST asked for, when the account's calls per second allow it (§4.7). */
  dialOut(leg: Leg, ring: () => void): void;
  /** Posts a callback whose answer does not matter; a refusal of it is shown on the leg (§3.1, 15003). */
  notify(leg: Leg, endpoint: Endpoint, params: Params): Promise<void>;
  /** Posts to the action of a verb that the end of the leg cut short; before the leg's last callback, or after it where that is `swapped`. */
  notifyOfEnd(leg: Leg, action: Endpoint, params: Params): void;
  refuse(leg: Leg, code: number, message: string, fatal: boolean): void;
}

/** So many legs are remembered; beyond that the oldest that are over are forgotten. */
const keptLegs = 20_000;

/** A leg's last callback is delivered by then, ms. */
const swappedMs = 500;

/** Most bytes of a callback's answer that are looked at. */
const callbackBytes = 64 * 1024;

export function createExchange(
  parts: Omit<
    Exchange,
    "openLeg" | "dialOut" | "notify" | "notifyOfEnd" | "refuse"
  >,
): Exchange {
  const { clock, events, ids } = parts;
  let nextDialAt = 0;
  const exchange: Exchange = {
    ...parts,
    openLeg(plan) {
      const leg = createLeg(
        { ...plan, sid: ids.sid("CA"), cookies: createCookieJar() },
        { clock, publish: (sid, body) => events.publish(sid, body) },
      );
      exchange.legs.set(leg.sid, leg);
      forgetOldLegs(exchange.legs);
      events.publish(leg.sid, {
        type: "leg-started",
        direction: leg.direction,
        from: leg.from,
        to: leg.to,
        ...(leg.parent ? { parent: leg.parent } : {}),
      });
      return leg;
    },
    dialOut(leg, ring) {
      const startAt = Math.max(clock.now(), nextDialAt);
      nextDialAt = startAt + 1000 / exchange.callsPerSecond;
      leg.queuedMs = startAt - clock.now();
      // Even a call that need not wait is `queued` in the answer to its creation.
      clock.after(leg.queuedMs, ring);
    },
    async notify(leg, endpoint, params) {
      if (exchange.webhooks.isClosed) return;
      const began = clock.now();
      const result = await exchange.webhooks.send({
        ...endpoint,
        params,
        cookies: leg.cookies,
        maxBytes: callbackBytes,
      });
      const status = result.type === "answered" ? result.status : 0;
      events.publish(leg.sid, {
        type: "webhook",
        url: endpoint.url,
        status,
        ms: clock.now() - began,
      });
      if (status < 200 || status > 299)
        exchange.refuse(
          leg,
          15003,
          `The callback ${endpoint.url} was ${status ? `answered with ${status}` : "not answered"}; a callback is answered with 200 or 204.`,
          false,
        );
    },
    notifyOfEnd(leg, action, params) {
      const post = (): void => void exchange.notify(leg, action, params);
      if (exchange.faults.strikes("swapped", action.url))
        clock.after(swappedMs, post);
      else post();
    },
    refuse: (leg, code, message, fatal) =>
      events.publish(leg.sid, { type: "refused", code, message, fatal }),
  };
  return exchange;
}

function forgetOldLegs(legs: Map<string, Leg>): void {
  for (const [sid, leg] of legs) {
    if (legs.size <= keptLegs || !leg.isOver) return;
    legs.delete(sid);
  }
}
