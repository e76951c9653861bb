import { useEffect, useState } from "react";
import type { LiveView } from "../../server/live/view-live.js";

export interface Live {
  /** Undefined until the line has said. */
  readonly view: LiveView | undefined;
  /** What is shown may be old. */
  readonly isAway: boolean;
  /** Epoch ms by the line's own clock, told anew each second. */
  readonly now: number;
}

/** The line as it goes on; the browser asks again by itself when it was away. */
export function useLive(): Live {
  const [view, setView] = useState<LiveView>();
  const [isAway, setAway] = useState(false);
  const [ahead, setAhead] = useState(0);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const source = new EventSource("/api/console/live");
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const next = JSON.parse(data) as LiveView;
      setView(next);
      setAway(false);
      setAhead(next.at - Date.now());
    });
    source.addEventListener("error", () => setAway(true));
    source.addEventListener("open", () => setAway(false));
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, []);
  return { view, isAway, now: now + ahead };
}
