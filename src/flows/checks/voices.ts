/** Voices of the carrier by what they speak: Amazon Polly as Twilio names it (text-to-speech voices, November 2026). */
const polly: Readonly<Record<string, string>> = {
  "es-MX": "Mia Mia-Neural Andres-Neural Andres-Generative Mía-Generative",
  "es-US":
    "Lupe Lupe-Neural Lupe-Generative Miguel Penelope Pedro-Neural Pedro-Generative",
  "es-ES":
    "Conchita Enrique Lucia Lucia-Neural Lucia-Generative Sergio-Neural Sergio-Generative",
  "pt-BR": "Camila Camila-Neural Vitoria Vitoria-Neural Ricardo Thiago-Neural",
  "pt-PT": "Ines Ines-Neural Cristiano",
  "en-US":
    "Joanna Joanna-Neural Joanna-Generative Matthew Matthew-Neural Matthew-Generative Ivy Ivy-Neural Justin Justin-Neural Kendra Kendra-Neural Kevin Kevin-Neural Kimberly Kimberly-Neural Salli Salli-Neural Joey Joey-Neural Danielle-Neural Danielle-Generative Gregory-Neural Ruth-Neural Ruth-Generative Stephen-Neural Stephen-Generative",
  "en-GB":
    "Amy Amy-Neural Amy-Generative Emma Emma-Neural Brian Brian-Neural Arthur-Neural",
  "en-AU": "Nicole Russell Olivia-Neural",
  "en-IE": "Niamh-Neural",
  "en-NZ": "Aria-Neural",
  "en-ZA": "Ayanda-Neural",
  "en-IN": "Raveena Aditi Kajal-Neural",
};

/**
 * The carrier's basic voices, by what its manual says that they speak (`<Say>`, "voice = man or woman", "voice = alice"). Of the first two it
 * names no country for Spanish: both that a basic voice speaks count.
 */
const basic: Readonly<Record<string, readonly string[]>> = {
  man: ["en-US", "en-GB", "es-ES", "es-MX"],
  woman: ["en-US", "en-GB", "es-ES", "es-MX"],
  alice: [
    "en-US",
    "en-GB",
    "en-AU",
    "en-CA",
    "en-IN",
    "es-ES",
    "es-MX",
    "pt-BR",
    "pt-PT",
  ],
};

const locales: ReadonlyMap<string, string> = new Map(
  Object.entries(polly).flatMap(([locale, names]) =>
    names.split(" ").map((name) => [`Polly.${name}`, locale] as const),
  ),
);

export const voiceNames: readonly string[] = [...locales.keys()];

/** What a voice speaks (BCP 47); `undefined` for one that is not known. */
export function localesOfVoice(voice: string): readonly string[] | undefined {
  // Google's voices carry it in their names: Google.es-ES-Neural2-G.
  const google =
    /^Google\.([a-z]{2}-[A-Z]{2})-(?:Standard|Wavenet|Neural2|Chirp3-HD)-\w+$/.exec(
      voice,
    );
  const locale = google?.[1] ?? locales.get(voice);
  if (locale !== undefined) return [locale];
  return Object.hasOwn(basic, voice) ? basic[voice] : undefined;
}
