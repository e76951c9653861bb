import { DateTime } from "luxon";
import type { Charge } from "../../flows/events.js";
import type { Language, Money } from "../../flows/speech/index.js";
import { writtenMoney } from "../words.js";

interface Credited {
  readonly charge: Charge;
  readonly language: Language;
}

/** Where the corrected invoice is, and the last day on which it is there. */
interface Paper {
  readonly link: string;
  readonly until: string;
}

/** The message to the number on file once a charge is gone. */
export function creditedText(
  credited: Credited,
  total: Money,
  paper?: Paper,
): string {
  const { charge, language } = credited;
  const label = labelIn(charge.label, language);
  const less = writtenMoney(charge.amount, language);
  const now = writtenMoney(total, language);
  const where = paper ? `${paperText(paper, language)} ` : "";
  const texts: Record<Language, string> = {
    es: `Quitamos de su factura ${label} (${less}). Total corregido: ${now}. ${where}Gracias por avisarnos.`,
    en: `We took ${label} (${less}) off your bill. Corrected total: ${now}. ${where}Thank you for pointing it out.`,
    pt: `Retiramos da sua conta ${label} (${less}). Total corrigido: ${now}. ${where}Obrigado por avisar.`,
  };
  return texts[language];
}

/** The same by mail, to the address on file. */
export function invoiceMail(
  credited: Credited,
  total: Money,
  paper: Paper,
): { readonly subject: string; readonly text: string } {
  const subjects: Record<Language, string> = {
    es: "Su factura corregida",
    en: "Your corrected invoice",
    pt: "A sua fatura corrigida",
  };
  return {
    subject: subjects[credited.language],
    text: creditedText(credited, total, paper),
  };
}

/** What a charge is called in a language, or in any that it has. */
export function labelIn(label: Charge["label"], language: Language): string {
  return label[language] ?? Object.values(label)[0] ?? "";
}

function paperText({ link, until }: Paper, language: Language): string {
  const day = DateTime.fromISO(until).toFormat(
    language === "en" ? "MMM d" : "dd/MM",
  );
  const texts: Record<Language, string> = {
    es: `Su factura corregida, hasta el ${day}: ${link}`,
    en: `Your corrected invoice, until ${day}: ${link}`,
    pt: `A sua fatura corrigida, até ${day}: ${link}`,
  };
  return texts[language];
}
