import type { Language } from "../../flows/speech/index.js";
import { toRing, type Case, type CaseOpened, type Marked } from "./file.js";
import { limitWords } from "../limit-words.js";
import { writtenMoment, writtenMoney } from "../words.js";

/** Everything that is written about a case, by whom it is for. `{link}` becomes the address of a page. */
export type CaseMessage =
  | "promised"
  | "limited"
  | "to-approve"
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
  /** Whom to call, with "a" before it in Spanish. */
  readonly whom: string;
  readonly by: string;
  readonly what: string;
  /** Which limit of the line's is why a person calls. */
  readonly limit: string;
  /** Who had it before, what was recorded, what the closing says: by message. */
  readonly extra: string;
}

type Words = Readonly<Record<CaseMessage, (values: Values) => string>>;

const es: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Caso ${reference}: ${owner} le llama antes del ${by}.${reach}`,
  limited: ({ reference, owner, by, reach, limit }) =>
    `Caso ${reference}: ${limit} Por eso le llama ${owner} en persona, antes del ${by}.${reach}`,
  "to-approve": ({ reference, owner, whom }) =>
    `Caso ${reference}: ${owner} pide que la línea llame ${whom}, que no llamó ni es de un cliente conocido. Apruébelo en «Casos», o ciérrelo.`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Caso ${reference}: ${extra} no le llamó a tiempo, y lo sentimos. Ahora lo tiene ${owner}, que le llama antes del ${by}.${reach}`,
  closed: ({ reference, extra }) =>
    `Caso ${reference}: ${extra} ¿Quedó resuelto? Responda aquí: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Caso ${reference}, abierto de nuevo: ${owner} le llama antes del ${by}.${reach}`,
  "for-owner": ({ reference, whom, by, what }) =>
    `Caso ${reference}: llame ${whom} antes del ${by}.${what} {link}`,
  remind: ({ reference, whom, by, what }) =>
    `Caso ${reference}: le recuerdo llamar ${whom} antes del ${by}.${what} {link}`,
  late: ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}, vencido: había que llamar ${whom} antes del ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}: ahora es suyo, porque a ${extra} se le pasó el plazo. Llame ${whom} antes del ${by}.${what} {link}`,
  "handed-over": ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}: ${extra} se lo pasa a usted. Llame ${whom} antes del ${by}.${what} {link}`,
  "not-solved": ({ reference, whom, by, what }) =>
    `Caso ${reference}, abierto de nuevo: el cliente dice que no quedó resuelto. Llame ${whom} antes del ${by}.${what} {link}`,
  "rang-again": ({ reference, whom, by }) =>
    `Caso ${reference}: el cliente volvió a llamar y preguntó por usted. Llame ${whom} antes del ${by}. {link}`,
  "voice-message": ({ reference }) =>
    `Caso ${reference}: el cliente le dejó un mensaje. Óigalo aquí: {link}`,
  "caller-unreached": ({ reference, whom, by }) =>
    `Caso ${reference}: nuestros mensajes no le llegan al cliente. Cuando le llame, dele el número del caso y el suyo. Llame ${whom} antes del ${by}. {link}`,
  "owner-unreached": ({ reference, owner, whom, by }) =>
    `Caso ${reference}: a ${owner} no le llegan nuestros mensajes. Tiene que llamar ${whom} antes del ${by}: avísele usted.`,
  marked: ({ reference, extra }) =>
    `Caso ${reference}, que usted cerró. ${extra}`,
};

const en: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Case ${reference}: ${owner} will call you before ${by}.${reach}`,
  limited: ({ reference, owner, by, reach, limit }) =>
    `Case ${reference}: ${limit} So ${owner} will call you in person, before ${by}.${reach}`,
  "to-approve": ({ reference, owner, whom }) =>
    `Case ${reference}: ${owner} asks that the line call ${whom}, which did not call and is no known customer's. Approve it under "Cases", or close it.`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Case ${reference}: ${extra} did not call you in time, and we are sorry. ${owner} has it now and will call you before ${by}.${reach}`,
  closed: ({ reference, extra }) =>
    `Case ${reference}: ${extra} Is it solved? Answer here: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Case ${reference} is open again: ${owner} will call you before ${by}.${reach}`,
  "for-owner": ({ reference, whom, by, what }) =>
    `Case ${reference}: call ${whom} before ${by}.${what} {link}`,
  remind: ({ reference, whom, by, what }) =>
    `Case ${reference}: a reminder to call ${whom} before ${by}.${what} {link}`,
  late: ({ reference, whom, by, what, extra }) =>
    `Case ${reference} is overdue: the call to ${whom} was due before ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, whom, by, what, extra }) =>
    `Case ${reference} is yours now: ${extra} ran out of time. Call ${whom} before ${by}.${what} {link}`,
  "handed-over": ({ reference, whom, by, what, extra }) =>
    `Case ${reference}: ${extra} hands it over to you. Call ${whom} before ${by}.${what} {link}`,
  "not-solved": ({ reference, whom, by, what }) =>
    `Case ${reference} is open again: the customer says that it is not solved. Call ${whom} before ${by}.${what} {link}`,
  "rang-again": ({ reference, whom, by }) =>
    `Case ${reference}: the customer rang again and asked for you. Call ${whom} before ${by}. {link}`,
  "voice-message": ({ reference }) =>
    `Case ${reference}: the customer left you a message. Hear it here: {link}`,
  "caller-unreached": ({ reference, whom, by }) =>
    `Case ${reference}: our texts do not reach the customer. When you call, give them the case number and yours. Call ${whom} before ${by}. {link}`,
  "owner-unreached": ({ reference, owner, whom, by }) =>
    `Case ${reference}: our messages do not reach ${owner}, who has to call ${whom} before ${by}. Let them know.`,
  marked: ({ reference, extra }) =>
    `Case ${reference}, which you closed. ${extra}`,
};

const pt: Words = {
  promised: ({ reference, owner, by, reach }) =>
    `Caso ${reference}: ${owner} liga para você antes de ${by}.${reach}`,
  limited: ({ reference, owner, by, reach, limit }) =>
    `Caso ${reference}: ${limit} Por isso quem liga é ${owner}, pessoalmente, antes de ${by}.${reach}`,
  "to-approve": ({ reference, owner, whom }) =>
    `Caso ${reference}: ${owner} pede que a linha ligue para ${whom}, que não ligou nem é de um cliente conhecido. Aprove em "Casos", ou encerre-o.`,
  "late-promise": ({ reference, owner, by, reach, extra }) =>
    `Caso ${reference}: ${extra} não ligou a tempo, e sentimos muito. Agora está com ${owner}, que liga para você antes de ${by}.${reach}`,
  closed: ({ reference, extra }) =>
    `Caso ${reference}: ${extra} Ficou resolvido? Responda aqui: {link}`,
  reopened: ({ reference, owner, by, reach }) =>
    `Caso ${reference}, aberto de novo: ${owner} liga para você antes de ${by}.${reach}`,
  "for-owner": ({ reference, whom, by, what }) =>
    `Caso ${reference}: ligue para ${whom} antes de ${by}.${what} {link}`,
  remind: ({ reference, whom, by, what }) =>
    `Caso ${reference}: lembre-se de ligar para ${whom} antes de ${by}.${what} {link}`,
  late: ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}, vencido: era para ligar para ${whom} antes de ${by}.${what}${extra} {link}`,
  "came-up": ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}: agora é seu, porque o prazo de ${extra} passou. Ligue para ${whom} antes de ${by}.${what} {link}`,
  "handed-over": ({ reference, whom, by, what, extra }) =>
    `Caso ${reference}: ${extra} passa o caso para você. Ligue para ${whom} antes de ${by}.${what} {link}`,
  "not-solved": ({ reference, whom, by, what }) =>
    `Caso ${reference}, aberto de novo: o cliente diz que não ficou resolvido. Ligue para ${whom} antes de ${by}.${what} {link}`,
  "rang-again": ({ reference, whom, by }) =>
    `Caso ${reference}: o cliente ligou de novo e perguntou por você. Ligue para ${whom} antes de ${by}. {link}`,
  "voice-message": ({ reference }) =>
    `Caso ${reference}: o cliente deixou uma mensagem. Ouça aqui: {link}`,
  "caller-unreached": ({ reference, whom, by }) =>
    `Caso ${reference}: as nossas mensagens não chegam ao cliente. Quando ligar, dê o número do caso e o seu. Ligue para ${whom} antes de ${by}. {link}`,
  "owner-unreached": ({ reference, owner, whom, by }) =>
    `Caso ${reference}: as nossas mensagens não chegam a ${owner}, que tem de ligar para ${whom} antes de ${by}. Avise você.`,
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
  es: (at, to) => ` El ${at} pasa a ${to}.`,
  en: (at, to) => ` On ${at} it goes to ${to}.`,
  pt: (at, to) => ` Em ${at} passa para ${to}.`,
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
    whom: whomOf(opened, language),
    by: writtenMoment(due, opened.timeZone, language),
    what: whatOf(opened, language),
    limit: opened.limit ? limitWords[language][opened.limit] : "",
    extra,
  });
}

/** How the caller reaches the owner directly (C22). A device's address is no number that one can dial. */
function reachOf({ owner }: Case, language: Language): string {
  const phone = { es: "Su teléfono", en: "Phone", pt: "Telefone" }[language];
  const mail = { es: "Su correo", en: "E-mail", pt: "E-mail" }[language];
  const number = owner?.line ?? owner?.phone ?? "";
  return [
    number.startsWith("+") ? ` ${phone}: ${number}.` : "",
    owner?.email === undefined ? "" : ` ${mail}: ${owner.email}.`,
  ].join("");
}

const withheldWords: Readonly<Record<Language, string>> = {
  es: "al cliente (número oculto)",
  en: "the customer (number withheld)",
  pt: "o cliente (número oculto)",
};

function whomOf(opened: CaseOpened, language: Language): string {
  const number = toRing(opened);
  if (opened.withheld || !number.startsWith("+"))
    return withheldWords[language];
  return language === "es" ? `al ${number}` : number;
}

function whatOf(
  { about, words: said, limit, unapproved }: CaseOpened,
  language: Language,
) {
  const label =
    about && (about.label[language] ?? Object.values(about.label)[0]);
  const charge = about
    ? ` ${label ?? ""}, ${writtenMoney(about.amount, language)}.`
    : "";
  const matter = said === undefined ? charge : `${charge} «${said}»`;
  return [
    matter,
    ...(limit ? [` ${limitWords[language][limit]}`] : []),
    ...(unapproved ? [` ${unknownNumber[language]}`] : []),
  ].join("");
}

const unknownNumber: Readonly<Record<Language, string>> = {
  es: "No es de un cliente conocido: alguien tiene que aprobar que la línea lo llame.",
  en: "It is no known customer's: somebody has to approve that the line calls it.",
  pt: "Não é de um cliente conhecido: alguém precisa aprovar que a linha ligue.",
};
