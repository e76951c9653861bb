import type { UiLanguage } from "../phone/words.js";

interface Props {
  readonly label: string;
  readonly language: UiLanguage;
  readonly setLanguage: (language: UiLanguage) => void;
}

const languages = [
  ["es", "ES", "Español"],
  ["en", "EN", "English"],
] as const;

/** Español or English, each under its own name. */
export function LanguageChoice({ label, language, setLanguage }: Props) {
  return (
    <div role="group" aria-label={label} className="languages">
      {languages.map(([code, short, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-label={name}
          title={name}
          aria-pressed={code === language}
          onClick={() => setLanguage(code)}
        >
          {short}
        </button>
      ))}
    </div>
  );
}
