import { LanguageChoice } from "../LanguageChoice.js";
import type { UiLanguage, Words } from "../../phone/words.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly setLanguage: (language: UiLanguage) => void;
  /** Whose telephone the page is for alone. */
  readonly title: string | undefined;
  /** Undefined in a browser that cannot speak. */
  readonly hears: boolean | undefined;
  readonly setHears: (on: boolean) => void;
}

export function Header({
  words,
  language,
  setLanguage,
  title,
  hears,
  setHears,
}: Props) {
  return (
    <header>
      <h1>
        directo <span>{title ?? words.title}</span>
      </h1>
      <div className="choices">
        {hears !== undefined && (
          <label className="switch">
            <input
              type="checkbox"
              role="switch"
              checked={hears}
              onChange={(event) => setHears(event.target.checked)}
            />
            <span>{words.hear}</span>
          </label>
        )}
        <LanguageChoice
          label={words.language}
          language={language}
          setLanguage={setLanguage}
        />
      </div>
    </header>
  );
}
