import type { Language } from "../../flows/speech/index.js";

/** What the public page about the director says. */
export interface DirectorWords {
  readonly lead: string;
  readonly call: string;
  readonly write: string;
  readonly days: string;
  readonly asked: string;
  readonly answered: string;
  readonly missed: string;
  readonly by: string;
  readonly calls: string;
  /** Seconds on the mean. */
  readonly after: string;
  readonly promised: string;
  readonly kept: string;
  readonly late: string;
  readonly nobody: string;
  readonly how: string;
}

export const directorWords: Readonly<Record<Language, DirectorWords>> = {
  es: {
    lead: "Cualquier persona que nos llame puede hablar con quien dirige el servicio: la tecla 0, en cualquier momento, o su número directo. Esto es lo que pasó con esas llamadas.",
    call: "Su número directo",
    write: "Su correo",
    days: "Los últimos 30 días",
    asked: "pidieron hablar con la dirección",
    answered: "hablaron con alguien",
    missed: "no tuvieron respuesta en el momento",
    by: "Quién contestó",
    calls: "Llamadas",
    after: "Espera media",
    promised: "llamadas de vuelta prometidas",
    kept: "hechas a tiempo",
    late: "hechas tarde o sin hacer",
    nobody: "En estos días nadie lo ha pedido.",
    how: "La línea cuenta cada llamada por sí misma. Quien no tiene respuesta recibe en el acto un número de caso, un nombre y una hora.",
  },
  en: {
    lead: "Anybody who rings us can talk with whoever directs the service: key 0, at any time, or the direct number. This is what became of those calls.",
    call: "Direct number",
    write: "E-mail",
    days: "The last 30 days",
    asked: "asked for the director",
    answered: "talked with somebody",
    missed: "were not answered at once",
    by: "Who answered",
    calls: "Calls",
    after: "Mean wait",
    promised: "calls back promised",
    kept: "made in time",
    late: "made late, or not yet",
    nobody: "Nobody has asked in these days.",
    how: "The line counts every call by itself. Whoever is not answered gets a case number, a name and a time there and then.",
  },
  pt: {
    lead: "Quem liga para nós pode falar com quem dirige o atendimento: tecla 0, a qualquer momento, ou o número direto. Isto é o que aconteceu com essas ligações.",
    call: "Número direto",
    write: "E-mail",
    days: "Os últimos 30 dias",
    asked: "pediram para falar com a direção",
    answered: "falaram com alguém",
    missed: "não foram atendidas na hora",
    by: "Quem atendeu",
    calls: "Ligações",
    after: "Espera média",
    promised: "ligações de volta prometidas",
    kept: "feitas no prazo",
    late: "feitas com atraso ou por fazer",
    nobody: "Nestes dias ninguém pediu.",
    how: "A linha conta cada ligação por si. Quem não é atendido recebe na hora um número de caso, um nome e um horário.",
  },
};

/** The languages by their own names. */
export const languageNames: Readonly<Record<Language, string>> = {
  es: "Español",
  en: "English",
  pt: "Português",
};
