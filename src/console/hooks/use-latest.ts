import { useCallback, useLayoutEffect, useRef } from "react";

/** The same function for as long as the page is there, which does what `act` does now: what is drawn with it need not be drawn anew. */
export function useLatest<Given extends unknown[]>(
  act: (...given: Given) => void,
): (...given: Given) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...given: Given) => latest.current(...given), []);
}
