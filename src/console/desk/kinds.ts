import type { UiLanguage } from "../../phone/words.js";

/** What each kind of step is to whoever talks with the caller afterwards. */
export const kindWords: Readonly<
  Record<UiLanguage, Readonly<Record<string, string>>>
> = {
  en: {
    menu: "a menu",
    ask: "a question",
    say: "something they were told",
    dispute: "a charge they do not recognise",
    lookup: "something looked up",
    agent: "a person",
    adviser: "their adviser",
    director: "the director",
    case: "the owner of their case",
    "closed-case": "what came of their case",
    callback: "a call-back",
    record: "a message they leave",
    message: "a text message to them",
    consent: "a yes that is recorded",
    survey: "a question about how it went",
    flow: "another part of the line",
    goodbye: "the goodbye",
    choose: "what the line decides",
    hours: "the opening hours",
  },
  es: {
    menu: "un menú",
    ask: "una pregunta",
    say: "algo que se le dijo",
    dispute: "un cobro que no reconoce",
    lookup: "una consulta",
    agent: "una persona",
    adviser: "quien lleva su cuenta",
    director: "la dirección",
    case: "quien responde de su caso",
    "closed-case": "qué se resolvió en su caso",
    callback: "que se le llame",
    record: "un mensaje que deja",
    message: "un mensaje de texto para su teléfono",
    consent: "un sí que se graba",
    survey: "una pregunta sobre cómo le fue",
    flow: "otra parte de la línea",
    goodbye: "la despedida",
    choose: "lo que la línea decide",
    hours: "el horario",
  },
};
