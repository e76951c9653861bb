import { useSyncExternalStore, type MouseEvent } from "react";

/** The page's path, without its `#`. */
export function usePlace(): string {
  return useSyncExternalStore(
    (listener) => {
      addEventListener("popstate", listener);
      return () => removeEventListener("popstate", listener);
    },
    () => location.pathname,
  );
}

/** Goes to another page of the console without loading it anew. */
export function goTo(path: string): void {
  history.pushState(undefined, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** For a link to a page of the console: what opens a new tab still does. */
export function follow(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    return;
  event.preventDefault();
  const { pathname, search } = event.currentTarget;
  goTo(`${pathname}${search}`);
}
