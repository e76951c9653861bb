import { spokenMoney, type Language } from "../../flows/speech/index.js";
import type { Asked, AsideTaken } from "./events.js";

type Told = Pick<AsideTaken, "person" | "whom" | "director">;
interface AsideWords {
  /** Why the caller waits. */
  why(told: Told): string;
  keys(told: Told): string;
  /** Asks for leave to record the answer (C6). */
  leave(person: string, terms: Asked["terms"]): string;
  readonly moment: string;
  /** What the answer is recorded to. */
  question(terms: Asked["terms"]): string;
  readonly thanks: string;
}

const label = ({ label: of }: Asked["terms"], language: Language): string =>
  of[language] ?? Object.values(of)[0] ?? "";
const money = (
  { currency }: Asked["terms"],
  amount: number,
  language: Language,
) => spokenMoney({ amount, currency }, language);

/** What a caller hears outside the talk. */
export const asideWords: Readonly<Record<Language, AsideWords>> = {
  es: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} le pide un momento.`
        : `${person} consulta con ${whom}, para resolverlo.`,
    keys: ({ person, director }) =>
      `Para volver ya con ${person}, marque 1.${director === undefined ? "" : ` Para ${director}, 0.`} Para esperar en silencio, 9.`,
    leave: (person, terms) =>
      `${person} puede hacerle ahora este cambio: ${label(terms, "es")}. Para que conste, ¿nos permite grabar su respuesta? Sí, marque 1. No, 2.`,
    moment: "Un momento.",
    question: (terms) =>
      `Cambio: ${label(terms, "es")}. Pagará en total ${money(terms, terms.monthly, "es")} al mes${terms.once > 0 ? ` y ${money(terms, terms.once, "es")} una sola vez` : ""}. ¿Acepta? Sí, marque 1. No, 2.`,
    thanks: "Gracias.",
  },
  en: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} asks you for a moment.`
        : `${person} is asking ${whom}, to settle it.`,
    keys: ({ person, director }) =>
      `To go back to ${person} now, press 1.${director === undefined ? "" : ` For ${director}, 0.`} To wait in silence, 9.`,
    leave: (person, terms) =>
      `${person} can make this change for you now: ${label(terms, "en")}. As proof, may we record your answer? Yes, press 1. No, 2.`,
    moment: "One moment.",
    question: (terms) =>
      `The change: ${label(terms, "en")}. You will pay ${money(terms, terms.monthly, "en")} a month in all${terms.once > 0 ? ` and ${money(terms, terms.once, "en")} once` : ""}. Do you agree? Yes, press 1. No, 2.`,
    thanks: "Thank you.",
  },
  pt: {
    why: ({ person, whom }) =>
      whom === undefined
        ? `${person} pede um momento.`
        : `${person} está consultando ${whom}, para resolver.`,
    keys: ({ person, director }) =>
      `Para voltar já a falar com ${person}, tecle 1.${director === undefined ? "" : ` Para ${director}, 0.`} Para esperar em silêncio, 9.`,
    leave: (person, terms) =>
      `${person} pode fazer agora esta mudança: ${label(terms, "pt")}. Para que conste, podemos gravar a sua resposta? Sim, tecle 1. Não, 2.`,
    moment: "Um momento.",
    question: (terms) =>
      `A mudança: ${label(terms, "pt")}. Você vai pagar ao todo ${money(terms, terms.monthly, "pt")} por mês${terms.once > 0 ? ` e ${money(terms, terms.once, "pt")} uma única vez` : ""}. Aceita? Sim, tecle 1. Não, 2.`,
    thanks: "Obrigado.",
  },
};
