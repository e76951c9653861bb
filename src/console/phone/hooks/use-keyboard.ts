import { useEffect, useRef } from "react";

export interface KeyboardPlan {
  press(digit: string): void;
  call(): void;
}

/** Digits press keys and Enter calls wherever the keyboard is not needed for something else. */
export function useKeyboard(plan: KeyboardPlan): void {
  const current = useRef(plan);
  useEffect(() => {
    current.current = plan;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat)
        return;
      const target = event.target instanceof Element ? event.target : null;
      if (/^[0-9*#]$/.test(event.key) && !target?.matches(fields)) {
        event.preventDefault();
        current.current.press(event.key);
      } else if (event.key === "Enter" && !target?.closest(answering))
        current.current.call();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

const fields = "input, textarea, select";
/** What Enter already does something to; a list of callers is not among it. */
const answering = "input, textarea, button, a, summary";
