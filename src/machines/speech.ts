import type { Language } from "../flows/speech/index.js";

/** In what somebody is spoken to by a machine that has its own words. */
export interface Speech {
  readonly language: Language;
  /** The carrier's name of the voice. */
  readonly voice: string;
  /** BCP 47. */
  readonly speaks: string;
}

/** A language that the line has a voice for. */
export type Voices = Readonly<
  Partial<Record<Language, { readonly voice: string; readonly speaks: string }>>
>;

/** The first of these languages that the line has a voice for, else the line's own first. */
export function speechIn(voices: Voices, wanted: readonly Language[]): Speech {
  const spoken = Object.keys(voices) as Language[];
  const language = wanted.find((one) => spoken.includes(one)) ?? spoken[0];
  const setting = language && voices[language];
  if (!language || !setting)
    throw new Error("A line speaks one language at least.");
  return { language, voice: setting.voice, speaks: setting.speaks };
}
