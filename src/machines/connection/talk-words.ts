import type { Limit } from "../case/file.js";
import { limitWords } from "../limit-words.js";
import type { NotReached } from "../ring-back/events.js";
import type { NoYes } from "../recording/events.js";
import type { Language } from "../../flows/speech/index.js";

interface Told {
  /** Whom this person may ask, as they are called. */
  readonly superior?: string | undefined;
  readonly director?: string | undefined;
}

/** What a person hears who talks with a caller, and whoever they ask. Every question says its keys. */
export interface TalkWords {
  readonly held: string;
  keys(told: Told): string;
  asking(whom: string): string;
  notThere(whom: string): string;
  gone(whom: string): string;
  readonly back: string;
  /** While the caller is asked for a recorded yes. */
  readonly consenting: string;
  /** What the caller said, where it was no yes. */
  readonly noYes: Readonly<Record<NoYes, string>>;
  /** The caller said yes, and what came of it. */
  readonly done: string;
  readonly notDone: string;
  readonly notYet: string;
  /** The person is out of the talk, and the third goes on with the caller. */
  stepped(whom: string): string;
  /** The caller hung up, and can be rung. */
  readonly hungUp: string;
  readonly ringing: string;
  /** They do not pick up, and the line rings them by itself from now on. */
  readonly goesOn: string;
  /** They ring by themselves meanwhile. */
  readonly rangAgain: string;
  readonly notReached: Readonly<Record<NotReached, string>>;
  /** A limit of the line's keeps it from ringing them. */
  readonly limits: Readonly<Record<Limit, string>>;
  /** For whoever is asked. */
  whisper(person: string): string;
}

const key =
  (say: (name: string) => string) =>
  (name: string | undefined): string =>
    name === undefined ? "" : ` ${say(name)}`;

export const talkWords: Readonly<Record<Language, TalkWords>> = {
  es: {
    held: "El cliente espera y oye por qué.",
    keys: ({ superior, director }) =>
      `Para volver con el cliente, marque 1.${key((one) => `Para consultar a ${one}, 2.`)(superior)}${key((one) => `Para consultar a ${one}, 3.`)(director)}`,
    asking: (whom) =>
      `Llamo a ${whom}. Primero hablan a solas. Para volver con el cliente, marque asterisco.`,
    notThere: (whom) => `${whom} no contesta.`,
    gone: (whom) => `${whom} colgó. Vuelve el cliente.`,
    back: "Vuelve el cliente.",
    consenting: "El cliente oye la pregunta y graba su respuesta.",
    noYes: {
      "no-leave": "No quiso que se grabara: el cambio no se hace.",
      "said-no": "Dijo que no: el cambio no se hace.",
      "no-answer": "No contestó: el cambio no se hace.",
      "not-recorded": "No se pudo grabar: el cambio no se hace.",
      "not-in-talk": "No se le preguntó: el cambio no se hace.",
    },
    done: "Dijo que sí. El cambio está hecho.",
    notDone: "Dijo que sí, pero el cambio no se hizo.",
    notYet: "Dijo que sí. El cambio se hace cuando la grabación esté completa.",
    stepped: (whom) =>
      `El cliente sigue con ${whom}. Para volver con los dos, marque 1. Para seguir sin ${whom}, 4. Si cuelga, el cliente se queda con ${whom}.`,
    hungUp:
      "El cliente colgó. Si se cortó, marque 1 y le volvemos a llamar; si no, cuelgue.",
    ringing: "Le volvemos a llamar.",
    goesOn: "No contesta. La línea lo sigue intentando.",
    rangAgain: "El cliente ya llama de nuevo.",
    limits: limitWords.es,
    notReached: {
      "no-answer": "No contesta. Si llama, vuelve a usted.",
      "not-wanted": "Dice que ya no hace falta.",
      "not-allowed": "La línea no puede llamar a ese número.",
    },
    whisper: (person) =>
      `${person} le consulta por un cliente que espera en la línea. Marque 1 para hablar.`,
  },
  en: {
    held: "The customer waits and hears why.",
    keys: ({ superior, director }) =>
      `To go back to the customer, press 1.${key((one) => `To ask ${one}, 2.`)(superior)}${key((one) => `To ask ${one}, 3.`)(director)}`,
    asking: (whom) =>
      `I am calling ${whom}. You talk alone first. To go back to the customer, press star.`,
    notThere: (whom) => `${whom} does not answer.`,
    gone: (whom) => `${whom} hung up. The customer is back.`,
    back: "The customer is back.",
    consenting: "The customer hears the question and records the answer.",
    noYes: {
      "no-leave": "They do not want to be recorded: the change is not made.",
      "said-no": "They said no: the change is not made.",
      "no-answer": "They did not answer: the change is not made.",
      "not-recorded": "It could not be recorded: the change is not made.",
      "not-in-talk": "They were not asked: the change is not made.",
    },
    done: "They said yes. The change is made.",
    notDone: "They said yes, but the change was not made.",
    notYet: "They said yes. The change is made once the recording is complete.",
    stepped: (whom) =>
      `The customer goes on with ${whom}. To go back to both, press 1. To go on without ${whom}, 4. If you hang up, the customer stays with ${whom}.`,
    hungUp:
      "The customer hung up. If you were cut off, press 1 and we call them again; if not, hang up.",
    ringing: "We call them again.",
    goesOn: "No answer. The line goes on trying.",
    rangAgain: "The customer is calling again.",
    limits: limitWords.en,
    notReached: {
      "no-answer": "No answer. If they call, they come back to you.",
      "not-wanted": "They say they need it no more.",
      "not-allowed": "The line cannot call that number.",
    },
    whisper: (person) =>
      `${person} asks you about a customer who is waiting on the line. Press 1 to talk.`,
  },
  pt: {
    held: "O cliente está esperando e ouve por quê.",
    keys: ({ superior, director }) =>
      `Para voltar ao cliente, tecle 1.${key((one) => `Para consultar ${one}, 2.`)(superior)}${key((one) => `Para consultar ${one}, 3.`)(director)}`,
    asking: (whom) =>
      `Estou ligando para ${whom}. Primeiro vocês falam a sós. Para voltar ao cliente, tecle asterisco.`,
    notThere: (whom) => `${whom} não atende.`,
    gone: (whom) => `${whom} desligou. O cliente está de volta.`,
    back: "O cliente está de volta.",
    consenting: "O cliente ouve a pergunta e grava a resposta.",
    noYes: {
      "no-leave": "Não quis ser gravado: a mudança não é feita.",
      "said-no": "Disse que não: a mudança não é feita.",
      "no-answer": "Não respondeu: a mudança não é feita.",
      "not-recorded": "Não foi possível gravar: a mudança não é feita.",
      "not-in-talk": "Não foi perguntado: a mudança não é feita.",
    },
    done: "Disse que sim. A mudança está feita.",
    notDone: "Disse que sim, mas a mudança não foi feita.",
    notYet:
      "Disse que sim. A mudança é feita quando a gravação estiver completa.",
    stepped: (whom) =>
      `O cliente segue com ${whom}. Para voltar aos dois, tecle 1. Para seguir sem ${whom}, 4. Se desligar, o cliente fica com ${whom}.`,
    hungUp:
      "O cliente desligou. Se a ligação caiu, tecle 1 e ligamos de novo; se não, desligue.",
    ringing: "Ligamos de novo.",
    goesOn: "Não atende. A linha continua tentando.",
    rangAgain: "O cliente já está ligando de novo.",
    limits: limitWords.pt,
    notReached: {
      "no-answer": "Não atende. Se ligar, volta para você.",
      "not-wanted": "Disse que não precisa mais.",
      "not-allowed": "A linha não pode ligar para esse número.",
    },
    whisper: (person) =>
      `${person} consulta você sobre um cliente que espera na linha. Tecle 1 para falar.`,
  },
};
