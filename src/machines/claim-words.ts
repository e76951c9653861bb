import type { Language, Money } from "../flows/speech/index.js";
import type { Claim } from "./claim-register.js";
import { writtenMoney } from "./words.js";

/** The message to the number on file once a charge is gone. */
export function creditedText(
  { charge, language }: Claim,
  total: Money,
): string {
  const label = charge.label[language] ?? Object.values(charge.label)[0] ?? "";
  const less = writtenMoney(charge.amount, language);
  const now = writtenMoney(total, language);
  const texts: Record<Language, string> = {
    es: `Quitamos de su factura ${label} (${less}). Total corregido: ${now}. Gracias por avisarnos.`,
    en: `We took ${label} (${less}) off your bill. Corrected total: ${now}. Thank you for pointing it out.`,
    pt: `Retiramos da sua conta ${label} (${less}). Total corrigido: ${now}. Obrigado por avisar.`,
  };
  return texts[language];
}
