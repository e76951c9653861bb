import type { Actions } from "./hooks/use-actions.js";
import type { FeedView, LineFeed } from "./line-feed.js";
import type { Names } from "../../phone/names.js";
import type { UiLanguage, Words } from "../../phone/words.js";

/** What each of the three columns is given. */
export interface Shared {
  readonly feed: LineFeed;
  readonly view: FeedView;
  readonly words: Words;
  readonly language: UiLanguage;
  readonly names: Names;
  readonly actions: Actions;
}
