import type { Language } from "../flows/speech/index.js";
import type { Case, CaseOpened, Marked } from "./case-file.js";
import { writtenMoment, writtenMoney } from "./words.js";

/** Everything that is written about a case, by whom it is for. `{link}` becomes the address of a page. */
export type CaseMessage =
  | "promised"
  | "late-promise"
  | "closed"
  | "reopened"
  | "for-owner"
  | "remind"
  | "late"
  | "came-up"
  | "handed-over"
  | "not-solved"
  | "rang-again"
  | "voice-message"
  | "caller-unreached"
  | "owner-unreached"
  | "marked";

interface Values {
  readonly reference: string;
  readonly owner: string;
  readonly reach: string;
  readonly number: string;
  readonly by: string;
  readonly what: string;
  /** Who had it before, what was recorded, what the closing says: by message. */
  readonly extra: string;
}

type Words = Readonly<Record<CaseMessage, (values: Values) => string>>;

const es: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Caso ${reference}: ${owner} le llama antes de ${by}. ${reach}`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Caso ${reference}: ${extra} no le llamó a tiempo. Ahora se encarga ${owner}, que le llama antes de ${by}. ${reach}`,
  closed: ({ reference, extra }) =>
    `Caso ${reference}: ${extra} ¿Quedó resuelto? Responda aquí: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Caso ${reference} abierto de nuevo: ${owner} le llama antes de ${by}. ${reach}`,
  "for-owner": ({ reference, number, by, what }) =>
    `Caso ${reference}: llame a ${number} antes de ${by}.${what} {link}`,
  remind: ({ reference, number, by, what }) =>
    `Caso ${reference}: le recuerdo llamar a ${number} antes de ${by}.${what} {link}`,
  late: ({ reference, number, by, what, extra }) =>
    `Caso ${reference} vencido: prometió llamar a ${number} antes de ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, number, by, what, extra }) =>
    `Caso ${reference}, que ${extra} no atendió a tiempo: es suyo. Llame a ${number} antes de ${by}.${what} {link}`,
  "handed-over": ({ reference, number, by, what, extra }) =>
    `Caso ${reference}, de ${extra}: es suyo. Llame a ${number} antes de ${by}.${what} {link}`,
  "not-solved": ({ reference, number, by, what }) =>
    `Caso ${reference}: el cliente dice que no quedó resuelto. Llame a ${number} antes de ${by}.${what} {link}`,
  "rang-again": ({ reference, number, by }) =>
    `Caso ${reference}: ${number} volvió a llamar y preguntó por usted. Llame antes de ${by}. {link}`,
  "voice-message": ({ reference, extra }) =>
    `Caso ${reference}: dejó un mensaje. ${extra}`,
  "caller-unreached": ({ reference, number, by }) =>
    `Caso ${reference}: a ${number} no le llegan nuestros mensajes. Cuando llame, dele el número del caso y el suyo. Llame antes de ${by}. {link}`,
  "owner-unreached": ({ reference, owner, number, by }) =>
    `Caso ${reference}: a ${owner} no le llegan nuestros mensajes. Prometió llamar a ${number} antes de ${by}: avísele usted.`,
  marked: ({ reference, extra }) =>
    `Caso ${reference}, que usted cerró. ${extra}`,
};

const en: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Case ${reference}: ${owner} calls you before ${by}. ${reach}`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Case ${reference}: ${extra} did not call you in time. ${owner} has it now and calls you before ${by}. ${reach}`,
  closed: ({ reference, extra }) =>
    `Case ${reference}: ${extra} Is it solved? Answer here: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Case ${reference} is open again: ${owner} calls you before ${by}. ${reach}`,
  "for-owner": ({ reference, number, by, what }) =>
    `Case ${reference}: call ${number} before ${by}.${what} {link}`,
  remind: ({ reference, number, by, what }) =>
    `Case ${reference}: remember to call ${number} before ${by}.${what} {link}`,
  late: ({ reference, number, by, what, extra }) =>
    `Case ${reference} is overdue: you promised to call ${number} before ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, number, by, what, extra }) =>
    `Case ${reference}, which ${extra} did not see to in time, is yours. Call ${number} before ${by}.${what} {link}`,
  "handed-over": ({ reference, number, by, what, extra }) =>
    `Case ${reference}, from ${extra}, is yours. Call ${number} before ${by}.${what} {link}`,
  "not-solved": ({ reference, number, by, what }) =>
    `Case ${reference}: the customer says that it is not solved. Call ${number} before ${by}.${what} {link}`,
  "rang-again": ({ reference, number, by }) =>
    `Case ${reference}: ${number} rang again and asked for you. Call before ${by}. {link}`,
  "voice-message": ({ reference, extra }) =>
    `Case ${reference}: a message was left. ${extra}`,
  "caller-unreached": ({ reference, number, by }) =>
    `Case ${reference}: our texts do not reach ${number}. When you call, give them the case number and yours. Call before ${by}. {link}`,
  "owner-unreached": ({ reference, owner, number, by }) =>
    `Case ${reference}: our messages do not reach ${owner}, who promised to call ${number} before ${by}. Let them know.`,
  marked: ({ reference, extra }) =>
    `Case ${reference}, which you closed. ${extra}`,
};

const pt: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Caso ${reference}: ${owner} liga para você antes de ${by}. ${reach}`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Caso ${reference}: ${extra} não ligou a tempo. Agora quem cuida é ${owner}, que liga para você antes de ${by}. ${reach}`,
  closed: ({ reference, extra }) =>
    `Caso ${reference}: ${extra} Ficou resolvido? Responda aqui: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Caso ${reference} aberto de novo: ${owner} liga para você antes de ${by}. ${reach}`,
  "for-owner": ({ reference, number, by, what }) =>
    `Caso ${reference}: ligue para ${number} antes de ${by}.${what} {link}`,
  remind: ({ reference, number, by, what }) =>
    `Caso ${reference}: lembre-se de ligar para ${number} antes de ${by}.${what} {link}`,
  late: ({ reference, number, by, what, extra }) =>
    `Caso ${reference} vencido: você prometeu ligar para ${number} antes de ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, number, by, what, extra }) =>
    `Caso ${reference}, que ${extra} não atendeu a tempo: é seu. Ligue para ${number} antes de ${by}.${what} {link}`,
  "handed-over": ({ reference, number, by, what, extra }) =>
    `Caso ${reference}, de ${extra}: é seu. Ligue para ${number} antes de ${by}.${what} {link}`,
  "not-solved": ({ reference, number, by, what }) =>
    `Caso ${reference}: o cliente diz que não ficou resolvido. Ligue para ${number} antes de ${by}.${what} {link}`,
  "rang-again": ({ reference, number, by }) =>
    `Caso ${reference}: ${number} ligou de novo e perguntou por você. Ligue antes de ${by}. {link}`,
  "voice-message": ({ reference, extra }) =>
    `Caso ${reference}: deixou uma mensagem. ${extra}`,
  "caller-unreached": ({ reference, number, by }) =>
    `Caso ${reference}: as nossas mensagens não chegam a ${number}. Quando ligar, dê o número do caso e o seu. Ligue antes de ${by}. {link}`,
  "owner-unreached": ({ reference, owner, number, by }) =>
    `Caso ${reference}: as nossas mensagens não chegam a ${owner}, que prometeu ligar para ${number} antes de ${by}. Avise você.`,
  marked: ({ reference, extra }) =>
    `Caso ${reference}, que você encerrou. ${extra}`,
};

const words: Readonly<Record<Language, Words>> = { es, en, pt };

const markWords: Readonly<Record<Language, Record<Marked["mark"], string>>> = {
  es: {
    fortunate: "afortunada",
    plausible: "plausible",
    mistaken: "equivocada",
  },
  en: { fortunate: "fortunate", plausible: "plausible", mistaken: "mistaken" },
  pt: { fortunate: "feliz", plausible: "plausível", mistaken: "equivocada" },
};
const callsIt: Readonly<
  Record<Language, (by: string, mark: string, said: string) => string>
> = {
  es: (by, mark, said) => `${by} considera ${mark} su decisión: «${said}»`,
  en: (by, mark, said) => `${by} finds your decision ${mark}: “${said}”`,
  pt: (by, mark, said) => `${by} considera ${mark} a sua decisão: «${said}»`,
};

/** What a director says of a decision, to whoever took it. */
export function sayMark(
  { by, mark, words: said }: Pick<Marked, "by" | "mark" | "words">,
  language: Language,
): string {
  return callsIt[language](by, markWords[language][mark], said);
}

const goesUp: Readonly<Record<Language, (at: string, to: string) => string>> = {
  es: (at, to) => ` A las ${at} pasa a ${to}.`,
  en: (at, to) => ` At ${at} it goes to ${to}.`,
  pt: (at, to) => ` Às ${at} passa para ${to}.`,
};

/** Said with an overdue case: when and to whom it goes on up. */
export function goingUp(
  at: number,
  to: string,
  zone: string,
  language: Language,
): string {
  return goesUp[language](writtenMoment(at, zone, language), to);
}

/** A message about a case in one language. `extra` is what the message needs beside the case. */
export function writeCase(
  message: CaseMessage,
  file: Case,
  opened: CaseOpened,
  language: Language,
  extra = "",
): string {
  const { owner, due } = file;
  return words[language][message]({
    reference: opened.reference,
    owner: owner?.name ?? "",
    reach: reachOf(file, language),
    number: opened.number,
    by: writtenMoment(due, opened.timeZone, language),
    what: whatOf(opened, language),
    extra,
  });
}

/** How the caller reaches the owner directly (C22). */
function reachOf({ owner }: Case, language: Language): string {
  const phone = { es: "Su teléfono", en: "Phone", pt: "Telefone" }[language];
  const mail = { es: "correo", en: "e-mail", pt: "e-mail" }[language];
  const email = owner?.email === undefined ? "" : `; ${mail}: ${owner.email}`;
  return `${phone}: ${owner?.line ?? owner?.phone ?? ""}${email}.`;
}

function whatOf({ about, words: said }: CaseOpened, language: Language) {
  const label =
    about && (about.label[language] ?? Object.values(about.label)[0]);
  const charge = about
    ? ` ${label ?? ""}, ${writtenMoney(about.amount, language)}.`
    : "";
  return said === undefined ? charge : `${charge} «${said}»`;
}
