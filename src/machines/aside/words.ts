import type { Language } from "../../flows/speech/index.js";
import type { AsideTaken } from "./events.js";

type Told = Pick<AsideTaken, "person" | "whom" | "director">;
interface AsideWords {
  /** Why the caller waits. */
  why(told: Told): string;
  keys(told: Told): string;
}

/** What a caller hears who waits outside the talk. */
export const asideWords: Readonly<Record<Language, AsideWords>> = {
  es: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} le pide un momento.`
        : `${person} consulta con ${whom}, para resolverlo.`,
    keys: ({ person, director }) =>
      `Para volver ya con ${person}, marque 1.${director === undefined ? "" : ` Para ${director}, 0.`} Para esperar en silencio, 9.`,
  },
  en: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} asks you for a moment.`
        : `${person} is asking ${whom}, to settle it.`,
    keys: ({ person, director }) =>
      `To go back to ${person} now, press 1.${director === undefined ? "" : ` For ${director}, 0.`} To wait in silence, 9.`,
  },
  pt: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} pede um momento.`
        : `${person} está consultando ${whom}, para resolver.`,
    keys: ({ person, director }) =>
      `Para voltar já a falar com ${person}, tecle 1.${director === undefined ? "" : ` Para ${director}, 0.`} Para esperar em silêncio, 9.`,
  },
};
