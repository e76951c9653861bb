import { useCallback, useEffect, useState } from "react";
import type { DeskView } from "../../server/desk/view-desk.js";
import { ask } from "../api.js";

export interface Desk {
  /** Undefined until the line has said. */
  readonly view: DeskView | undefined;
  /** What is shown may be old. */
  readonly isAway: boolean;
  /** Epoch ms by the line's own clock. */
  readonly now: number;
  readonly setPresence: (status: "available" | "away") => Promise<unknown>;
}

/**
 * The desk as the line shows it. Every sign of life answers a question of the line: a browser slows down the clocks of a page that nobody
 * looks at, and would have its person sent away.
 */
export function useDesk(): Desk {
  const [view, setView] = useState<DeskView>();
  const [isAway, setAway] = useState(false);
  const [ahead, setAhead] = useState(0);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const source = new EventSource("/api/console/desk/stream");
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const next = JSON.parse(data) as DeskView;
      setView(next);
      setAway(false);
      setAhead(next.at - Date.now());
    });
    source.addEventListener("there", () => {
      ask("PUT", "/desk").catch(() => setAway(true));
    });
    source.addEventListener("error", () => setAway(true));
    source.addEventListener("open", () => setAway(false));
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, []);
  const setPresence = useCallback(
    (status: "available" | "away") => ask("PUT", "/desk", { status }),
    [],
  );
  return { view, isAway, now: now + ahead, setPresence };
}
