import { useEffect, useState } from "react";
import type { LineFeed } from "../line-feed.js";

/** The simulator's time, running while `isRunning`. */
export function useNow(feed: LineFeed, isRunning: boolean): number {
  const [now, setNow] = useState(() => feed.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    const tick = () => setNow(feed.now());
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [feed, isRunning]);
  return now;
}
