import type { Response } from "express";
import type { Logger } from "pino";
import { timedPromises, type Certificate } from "../../flows/proof/index.js";
import type { Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import { openEventStream, type EventStream } from "../event-stream.js";
import type { ServedLine } from "../served/served.js";
import type { CallsNow } from "./calls-now.js";
import { viewLive, type LiveFlowNow } from "./view-live.js";

export interface LiveStreamDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly served: ServedLine;
  readonly calls: CallsNow;
  readonly log: Logger;
}

export interface LiveStream {
  /** Sends the line to a page until it goes, or `mayGoOn` says no: that is asked each minute. */
  open(response: Response, mayGoOn: () => Promise<boolean>): void;
}

const everyMs = 1_000;
/** A page that reads more slowly than this gets the newest when it has caught up. */
const mostUnread = 500_000;

/** The line as server-sent events: one snapshot for all pages, at most one a second, and none while nothing changes. */
export function createLiveStream(deps: LiveStreamDeps): LiveStream {
  const { store, clock, served, calls, log } = deps;
  const pages = new Set<EventStream>();
  let stopLooking = () => {};
  let newest = "";

  const snapshot = async (): Promise<string> => {
    const flows = served.now.answering.map(({ flow, certificate }) => ({
      name: flow.document.flow,
      title: flow.document.title,
      version: flow.version,
      promised: promisedIn(certificate),
    }));
    const live = { number: served.number, flows };
    const view = await viewLive(store, calls.all(), live, clock.now());
    return JSON.stringify(view);
  };
  const send = (page: EventStream): void => {
    if (page.behind() < mostUnread) page.send(`data: ${newest}\n\n`);
  };
  const pause = () =>
    new Promise<void>((resolve) => void clock.after(everyMs, resolve));
  let isTelling = false;
  const tell = async (): Promise<void> => {
    if (isTelling) return;
    isTelling = true;
    while (pages.size > 0) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one a second
        const next = await snapshot();
        if (!sameBut(newest, next)) {
          newest = next;
          for (const page of pages) send(page);
        }
      } catch (error) {
        log.warn({ error }, "the line could not be shown");
      }
      // oxlint-disable-next-line no-await-in-loop -- the second
      await pause();
    }
    isTelling = false;
  };
  return {
    open(response, mayGoOn) {
      const page = openEventStream(response, clock, {
        mayGoOn,
        closed() {
          pages.delete(page);
          if (pages.size > 0) return;
          stopLooking();
          newest = "";
        },
      });
      pages.add(page);
      if (newest !== "") send(page);
      if (pages.size === 1) stopLooking = calls.look();
      void tell();
    },
  };
}

function promisedIn({ promises }: Certificate): LiveFlowNow["promised"] {
  return Object.fromEntries(
    promises
      .filter(({ name }) => (timedPromises as readonly string[]).includes(name))
      .map(({ name, promised }) => [name, Number(promised)]),
  );
}

/** All but the moment is the same. */
function sameBut(one: string, other: string): boolean {
  const rest = (text: string) => text.slice(text.indexOf(","));
  return rest(one) === rest(other);
}
