import type { PhoneEvent } from "../../carrier/simulator/phone-api.js";
import {
  noCalls,
  reducePhone,
  type PhoneState,
} from "../../phone/phone-state.js";

export interface FeedView {
  /** `away`: the line does not answer; it is asked again until it does. */
  readonly connection: "connecting" | "open" | "away";
  readonly phone: PhoneState;
  /** How many events have come since the stream opened. */
  readonly events: number;
}

export interface LineFeed {
  view(): FeedView;
  /** Told after a change; changes of the same instant are told together. */
  subscribe(listener: () => void): () => void;
  /** Told of each event at once, before the view has it. */
  listen(listener: (event: PhoneEvent) => void): () => void;
  /** Epoch ms on the simulator's clock, which runs ahead of this one when it runs faster than life. */
  now(): number;
}

const retryMs = 1_500;

/**
 * The simulator's events as one view. Three modes: `connecting` from the page's start; `open` from the stream's first byte, with
 * the last events replayed; `away` from the first fault, until a new stream opens. The browser's own reconnection is not used:
 * it would ask only for what came after the last event, and a line started anew counts from one again.
 */
export function createLineFeed(): LineFeed {
  const watchers = new Set<() => void>();
  const listeners = new Set<(event: PhoneEvent) => void>();
  let view: FeedView = { connection: "connecting", phone: noCalls, events: 0 };
  let aheadMs = 0;
  let telling = false;

  const change = (next: FeedView): void => {
    view = next;
    if (telling) return;
    telling = true;
    setTimeout(() => {
      telling = false;
      for (const watcher of watchers) watcher();
    });
  };
  const receive = (event: PhoneEvent): void => {
    aheadMs = Math.max(aheadMs, event.at - Date.now());
    for (const listener of listeners) listener(event);
    const phone = reducePhone(view.phone, event);
    change({ ...view, phone, events: view.events + 1 });
  };
  const connect = (): void => {
    const stream = new EventSource("/simulator/phone/events");
    stream.addEventListener("open", () => {
      aheadMs = 0;
      change({ connection: "open", phone: noCalls, events: 0 });
    });
    stream.addEventListener("message", ({ data }) =>
      receive(JSON.parse(String(data)) as PhoneEvent),
    );
    stream.addEventListener("error", () => {
      stream.close();
      change({ ...view, connection: "away" });
      setTimeout(connect, retryMs);
    });
  };
  connect();

  return {
    view: () => view,
    subscribe(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    now: () => Date.now() + aheadMs,
  };
}
