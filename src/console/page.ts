import type { UiLanguage } from "../phone/words.js";
import type { PersonView } from "./hooks/use-session.js";
import type { Words } from "./words/index.js";

/** What every page is given. */
export interface PageProps {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly person: PersonView;
  /** Asks the server again who is signed in. */
  readonly renew: () => Promise<void>;
}
