/** The browser's own voice. It says what the caller hears, and stops when the caller's phone does. */
export interface SpeechOut {
  say(text: string, language: string): void;
  hush(): void;
}

/** Undefined in a browser without speech. Nothing here throws: a phone without a voice is still a phone. */
export function createSpeechOut(
  synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis,
): SpeechOut | undefined {
  if (!synthesis || typeof SpeechSynthesisUtterance === "undefined")
    return undefined;
  return {
    say(text, language) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      const voice = chooseVoice(synthesis.getVoices(), language);
      if (voice) utterance.voice = voice;
      synthesis.speak(utterance);
    },
    hush: () => synthesis.cancel(),
  };
}

/** The country's own voice, else any of the language; without one the browser chooses by the tag. */
function chooseVoice(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
): SpeechSynthesisVoice | undefined {
  const [root = language] = language.split("-");
  return (
    voices.find((voice) => tagOf(voice) === language) ??
    voices.find((voice) => tagOf(voice).split("-")[0] === root)
  );
}

/** Some systems write `es_MX`. */
function tagOf({ lang }: SpeechSynthesisVoice): string {
  return lang.replace("_", "-");
}
