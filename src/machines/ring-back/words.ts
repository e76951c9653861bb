import type { Language } from "../../flows/speech/index.js";
import type { Calling } from "./events.js";

export type RingBackWord = "greeting" | "declined" | "over";
type Words = Readonly<Record<RingBackWord, (by: Calling) => string>>;

const named = ({ name, title }: Calling) =>
  title === "" ? name : `${name}, ${title},`;

/** What a customer hears who is rung; nothing that another reader of the telephone should not know. */
export const ringBackWords: Readonly<Record<Language, Words>> = {
  es: {
    greeting: (by) =>
      `Hola. Le llama ${named(by)} como le prometió. Para hablar, marque 1. Si ahora no puede, marque 2.`,
    declined: ({ name }) => `De acuerdo. Se lo digo a ${name}. Gracias.`,
    over: ({ name }) =>
      `La conversación terminó. ${name} sigue a cargo de su caso. Gracias.`,
  },
  en: {
    greeting: (by) =>
      `Hello. ${named(by)} is calling you as promised. To talk, press 1. If you cannot now, press 2.`,
    declined: ({ name }) => `All right. I will tell ${name}. Thank you.`,
    over: ({ name }) =>
      `The conversation is over. ${name} still has your case. Thank you.`,
  },
  pt: {
    greeting: (by) =>
      `Olá. ${named(by)} está ligando, como prometido. Para falar, tecle 1. Se agora não puder, tecle 2.`,
    declined: ({ name }) => `Certo. Vou dizer a ${name}. Obrigado.`,
    over: ({ name }) =>
      `A conversa terminou. ${name} continua cuidando do seu caso. Obrigado.`,
  },
};
