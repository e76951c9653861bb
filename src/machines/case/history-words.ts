/** What stands in a case's history, in words: who, and what they did. */
import type { Language } from "../../flows/speech/index.js";
import type { HistoryEntry } from "./file.js";

type What = HistoryEntry["what"];

interface HistoryWords {
  readonly line: string;
  readonly caller: string;
  /** One that ends with a space goes on with what was said. */
  readonly deeds: Readonly<Record<What, string>>;
  /** What the line writes down by a word of its own. */
  readonly said: Readonly<
    Partial<Record<What, Readonly<Record<string, string>>>>
  >;
}

const es: HistoryWords = {
  line: "la línea",
  caller: "el cliente",
  deeds: {
    opened: "recibió la promesa de una llamada",
    "promised-again": "recibió otra promesa de una llamada",
    message: "dejó un mensaje",
    "call-at": "pidió que le llamen al ",
    acknowledged: "lo tiene",
    noted: "anotó",
    approved: "aprobó llamar a ese número",
    connecting: "llama al cliente",
    contacted: "habló con el cliente",
    reminded: "lo recordó",
    overdue: "avisó que venció",
    "went-up": "lo pasó a ",
    "handed-over": "lo pasó a ",
    closed: "lo cerró",
    "not-delivered": "no logró hacer llegar un mensaje a ",
    told: "oyó qué resultó",
    "not-told": "no pudo decírselo al cliente",
    answered: "dijo que ",
    reopened: "lo abrió de nuevo",
    marked: "considera la decisión ",
    linked: "agregó ",
  },
  said: {
    "not-delivered": { caller: "quien llamó" },
    "not-told": {
      "no-answer": "no contestó",
      "not-wanted": "ahora no puede hablar",
      "not-allowed": "la línea no puede llamar a ese número",
    },
    answered: { solved: "quedó resuelto", "not solved": "no quedó resuelto" },
    marked: {
      fortunate: "afortunada",
      plausible: "plausible",
      mistaken: "equivocada",
    },
    linked: {
      call: "otra llamada",
      claim: "un reclamo",
      decision: "una decisión",
    },
  },
};

const en: HistoryWords = {
  line: "the line",
  caller: "the customer",
  deeds: {
    opened: "was promised a call",
    "promised-again": "was promised another call",
    message: "left a message",
    "call-at": "asked to be called at ",
    acknowledged: "has it",
    noted: "noted",
    approved: "approved calling that number",
    connecting: "calls the customer",
    contacted: "spoke with the customer",
    reminded: "sent a reminder",
    overdue: "told that it is overdue",
    "went-up": "passed it on to ",
    "handed-over": "handed it over to ",
    closed: "closed it",
    "not-delivered": "could not get a message to ",
    told: "heard what came of it",
    "not-told": "could not tell the customer",
    answered: "said that ",
    reopened: "opened it again",
    marked: "finds the decision ",
    linked: "added ",
  },
  said: {
    "not-delivered": { caller: "the customer" },
    "not-told": {
      "no-answer": "no answer",
      "not-wanted": "cannot talk now",
      "not-allowed": "the line may not call that number",
    },
    answered: { solved: "it is solved", "not solved": "it is not solved" },
    marked: {
      fortunate: "fortunate",
      plausible: "plausible",
      mistaken: "mistaken",
    },
    linked: { call: "another call", claim: "a claim", decision: "a decision" },
  },
};

const pt: HistoryWords = {
  line: "a linha",
  caller: "o cliente",
  deeds: {
    opened: "recebeu a promessa de uma ligação",
    "promised-again": "recebeu outra promessa de uma ligação",
    message: "deixou uma mensagem",
    "call-at": "pediu que liguem para ",
    acknowledged: "está com o caso",
    noted: "anotou",
    approved: "aprovou ligar para esse número",
    connecting: "liga para o cliente",
    contacted: "falou com o cliente",
    reminded: "mandou um lembrete",
    overdue: "avisou que venceu",
    "went-up": "passou para ",
    "handed-over": "passou para ",
    closed: "encerrou",
    "not-delivered": "não conseguiu fazer chegar uma mensagem a ",
    told: "ouviu o resultado",
    "not-told": "não conseguiu avisar o cliente",
    answered: "disse que ",
    reopened: "abriu de novo",
    marked: "considera a decisão ",
    linked: "acrescentou ",
  },
  said: {
    "not-delivered": { caller: "quem ligou" },
    "not-told": {
      "no-answer": "não atendeu",
      "not-wanted": "agora não pode falar",
      "not-allowed": "a linha não pode ligar para esse número",
    },
    answered: {
      solved: "ficou resolvido",
      "not solved": "não ficou resolvido",
    },
    marked: {
      fortunate: "feliz",
      plausible: "plausível",
      mistaken: "equivocada",
    },
    linked: {
      call: "outra ligação",
      claim: "uma contestação",
      decision: "uma decisão",
    },
  },
};

const all: Readonly<Record<Language, HistoryWords>> = { es, en, pt };

/** One entry: who it was, and what they did, with what was said. */
export function sayEntry(
  { who, what, words = "" }: Pick<HistoryEntry, "who" | "what" | "words">,
  language: Language,
): { readonly who: string; readonly deed: string } {
  const { line, caller, deeds, said } = all[language];
  const more = said[what]?.[words] ?? words;
  const deed = deeds[what];
  const joint = more === "" || deed.endsWith(" ") ? "" : ": ";
  return {
    who: who === "line" ? line : who === "caller" ? caller : who,
    deed: `${deed}${joint}${more}`,
  };
}
