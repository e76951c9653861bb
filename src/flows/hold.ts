import { z } from "zod";
import type { OwnWords } from "./own-words.js";
import { duration } from "./step-kind.js";
import { everywhere, whileWaiting, withLast } from "./variables.js";

/** How long a caller waits for a person before something better happens (C3). */
const holdForm = duration.pipe(
  z
    .number()
    .min(30, { error: "30s at least: a phone has to ring" })
    .max(600, { error: "10m at most" }),
);

/** For an agent: time for one or two phones to ring. */
export const holdForAgent = holdForm.default(60).meta({
  description: "How long a caller waits for an agent at most: 60s",
});

/** For the director: time for one phone to ring, and for its whisper. */
export const holdForDirector = holdForm.default(40).meta({
  description: "How long a caller waits for the director at most: 40s",
});

/** For the caller's own adviser: the same. */
export const holdForAdviser = holdForm.default(40).meta({
  description: "How long a caller waits for the adviser at most: 40s",
});

/** What callers hear who wait for a person. */
export const waitingWords = {
  resumed: {
    when: "Said to a caller whose call was cut off here and who rings again",
    knows: withLast,
    texts: {
      es: "Se cortó la llamada. Vuelvo a buscar a {{ last.name | default: 'quien le atienda' }}.",
      en: "We were cut off. I take you back to {{ last.name | default: 'a person' }}.",
      pt: "A ligação caiu. Volto a procurar {{ last.name | default: 'quem atenda' }}.",
    },
  },
  place: {
    when: "Said to a caller who waits, at first and whenever it changes",
    knows: whileWaiting,
    texts: {
      es: "Es la persona número {{ place }} en la fila; la espera es de {{ expected | duration }}.",
      en: "You are number {{ place }} in line; the wait is {{ expected | duration }}.",
      pt: "Você é a pessoa número {{ place }} na fila; a espera é de {{ expected | duration }}.",
    },
  },
  keys: {
    when: "Said to a caller who waits, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Marque 9 si prefiere esperar en silencio.",
      en: "Press 9 if you prefer to wait in silence.",
      pt: "Tecle 9 se prefere esperar em silêncio.",
    },
  },
} satisfies OwnWords;

/** The same, where key 1 asks to be rung back. */
export const callMeWords = {
  "keys-call-me": {
    when: "Said to a caller who waits and may ask to be rung back, now and then",
    anyKey: true,
    knows: everywhere,
    texts: {
      es: "Si prefiere que le llamemos sin perder su lugar, marque 1. Para {{ director.name }}, {{ director.title }}, 0. Para esperar en silencio, 9.",
      en: "To be called back and keep your place, press 1. For {{ director.name }}, {{ director.title }}, 0. To wait in silence, 9.",
      pt: "Para que a gente ligue sem perder o seu lugar, tecle 1. Para {{ director.name }}, {{ director.title }}, 0. Para esperar em silêncio, 9.",
    },
  },
} satisfies OwnWords;
