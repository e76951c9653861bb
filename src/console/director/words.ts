import type { UiLanguage } from "../../phone/words.js";
import type { CaseLimit, Marked } from "../../machines/case/file.js";
import type { outcomes } from "../../machines/case/file.js";

type Outcome = (typeof outcomes)[number];

const english = {
  title: "Cases",
  pages: {
    open: "To do",
    causes: "What fails",
    decisions: "Decisions",
  },
  none: "No open case is yours or of those who answer to you.",
  away: "The line does not answer; this is what it said last.",
  overdue: "Overdue",
  due: (moment: string) => `Call before ${moment}`,
  wasDue: (moment: string) => `was due ${moment}`,
  has: (name: string) => `${name} has it`,
  number: (reference: string) => `Case ${reference}`,
  account: (id: string) => `Account ${id}`,
  back: "All cases",
  call: "Call the customer",
  callOne: (reference: string) => `Call the customer of case ${reference}`,
  callNow: "Call",
  calling:
    "Your telephone rings. Press 1 there, and the line calls the customer.",
  unknownNumber:
    "This number neither called nor is a known customer’s. The line rings it once somebody other than whoever asked has approved that; refusing closes the case.",
  approve: "Approve calling it",
  refuse: "Refuse",
  approveOne: (reference: string) =>
    `Approve calling the number of case ${reference}`,
  refuseOne: (reference: string) =>
    `Refuse to call the number of case ${reference}, and close it`,
  show: "Show",
  all: (count: number) => `All (${count})`,
  toApprove: (count: number) => `To approve (${count})`,
  waits: "Its number waits for approval",
  askedBy: (name: string) => `${name} asked for it`,
  approved: (reference: string) =>
    `Approved: the line may ring the number of case ${reference}.`,
  refused: (reference: string) =>
    `Refused: case ${reference} is closed, and whoever gave the number is told.`,
  limits: {
    "of-number":
      "The line rang this number as often as it may in a day: call by hand.",
    "of-day": "The line made all its calls of that day: call by hand.",
    "of-kind":
      "The line calls no number of this kind or country: call by hand.",
    "message-of-day":
      "The charge is gone and the line sent all its messages of that day: see that the corrected invoice reaches the customer.",
    "message-of-kind":
      "The charge is gone and the line sends no messages to numbers of this kind or country: see that the corrected invoice reaches the customer.",
  } satisfies Record<CaseLimit, string>,
  noNumber: "The customer’s number was withheld: hear the message.",
  acknowledge: "I have it",
  note: "Note",
  keepNote: "Keep the note",
  handOver: "Hand over",
  handOverTo: "To whom",
  close: "What came of it",
  closeHint:
    "Choose a reason, then the area at fault: that closes the case, and the customer is told.",
  outcome: "Outcome",
  told: "What the customer is told",
  reason: "Reason",
  area: "Area at fault",
  contractor: "Contractor",
  noContractor: "none",
  closeNow: "Close the case",
  messages: "What was recorded",
  message: (seconds: number) => `Message, ${seconds} s`,
  linked: "Belongs to it",
  linkedKinds: { call: "call", claim: "claim", decision: "decision" },
  history: "History",
  outcomes: {
    solved: "solved",
    compensated: "compensated",
    explained: "explained",
    "not-solved": "not solved",
    "not-reached": "not reached",
  } satisfies Record<Outcome, string>,
  closedBy: (name: string) => `Closed by ${name}`,
  mark: "What do you think of it?",
  marks: {
    fortunate: "fortunate",
    plausible: "plausible",
    mistaken: "mistaken",
  } satisfies Record<Marked["mark"], string>,
  marksOf: {
    fortunate: (count: number) => `${count} fortunate`,
    plausible: (count: number) => `${count} plausible`,
    mistaken: (count: number) => `${count} mistaken`,
  } satisfies Record<Marked["mark"], (count: number) => string>,
  markWords: (name: string) => `A word to ${name}`,
  send: "Send",
  marked: (by: string, mark: string) => `${by} finds it ${mark}`,
  by: "By",
  kinds: {
    area: "area",
    reason: "reason",
    contractor: "contractor",
    agent: "person",
    week: "week",
  },
  what: "What",
  ofCases: "closed cases",
  gone: "the case is no longer kept",
  ofDecisions: "decisions",
  behind: (count: number, value: string) =>
    `${value}: ${count}. See ${count === 1 ? "it" : "them"}`,
  plot: "How many of each; each bar leads to what is behind it",
  noFigures: "Nothing in these thirteen weeks yet.",
  since: (from: string, to: string) => `From ${from} to ${to}`,
  week: (from: string) => `week of ${from}`,
  granted: (money: string) => `${money} granted`,
  refusals: (count: number) => `${count} refused`,
  late: (count: number) => `${count} called late`,
  unsolved: (count: number) => `${count} not solved for the customer`,
  decision: (kind: string) =>
    (
      ({
        credit: "a charge credited",
        plan: "a plan changed",
        gift: "a gift",
        "another-remedy": "another remedy",
      }) as Record<string, string>
    )[kind] ?? kind,
};

export type Words = typeof english;

const spanish: Words = {
  title: "Casos",
  pages: { open: "Por hacer", causes: "Qué falla", decisions: "Decisiones" },
  none: "Ningún caso abierto es suyo ni de quienes le reportan.",
  away: "La línea no contesta; esto es lo último que dijo.",
  overdue: "Vencido",
  due: (moment) => `Llame antes de ${moment}`,
  wasDue: (moment) => `vencía ${moment}`,
  has: (name) => `lo tiene ${name}`,
  number: (reference) => `Caso ${reference}`,
  account: (id) => `Cuenta ${id}`,
  back: "Todos los casos",
  call: "Llamar al cliente",
  callOne: (reference) => `Llamar al cliente del caso ${reference}`,
  callNow: "Llamar",
  calling: "Suena su teléfono. Marque 1 en él y la línea llama al cliente.",
  unknownNumber:
    "Este número no llamó ni es de un cliente conocido. La línea lo llama cuando lo apruebe alguien que no sea quien lo pidió; negarlo cierra el caso.",
  approve: "Aprobar que se le llame",
  refuse: "Negar",
  approveOne: (reference) =>
    `Aprobar que se llame al número del caso ${reference}`,
  refuseOne: (reference) =>
    `Negar que se llame al número del caso ${reference} y cerrarlo`,
  show: "Ver",
  all: (count) => `Todos (${count})`,
  toApprove: (count) => `Por aprobar (${count})`,
  waits: "Su número espera aprobación",
  askedBy: (name) => `lo pidió ${name}`,
  approved: (reference) =>
    `Aprobado: la línea puede llamar al número del caso ${reference}.`,
  refused: (reference) =>
    `Negado: el caso ${reference} queda cerrado y se le dice a quien dio el número.`,
  limits: {
    "of-number":
      "La línea ya llamó a este número todas las veces que puede en un día: llame usted.",
    "of-day": "La línea ya hizo todas sus llamadas de ese día: llame usted.",
    "of-kind":
      "La línea no llama a números de esta clase o de este país: llame usted.",
    "message-of-day":
      "El cobro ya no está, y la línea mandó todos sus mensajes de ese día: haga llegar al cliente la factura corregida.",
    "message-of-kind":
      "El cobro ya no está, y la línea no manda mensajes a números de esta clase o de este país: haga llegar al cliente la factura corregida.",
  },
  noNumber: "El número del cliente venía oculto: oiga el mensaje.",
  acknowledge: "Lo tengo yo",
  note: "Nota",
  keepNote: "Guardar la nota",
  handOver: "Pasar a otra persona",
  handOverTo: "A quién",
  close: "Qué resultó",
  closeHint:
    "Elija el motivo y luego el área que falló: con eso el caso se cierra y se le dice al cliente.",
  outcome: "Resultado",
  told: "Lo que se le dice al cliente",
  reason: "Motivo",
  area: "Área que falló",
  contractor: "Contratista",
  noContractor: "ninguno",
  closeNow: "Cerrar el caso",
  messages: "Lo que se grabó",
  message: (seconds) => `Mensaje, ${seconds} s`,
  linked: "Le pertenece",
  linkedKinds: { call: "llamada", claim: "reclamo", decision: "decisión" },
  history: "Historia",
  outcomes: {
    solved: "resuelto",
    compensated: "compensado",
    explained: "explicado",
    "not-solved": "sin solución",
    "not-reached": "no contestó",
  },
  closedBy: (name) => `Lo cerró ${name}`,
  mark: "¿Qué le parece?",
  marks: {
    fortunate: "afortunada",
    plausible: "plausible",
    mistaken: "equivocada",
  },
  marksOf: {
    fortunate: (count) =>
      count === 1 ? "una afortunada" : `${count} afortunadas`,
    plausible: (count) =>
      count === 1 ? "una plausible" : `${count} plausibles`,
    mistaken: (count) =>
      count === 1 ? "una equivocada" : `${count} equivocadas`,
  },
  markWords: (name) => `Unas palabras para ${name}`,
  send: "Enviar",
  marked: (by, mark) => `${by} la considera ${mark}`,
  by: "Por",
  kinds: {
    area: "área",
    reason: "motivo",
    contractor: "contratista",
    agent: "persona",
    week: "semana",
  },
  what: "Qué",
  ofCases: "casos cerrados",
  gone: "el caso ya no se guarda",
  ofDecisions: "decisiones",
  behind: (count, value) =>
    `${value}: ${count}. Ver ${count === 1 ? "cuál" : "cuáles"}`,
  plot: "Cuántos de cada uno; cada barra lleva a lo que hay detrás",
  noFigures: "Nada todavía en estas trece semanas.",
  since: (from, to) => `Del ${from} al ${to}`,
  week: (from) => `semana del ${from}`,
  granted: (money) => `${money} concedidos`,
  refusals: (count) => (count === 1 ? "una negada" : `${count} negadas`),
  late: (count) => `${count} con llamada tardía`,
  unsolved: (count) => `${count} sin resolver para el cliente`,
  decision: (kind) =>
    (
      ({
        credit: "un cobro devuelto",
        plan: "un cambio de plan",
        gift: "un obsequio",
        "another-remedy": "otro remedio",
      }) as Record<string, string>
    )[kind] ?? kind,
};

export const wordsIn: Readonly<Record<UiLanguage, Words>> = {
  en: english,
  es: spanish,
};

/** `at`: ISO 8601. */
export function wordMoment(at: string, language: UiLanguage): string {
  return new Date(at).toLocaleString(language, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}

const minute = 60_000;
const units = [
  ["day", 48 * 60 * minute, 24 * 60 * minute],
  ["hour", 60 * minute, 60 * minute],
  ["minute", 0, minute],
] as const;

/** How long until then, or since: "in 58 minutes". `at`: ISO 8601; `now`: epoch ms. */
export function wordUntil(
  at: string,
  now: number,
  language: UiLanguage,
): string {
  const left = Date.parse(at) - now;
  const [unit, , size] =
    units.find(([, least]) => Math.abs(left) >= least) ?? units[2];
  const format = new Intl.RelativeTimeFormat(language);
  return format.format(Math.trunc(left / size), unit);
}
