import type { Language } from "../flows/speech/index.js";
import type { CaseLimit } from "./case/file.js";

/** Which limit of the line's is why: told to whoever does it in its place, and of calls to the customer as well. */
export const limitWords: Readonly<
  Record<Language, Readonly<Record<CaseLimit, string>>>
> = {
  es: {
    "of-number":
      "Hoy la línea ya no puede llamar más veces a este número: llegó a su límite.",
    "of-day": "Hoy la línea ya no puede llamar más: llegó a su límite.",
    "of-kind": "La línea no llama a números de esa clase o de ese país.",
    "message-of-day":
      "Ese cobro ya no está; falta que le llegue la factura corregida, porque hoy la línea ya no puede mandar más mensajes.",
    "message-of-kind":
      "Ese cobro ya no está; falta que le llegue la factura corregida, porque la línea no manda mensajes a números de esa clase o de ese país.",
  },
  en: {
    "of-number":
      "The line cannot call this number any more today: it has reached its limit.",
    "of-day": "The line cannot call any more today: it has reached its limit.",
    "of-kind": "The line calls no number of that kind or country.",
    "message-of-day":
      "That charge is gone; the corrected invoice still has to reach them, as the line cannot send any more messages today.",
    "message-of-kind":
      "That charge is gone; the corrected invoice still has to reach them, as the line sends no messages to numbers of that kind or country.",
  },
  pt: {
    "of-number":
      "Hoje a linha já não pode ligar mais vezes para este número: chegou ao seu limite.",
    "of-day": "Hoje a linha já não pode ligar mais: chegou ao seu limite.",
    "of-kind": "A linha não liga para números desse tipo ou país.",
    "message-of-day":
      "Essa cobrança já saiu; falta que a fatura corrigida chegue, porque hoje a linha já não pode enviar mais mensagens.",
    "message-of-kind":
      "Essa cobrança já saiu; falta que a fatura corrigida chegue, porque a linha não envia mensagens a números desse tipo ou país.",
  },
};
