import type { Language } from "../../flows/speech/index.js";
import type { MachineEffect } from "../effects.js";
import { writtenMoment } from "../words.js";
import type { CallbackAsked } from "./events.js";

/** What the caller reads of a call-back; nothing that another reader of the telephone should not know. */
type Message = "promised" | "cut-off" | "missed" | "cancelled";

const words: Readonly<
  Record<
    Language,
    Readonly<Record<Message, (number: string, by: string) => string>>
  >
> = {
  es: {
    promised: (number, by) =>
      `${number}: conserva su lugar y le llamamos antes del ${by}.`,
    "cut-off": (number, by) =>
      `${number}: se cortó su llamada. Conserva su lugar y le llamamos antes del ${by}.`,
    missed: (number, by) =>
      `${number}: le llamamos y no contestó. Le volvemos a llamar después del ${by}.`,
    cancelled: (number) => `${number}: ya no le llamamos, como lo pidió.`,
  },
  en: {
    promised: (number, by) =>
      `${number}: you keep your place and we call you before ${by}.`,
    "cut-off": (number, by) =>
      `${number}: your call was cut off. You keep your place and we call you before ${by}.`,
    missed: (number, by) =>
      `${number}: we called and did not reach you. We call again after ${by}.`,
    cancelled: (number) => `${number}: we do not call any more, as you asked.`,
  },
  pt: {
    promised: (number, by) =>
      `${number}: você mantém o seu lugar e ligamos antes de ${by}.`,
    "cut-off": (number, by) =>
      `${number}: a sua ligação caiu. Você mantém o seu lugar e ligamos antes de ${by}.`,
    missed: (number, by) =>
      `${number}: ligamos e não conseguimos falar. Ligamos de novo depois de ${by}.`,
    cancelled: (number) => `${number}: não ligamos mais, como você pediu.`,
  },
};

/** A message to the caller. `by` is epoch ms. */
export function writeToCaller(
  message: Message,
  { case: promised, language }: CallbackAsked,
  by: number,
): MachineEffect {
  const { number, reference, timeZone } = promised;
  const moment = writtenMoment(by, timeZone, language);
  return {
    type: "send-message",
    to: number,
    text: words[language][message](reference, moment),
  };
}
