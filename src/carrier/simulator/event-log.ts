import type { Clock } from "./clock.js";
import type { PhoneEvent } from "./phone-api.js";
import { createTopic } from "./topic.js";

/** A phone event without its time and leg, which the log adds. */
export type PhoneEventBody = PhoneEvent extends infer Event
  ? Event extends PhoneEvent
    ? Omit<Event, "at" | "sid">
    : never
  : never;

export interface NumberedEvent {
  readonly id: number;
  readonly event: PhoneEvent;
}

export interface EventLog {
  publish(sid: string, body: PhoneEventBody): void;
  subscribe(listener: (event: NumberedEvent) => void): () => void;
  /** The last events, oldest first; with `after`, only those with a larger id. */
  recent(after?: number): readonly NumberedEvent[];
}

const mostKept = 500;

/** Numbers events from 1 and keeps the last 500 for those who join late. */
export function createEventLog(clock: Clock): EventLog {
  const kept: NumberedEvent[] = [];
  const topic = createTopic<NumberedEvent>();
  let count = 0;
  return {
    publish(sid, body) {
      const event = { at: clock.now(), sid, ...body } as PhoneEvent;
      const numbered = { id: ++count, event };
      kept.push(numbered);
      if (kept.length > mostKept) kept.shift();
      topic.publish(numbered);
    },
    subscribe: (listener) => topic.subscribe(listener),
    recent: (after = 0) => kept.filter((one) => one.id > after),
  };
}
