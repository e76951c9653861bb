/** Languages a `<Say>` speaks (§2.1); `es-CO` is not among them. */
export const sayLanguages: readonly string[] = (
  "af-ZA am-ET ar-AE ar-XA arb bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK de-AT de-DE el-GR en-AU en-CA en-GB " +
  "en-GB-WLS en-IE en-IN en-NZ en-US en-ZA es-ES es-MX es-US fi-FI fil-PH fr-CA fr-FR fr-BE gu-IN he-IL hi-IN hu-HU " +
  "id-ID is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN mr-IN ms-MY nb-NO nl-BE nl-NL pa-IN pl-PL pt-BR pt-PT ro-RO ru-RU " +
  "sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA vi-VN yue-HK zh-CN zh-HK zh-TW"
).split(" ");

/** Polly's voices of the locales that matter here; a voice not named is accepted in any language. */
const pollyLanguages: Readonly<Record<string, string>> = {
  "es-MX": "Mia Mía Andres",
  "es-US": "Lupe Miguel Penelope Pedro",
  "es-ES": "Conchita Enrique Lucia Sergio",
  "pt-BR": "Camila Vitoria Ricardo Thiago",
  "en-US":
    "Joanna Matthew Ivy Justin Kendra Kevin Kimberly Salli Joey Danielle Gregory Ruth Stephen",
};

/** The one locale a known voice speaks, or undefined. Google's voices carry theirs in the name. */
export function localeOf(voice: string): string | undefined {
  const google = /^Google\.([a-z]+-[A-Z]+)-/.exec(voice);
  if (google) return google[1];
  const polly = /^Polly\.([^-]+)/.exec(voice)?.[1];
  if (!polly) return undefined;
  return Object.keys(pollyLanguages).find((locale) =>
    pollyLanguages[locale]?.split(" ").includes(polly),
  );
}

/** Most characters one `<Say>` may hold (§2.1). */
export function sayLimit(voice: string): number {
  if (voice.startsWith("Polly.")) return 3000;
  return voice.startsWith("Google.") ? 5000 : 4000;
}
