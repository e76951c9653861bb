import { useEffect, useState } from "react";
import { openStream } from "./open-stream.js";

export interface Shown<View> {
  /** Undefined until the line has said. */
  readonly view: View | undefined;
  /** What is shown may be old. */
  readonly isAway: boolean;
  /** Epoch ms by the line's own clock, told anew each second. */
  readonly now: number;
}

/**
 * What the line shows and shows anew as it changes; it is asked again when it was away. `whenAsked`: answers a question of the
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
    const close = openStream(
      path,
      {
        message(data) {
          const next = JSON.parse(data) as View;
          setView(next);
          setAway(false);
          setAhead(next.at - Date.now());
        },
        there() {
          whenAsked?.().catch(() => setAway(true));
        },
      },
      { away: () => setAway(true), open: () => setAway(false) },
    );
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => {
      close();
      clearInterval(timer);
    };
  }, [path, whenAsked]);
  return { view, isAway, now: now + ahead };
}
