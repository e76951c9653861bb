import { useEffect, useRef } from "react";

/** Calls `press` with each key that is meant for the page and not for a field; it says whether the key does something. */
export function useKeys(press: (key: string) => boolean): void {
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
      if (key.length !== 1) return;
      // Else the key that opens a form is the first letter in its first field.
      if (latest.current(key.toLowerCase())) event.preventDefault();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
