import { localesOfVoice } from "../flows/checks/voices.js";
import type { Language } from "../flows/speech/index.js";
import { words, type StudioFlow, type Widget } from "./read-studio.js";

export interface Speaks {
  readonly language: Language;
  readonly voice: string;
  /** BCP 47. */
  readonly speaks: string;
  /** Widgets that spoke another language, with it. */
  readonly others: ReadonlyMap<string, string>;
}

const usual: Readonly<Record<Language, { speaks: string; voice: string }>> = {
  es: { speaks: "es-MX", voice: "Polly.Mia-Neural" },
  en: { speaks: "en-US", voice: "Polly.Joanna-Neural" },
  pt: { speaks: "pt-BR", voice: "Polly.Camila-Neural" },
};

/** The language that most of the flow is spoken in, and the first voice that speaks it. Studio's own default is English. */
export function findVoice(
  { widgets }: StudioFlow,
  /** Absent: the one that most of it is spoken in. */
  wanted?: Language,
): Speaks {
  const speaking = [...widgets.values()].filter(
    ({ properties }) => words(properties["say"]) !== "",
  );
  const spoken = speaking.map((one) => localeOf(one));
  const count = (language: Language) =>
    spoken.filter((one) => one.startsWith(language)).length;
  const [most = "en"] = (["en", "es", "pt"] as const).toSorted(
    (a, b) => count(b) - count(a),
  );
  const language = wanted ?? most;
  const speaks =
    spoken.find(
      (one) => one.startsWith(language) && /^[a-z]{2}-[A-Z]{2}$/.test(one),
    ) ?? usual[language].speaks;
  const voice = speaking
    .map(({ properties }) => words(properties["voice"]))
    .find((one) => localesOfVoice(one)?.includes(speaks));
  return {
    language,
    speaks: voice === undefined ? usual[language].speaks : speaks,
    voice: voice ?? usual[language].voice,
    others: new Map(
      speaking.flatMap((one) =>
        localeOf(one).startsWith(language) ? [] : [[one.name, localeOf(one)]],
      ),
    ),
  };
}

function localeOf({ properties }: Widget): string {
  const written = words(properties["language"]);
  return written === "" ? "en-US" : written;
}

/** The language that a widget speaks, where a line may speak it. */
export function languageOf(widget: Widget): Language | undefined {
  const locale = localeOf(widget);
  return (["en", "es", "pt"] as const).find((one) => locale.startsWith(one));
}
