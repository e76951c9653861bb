import type { Person } from "../../flows/events.js";
import type { Language } from "../../flows/speech/index.js";
import type { Case } from "./file.js";
import { mailAbout } from "./mail.js";
import { writeCase, type CaseMessage } from "./words.js";
import type { MachineEffect, PageLink } from "../effects.js";

const day = 24 * 3600 * 1000;
/** An owner's link works for three days, and no longer than until it is used; the caller is asked for two weeks. */
const ownerLinkMs = 3 * day;
export const callerLinkMs = 14 * day;

/** The language in which somebody is written to about a case. */
export function languageOf({ opened }: Case, person?: Person): Language {
  return person?.languages?.[0] ?? opened?.language ?? "en";
}

/**
 * Writes to the caller, with the page on which they answer where the text has it; not to a withheld number. The case hears by the receipt
 * when it did not arrive.
 */
export function toCaller(
  file: Case,
  message: CaseMessage,
  extra = "",
  receipt = `to-caller:${file.history.length}`,
): MachineEffect[] {
  const { opened, closings } = file;
  // What carriers send in place of a withheld number can be sent no message.
  if (!opened || opened.withheld || !opened.number.startsWith("+")) return [];
  const text = writeCase(message, file, opened, opened.language, extra);
  const link: PageLink = {
    page: "caller",
    number: closings,
    lasts: callerLinkMs,
  };
  return [
    {
      type: "send-message",
      to: opened.number,
      text,
      ...(text.includes("{link}") && { link }),
      receipt,
    },
  ];
}

/** Writes to whoever owns the case, by text and by mail, with the page on which they act where the text has it. The case hears when one did not arrive. */
export function toOwner(
  file: Case,
  message: CaseMessage,
  extra = "",
): MachineEffect[] {
  const receipt = `to-owner:${file.history.length}`;
  return toPerson(file, file.owner, message, extra, receipt);
}

/** How somebody can be written to. A device's address takes no text messages. */
export function waysTo({ phone, email }: Person): ("text" | "mail")[] {
  return [
    ...(phone.startsWith("+") ? ["text" as const] : []),
    ...(email === undefined ? [] : ["mail" as const]),
  ];
}

export function toPerson(
  file: Case,
  person: Person | undefined,
  message: CaseMessage,
  extra = "",
  receipt?: string,
): MachineEffect[] {
  const { opened } = file;
  if (!opened || !person) return [];
  const language = languageOf(file, person);
  const text = writeCase(message, file, opened, language, extra);
  const link: PageLink = {
    page: "owner",
    number: file.link,
    lasts: ownerLinkMs,
  };
  const more = {
    ...(text.includes("{link}") && { link }),
    ...(receipt !== undefined && { receipt }),
  };
  const { phone, email = "" } = person;
  return waysTo(person).map((way) =>
    way === "text"
      ? { type: "send-message", to: phone, text, ...more }
      : mailAbout(opened.id, email, text, more),
  );
}
