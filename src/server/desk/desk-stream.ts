/** The desks that are open in browsers: each is shown its own person and call, as server-sent events, as soon as something of it changes. */
import type { Response } from "express";
import type { Logger } from "pino";
import type { Clock } from "../clock.js";
import { openEventStream } from "../event-stream.js";
import type { AnnouncedEvent, Announcements } from "../events/announcements.js";
import { viewDesk, type DeskViewDeps } from "./view-desk.js";

export interface DeskStreamDeps extends DeskViewDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly announcements: Announcements;
}

/** So often a page is asked whether somebody is there: its answer is the desk's sign of life, which no page's own clock has to give. */
const askEveryMs = 20_000;

export interface DeskOwner {
  readonly id: string;
  readonly name: string;
}

/**
 * Sends `DeskView`s to a page until it goes or `mayGoOn` says no: that is asked each minute. Every 20 s comes `there`, which the page answers
 * with a sign of life.
 */
export async function openDesk(
  deps: DeskStreamDeps,
  owner: DeskOwner,
  response: Response,
  mayGoOn: () => Promise<boolean>,
): Promise<void> {
  const { clock, log, announcements } = deps;
  let isOpen = true;
  let stop = (): void => undefined;
  let cancel = (): void => undefined;
  const page = openEventStream(response, clock, {
    mayGoOn,
    closed() {
      isOpen = false;
      cancel();
      stop();
    },
  });
  /** The room of the call. */
  let shown: string | undefined;
  let isLooking = false;
  let isStale = false;
  const show = async (): Promise<void> => {
    isStale = true;
    if (isLooking) return;
    isLooking = true;
    while (isStale) {
      isStale = false;
      try {
        // oxlint-disable-next-line no-await-in-loop -- what changed meanwhile is looked at afterwards
        const view = await viewDesk(deps, owner, shown, clock.now());
        shown = view.call?.id;
        page.send(`data: ${JSON.stringify(view)}\n\n`);
      } catch (error) {
        log.warn({ error }, "a desk could not be shown");
      }
    }
    isLooking = false;
  };
  const ask = () => {
    page.send("event: there\ndata: {}\n\n");
    cancel = clock.after(askEveryMs, ask);
  };
  stop = await announcements.listen((event) => {
    if (concerns(event, owner, shown)) void show();
  });
  if (!isOpen) return stop();
  ask();
  await show();
}

/** Something of this person or of the call that is shown; and who waits, which every desk tells. */
function concerns(
  { type, data }: AnnouncedEvent,
  { id }: DeskOwner,
  shown: string | undefined,
): boolean {
  const about = data as {
    readonly id?: string;
    readonly call?: string;
    readonly person?: string;
  };
  switch (type) {
    case "gap":
    case "queue":
      return true;
    case "presence":
      return about.id === id;
    case "connection":
      return about.person === id || about.call === shown;
    case "call":
    case "consent":
    case "decision":
      return about.call === shown;
    case "case":
      return false;
  }
}
