import { useEffect, useState } from "react";

export interface Shown<View> {
  /** Undefined until the line has said. */
  readonly view: View | undefined;
  /** What is shown may be old. */
  readonly isAway: boolean;
  /** Epoch ms by the line's own clock, told anew each second. */
  readonly now: number;
}

/**
 * What the line shows and shows anew as it changes; the browser asks again by itself when it was away. `whenAsked`: answers a question of the
 * line, whether the page is there; it has to be the same function each time.
 */
export function useView<View extends { readonly at: number }>(
  path: string,
  whenAsked?: () => Promise<unknown>,
): Shown<View> {
  const [view, setView] = useState<View>();
  const [isAway, setAway] = useState(false);
  const [ahead, setAhead] = useState(0);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const source = new EventSource(path);
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const next = JSON.parse(data) as View;
      setView(next);
      setAway(false);
      setAhead(next.at - Date.now());
    });
    source.addEventListener("there", () => {
      whenAsked?.().catch(() => setAway(true));
    });
    source.addEventListener("error", () => setAway(true));
    source.addEventListener("open", () => setAway(false));
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => {
      source.close();
      clearInterval(timer);
    };
  }, [path, whenAsked]);
  return { view, isAway, now: now + ahead };
}
