/**
 * What changes on the line, as it changes: every committed turn that shows something new is announced through the store, so that each server
 * of the line hears of all. The latest are kept in memory, for whoever was cut off and comes back. It is news and no record: it may be
 * lost with a process or a connection, and whoever listens is told so (`gap`) and reads the state anew.
 */
import type { Logger } from "pino";
import type { MachineKey, Store } from "../../store/contract.js";
import { newsOf, type News } from "./news.js";
import type { MachineState } from "../turn.js";

/** As it is sent: `id` names it among all servers. */
export interface AnnouncedEvent {
  readonly id: string;
  /** Epoch ms of the turn. */
  readonly at: number;
  readonly type: News["type"] | "gap";
  readonly data: object;
}

/** So many are kept for whoever comes back; at fifty a second some twenty seconds. */
const mostKept = 1_000;

export interface Announcements {
  /** Told of each committed turn; never waits and never throws. */
  readonly committed: (
    key: MachineKey,
    before: MachineState | undefined,
    next: MachineState,
  ) => void;
  /**
   * Calls `listener` from now on, at first with what came after the event `after`, or with a gap when that is not known any more. Rejects
   * with `StoreUnavailable`.
   */
  listen(
    listener: (event: AnnouncedEvent) => void,
    after?: string,
  ): Promise<() => void>;
}

export function createAnnouncements(deps: {
  readonly store: Store;
  readonly now: () => number;
  readonly owner: string;
  readonly log: Logger;
}): Announcements {
  const { store, now, owner, log } = deps;
  const listeners = new Set<(event: AnnouncedEvent) => void>();
  let kept: AnnouncedEvent[] = [];
  let waiting: AnnouncedEvent[] = [];
  let count = 0;
  let hearing: Promise<unknown> | undefined;
  const nextId = () => `${owner}:${now()}:${(count += 1)}`;
  const gap = (): AnnouncedEvent => ({
    id: nextId(),
    at: now(),
    type: "gap",
    data: {},
  });

  const hear = (text: string | undefined): void => {
    // What came before a gap is no help to whoever comes back after it.
    if (text === undefined) kept = [];
    // A server of the version before tells one at a time.
    const events =
      text === undefined
        ? [gap()]
        : [JSON.parse(text) as AnnouncedEvent | AnnouncedEvent[]].flat();
    kept = [...kept, ...events].slice(-mostKept);
    for (const event of events)
      for (const listener of listeners) listener(event);
  };
  const announce = (): void => {
    const text = JSON.stringify(waiting);
    waiting = [];
    store
      .announce(text)
      .catch((error: unknown) =>
        log.debug({ error }, "a change was not announced"),
      );
  };
  const since = (after: string | undefined): readonly AnnouncedEvent[] => {
    if (after === undefined) return [];
    const place = kept.findIndex(({ id }) => id === after);
    return place < 0 ? [gap()] : kept.slice(place + 1);
  };

  return {
    committed(key, before, next) {
      for (const { type, data } of newsOf(key, before, next)) {
        // What came together goes out together.
        if (waiting.length === 0) setImmediate(announce);
        waiting.push({ id: nextId(), at: now(), type, data });
      }
    },
    async listen(listener, after) {
      hearing ??= store.hear(hear);
      await hearing.catch((error: unknown) => {
        hearing = undefined;
        throw error;
      });
      for (const event of since(after)) listener(event);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
