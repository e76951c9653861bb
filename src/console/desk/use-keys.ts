import { useEffect, useRef } from "react";

/** Calls `press` with each key that is meant for the page and not for a field. */
export function useKeys(press: (key: string) => void): void {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { target, key } = event;
      const isField =
        target instanceof HTMLElement &&
        target.closest(
          "input:not([type=radio]), textarea, select, [contenteditable]",
        );
      if (isField || event.ctrlKey || event.metaKey || event.altKey) return;
      if (key.length === 1) latest.current(key.toLowerCase());
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
