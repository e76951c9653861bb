/** A page or a desk that listens: server-sent events on one response, until either side ends it. */
import type { Response } from "express";
import type { Clock } from "./clock.js";

export interface EventStream {
  /** Sends an event, written as such. A listener that does not read is let go of: it comes back. */
  readonly send: (text: string) => void;
  /** Bytes that it has not read yet. */
  readonly behind: () => number;
}

/** ms; proxies close what is silent for a minute. */
const stillHereMs = 15_000;
const askEveryMs = 60_000;
/** Bytes that a listener may be behind. */
const mostBehind = 1_000_000;

/** `mayGoOn` is asked each minute; `closed` is called once, whoever ended it. */
export function openEventStream(
  response: Response,
  clock: Clock,
  {
    mayGoOn,
    closed,
  }: { readonly mayGoOn?: () => Promise<boolean>; readonly closed: () => void },
): EventStream {
  const cancels = new Map<string, () => void>();
  const every = (name: string, ms: number, work: () => void): void => {
    const again = () => {
      work();
      every(name, ms, work);
    };
    cancels.set(name, clock.after(ms, again));
  };
  response.status(200).set({
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    // nginx would keep events back until it has a page of them.
    "x-accel-buffering": "no",
  });
  response.flushHeaders();
  every("still here", stillHereMs, () => response.write(": still here\n\n"));
  if (mayGoOn)
    every("may go on", askEveryMs, () => {
      mayGoOn().then(
        (may) => void (may || response.end()),
        () => response.end(),
      );
    });
  response.once("close", () => {
    for (const cancel of cancels.values()) cancel();
    closed();
  });
  return {
    send(text) {
      if (response.destroyed || response.writableEnded) return;
      if (response.writableLength > mostBehind) response.destroy();
      else response.write(text);
    },
    behind: () => response.writableLength,
  };
}
