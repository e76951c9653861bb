import type { Language } from "../../flows/speech/index.js";
import type { Calling } from "./events.js";

export type RingBackWord =
  | "greeting"
  | "declined"
  | "over"
  | "greeting-outcome"
  | "ask-solved"
  | "later"
  | "solved"
  | "not-solved"
  | "goodbye"
  | "greeting-again"
  | "over-again";
type Words = Readonly<Record<RingBackWord, (by: Calling) => string>>;

const named = ({ name, title }: Calling) =>
  title === "" ? name : `${name}, ${title},`;

/** What a customer hears who is rung; nothing that another reader of the telephone should not know. */
export const ringBackWords: Readonly<Record<Language, Words>> = {
  es: {
    greeting: (by) =>
      `Hola. Le llama ${named(by)} como le prometió. Para hablar, marque 1. Si ahora no puede, marque 2.`,
    "greeting-again": ({ name }) =>
      `Hola. Se cortó la llamada y le llama ${name}. Para seguir hablando, marque 1. Si ya no hace falta, marque 2.`,
    "over-again": () => "La conversación terminó. Gracias.",
    declined: ({ name }) => `De acuerdo. Se lo digo a ${name}. Gracias.`,
    over: ({ name }) =>
      `La conversación terminó. ${name} sigue a cargo de su caso. Gracias.`,
    "greeting-outcome": (by) =>
      `Hola. Llamamos de parte de ${named(by)} por un asunto que usted nos encargó. Para oír qué resultó, marque 1. Si ahora no puede, marque 2.`,
    "ask-solved": () =>
      "¿Quedó resuelto? Si quedó resuelto, marque 1. Si no, marque 2.",
    later: () => "De acuerdo. Le llamamos en otro momento. Gracias.",
    solved: () => "Gracias. Queda anotado. Hasta luego.",
    "not-solved": ({ name }) =>
      `Gracias por decirlo. Su caso queda abierto de nuevo y le llama ${name}. Hasta luego.`,
    goodbye: () => "Si no quedó resuelto, llámenos cuando quiera. Hasta luego.",
  },
  en: {
    greeting: (by) =>
      `Hello. ${named(by)} is calling you as promised. To talk, press 1. If you cannot now, press 2.`,
    "greeting-again": ({ name }) =>
      `Hello. We were cut off, and ${name} is calling you. To go on talking, press 1. If you need it no more, press 2.`,
    "over-again": () => "The conversation is over. Thank you.",
    declined: ({ name }) => `All right. I will tell ${name}. Thank you.`,
    over: ({ name }) =>
      `The conversation is over. ${name} still has your case. Thank you.`,
    "greeting-outcome": (by) =>
      `Hello. We are calling for ${named(by)} about a matter that you brought to us. To hear what came of it, press 1. If you cannot now, press 2.`,
    "ask-solved": () => "Is it solved? If it is, press 1. If not, press 2.",
    later: () => "All right. We will call at another time. Thank you.",
    solved: () => "Thank you. That is noted. Goodbye.",
    "not-solved": ({ name }) =>
      `Thank you for saying so. Your case is open again, and ${name} calls you. Goodbye.`,
    goodbye: () => "If it is not solved, ring us whenever you like. Goodbye.",
  },
  pt: {
    greeting: (by) =>
      `Olá. ${named(by)} está ligando, como prometido. Para falar, tecle 1. Se agora não puder, tecle 2.`,
    "greeting-again": ({ name }) =>
      `Olá. A ligação caiu e ${name} está ligando. Para continuar a conversa, tecle 1. Se não precisa mais, tecle 2.`,
    "over-again": () => "A conversa terminou. Obrigado.",
    declined: ({ name }) => `Certo. Vou dizer a ${name}. Obrigado.`,
    over: ({ name }) =>
      `A conversa terminou. ${name} continua cuidando do seu caso. Obrigado.`,
    "greeting-outcome": (by) =>
      `Olá. Ligamos em nome de ${named(by)} por um assunto que você nos trouxe. Para ouvir no que deu, tecle 1. Se agora não puder, tecle 2.`,
    "ask-solved": () => "Ficou resolvido? Se ficou, tecle 1. Se não, tecle 2.",
    later: () => "Certo. Ligamos em outro momento. Obrigado.",
    solved: () => "Obrigado. Fica anotado. Até logo.",
    "not-solved": ({ name }) =>
      `Obrigado por dizer. O seu caso está aberto de novo e quem liga é ${name}. Até logo.`,
    goodbye: () => "Se não ficou resolvido, ligue quando quiser. Até logo.",
  },
};
