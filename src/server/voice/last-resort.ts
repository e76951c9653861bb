import type { LastResort } from "../../carrier/twilio/last-resort.js";
import { languagesOf, type FlowDocument } from "../../flows/index.js";
import type { Language } from "../../flows/speech/index.js";
import { directorFor } from "./brought-along.js";
import type { PeopleFile } from "../served/company.js";

const words = {
  es: {
    moment: "Un momento, sigo con usted.",
    whisper:
      "Un cliente desea hablar con usted. Marque 1 para tomar la llamada.",
    text: "Un momento, estoy llamando a una persona.",
    message:
      "Nadie pudo contestar todavía. Deje su nombre, su número y su mensaje después del tono; al terminar, marque numeral.",
    afterwards:
      "Si ya habló con alguien, puede colgar. Si nadie le contestó, deje su nombre, su número y su mensaje después del tono; al terminar, marque numeral.",
  },
  en: {
    moment: "One moment, I am still with you.",
    whisper: "A customer asks for you. Press 1 to take the call.",
    text: "One moment, I am calling a person.",
    message:
      "Nobody could answer yet. Leave your name, your number and your message after the tone; press pound when you finish.",
    afterwards:
      "If you have talked with somebody you may hang up. If nobody answered, leave your name, your number and your message after the tone; press pound when you finish.",
  },
  pt: {
    moment: "Um momento, continuo com você.",
    whisper: "Um cliente deseja falar com você. Tecle 1 para atender.",
    text: "Um momento, estou chamando uma pessoa.",
    message:
      "Ninguém pôde atender ainda. Deixe o seu nome, o seu número e a sua mensagem depois do sinal; ao terminar, tecle jogo da velha.",
    afterwards:
      "Se já falou com alguém, pode desligar. Se ninguém atendeu, deixe o seu nome, o seu número e a sua mensagem depois do sinal; ao terminar, tecle jogo da velha.",
  },
} satisfies Record<
  Language,
  Pick<LastResort, "moment" | "whisper" | "text" | "message" | "afterwards">
>;

/**
 * What the line says and whom it rings when nothing else works: the agents, then the director; a director whose own number was dialled first.
 * No store is asked. `dialled`: the number of the line that the caller dialled, where that number has a flow or a director of its own.
 */
export function createLastResort(
  document: FlowDocument,
  people: Pick<PeopleFile, "agents" | "director" | "directors">,
  publicUrl: string,
  dialled?: string,
): LastResort {
  const language = languagesOf(document)[0] ?? "en";
  const setting = document.languages[language];
  const director = directorFor(people, { number: "" }, dialled ?? "");
  const agents = people.agents.map(({ phone }) => phone);
  const phones =
    director.line === dialled && dialled !== undefined
      ? [director.phone, ...agents]
      : [...agents, director.phone];
  return {
    ...words[language],
    voice: setting?.voice ?? "",
    language: setting?.speaks ?? "",
    phones: [...new Set(phones.filter((phone) => phone !== ""))],
    recorded: `${publicUrl}/voice/last-resort`,
    whisperUrl: `${publicUrl}/voice/last-resort/whisper${dialled === undefined ? "" : `?dialled=${encodeURIComponent(dialled)}`}`,
    acceptUrl: `${publicUrl}/voice/last-resort/accept`,
  };
}
