import { useSyncExternalStore } from "react";
import type { FeedView, LineFeed } from "../line-feed.js";

export function useFeed(feed: LineFeed): FeedView {
  return useSyncExternalStore(
    (listener) => feed.subscribe(listener),
    () => feed.view(),
  );
}
