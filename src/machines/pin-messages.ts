/** What somebody reads whose PIN was tried too often, with the page that opens it again. */
import type { Language } from "../flows/speech/index.js";
import { mailAbout } from "./case/mail.js";
import type { MachineEffect, PageLink } from "./effects.js";
import { writtenMoment } from "./words.js";

/** Whose PIN it is, and where to write to them. */
export interface PinOwner {
  readonly phone: string;
  readonly email?: string | undefined;
  readonly language: Language;
  /** IANA. */
  readonly timeZone: string;
}

/** No longer than the longest lock, ms. */
const linkMs = 24 * 3600 * 1000;

const words: Readonly<Record<Language, (until: string) => string>> = {
  es: (until) =>
    `Línea del personal: su clave se marcó mal cinco veces y quedó bloqueada hasta el ${until}. Desde su propio teléfono puede entrar. Para desbloquearla ya: {link}`,
  en: (until) =>
    `Staff line: your PIN was keyed in wrong five times and is locked until ${until}. From your own telephone you can sign in. To unlock it now: {link}`,
  pt: (until) =>
    `Linha da equipe: a sua senha foi digitada errada cinco vezes e ficou bloqueada até ${until}. Do seu próprio telefone você pode entrar. Para desbloqueá-la já: {link}`,
};

/** By text and by mail. `until`: epoch ms; `number`: of the link. */
export function tellLocked(
  { phone, email, language, timeZone }: PinOwner,
  until: number,
  number: number,
): MachineEffect[] {
  const text = words[language](writtenMoment(until, timeZone, language));
  const link: PageLink = { page: "pin", number, lasts: linkMs };
  return [
    ...(phone.startsWith("+")
      ? [{ type: "send-message" as const, to: phone, text, link }]
      : []),
    ...(email === undefined ? [] : [mailAbout("pins", email, text, { link })]),
  ];
}
