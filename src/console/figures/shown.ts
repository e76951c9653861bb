import type { UiLanguage } from "../../phone/words.js";
import type { FiguresView } from "../../server/figures.js";

/** What each part of the page is given. */
export interface Shown {
  readonly view: FiguresView;
  readonly language: UiLanguage;
}
