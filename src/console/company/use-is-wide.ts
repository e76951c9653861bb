import { useSyncExternalStore } from "react";

const query = "(min-width: 62rem)";

/** Whether a form and its text have room beside each other. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}
