import { useEffect, useRef, type RefObject } from "react";
import type { PanelName } from "./deeds.js";

const first = "input:checked, input, textarea, button";

/** Whoever works by keyboard is in what opened, at what is chosen there or can be chosen first. */
export function useFirstField(
  place: RefObject<HTMLElement | null>,
  isWanted = true,
): void {
  useEffect(() => {
    if (isWanted) place.current?.querySelector<HTMLElement>(first)?.focus();
  }, []);
}

/** Once a panel closed they are back at the button that opened it, or at the next that is there. */
export function useWayBack(
  deeds: RefObject<HTMLElement | null>,
  panel: PanelName | undefined,
): void {
  const opened = useRef<PanelName>(undefined);
  useEffect(() => {
    const last = opened.current;
    opened.current = panel;
    if (panel !== undefined || last === undefined) return;
    const button =
      deeds.current?.querySelector<HTMLElement>(`[data-deed="${last}"]`) ??
      deeds.current?.querySelector<HTMLElement>("button");
    button?.focus();
  }, [panel]);
}
