import { IANAZone } from "luxon";
import { nearest, quoted, suggest, type Finding } from "../diagnostics.js";
import { languagesOf, type FlowDocument } from "../document.js";
import type { Draft } from "../parse.js";
import type { Language } from "../speech/index.js";
import { isSubFlow } from "../sub-flows.js";
import { localesOfVoice, voiceNames } from "./voices.js";

/** Can every language of the flow be spoken, and be reached by callers? Is its clock one that exists? */
export function checkLanguages({ document }: Draft): Finding[] {
  const languages = languagesOf(document);
  if (languages.length === 0)
    return [
      {
        code: "languages-none",
        message: "This flow speaks no language.",
        hint: "Write one below `languages:`, such as es, with its voice.",
        path: ["languages"],
        mark: "name",
      },
      ...checkTimeZone(document),
    ];
  return [
    ...languages.flatMap((language) => [
      ...checkVoice(document, language),
      ...checkOffer(document, language),
    ]),
    ...checkTimeZone(document),
  ];
}

function checkVoice(document: FlowDocument, language: Language): Finding[] {
  const { voice, speaks } = document.languages[language] ?? {};
  if (voice === undefined || speaks === undefined) return [];
  const path = ["languages", language];
  const findings: Finding[] = [];
  if (!speaks.startsWith(`${language}-`))
    findings.push({
      code: "language-speaks-other",
      message: `${quoted(language)} speaks ${quoted(speaks)}, which is another language.`,
      hint: `Write a country of that language, such as ${examples[language]}.`,
      path: [...path, "speaks"],
    });
  const locales = localesOfVoice(voice);
  if (locales === undefined)
    findings.push({
      code: "language-voice-unknown",
      message: `${quoted(voice)} is no voice that is known here.`,
      hint: () => {
        const near = nearest(voice, voiceNames);
        return near === undefined
          ? `Voices for ${speaks}: ${voicesOf(speaks)}. A newer one works if the carrier has it: phone the line and listen.`
          : `Did you mean "${near}"?`;
      },
      path: [...path, "voice"],
    });
  else if (!locales.includes(speaks))
    findings.push({
      code: "language-voice-other",
      message: `The voice ${quoted(voice)} speaks ${locales.join(", ")}, and ${quoted(language)} speaks ${quoted(speaks)}: the carrier may say nothing at all.`,
      hint: voicesFor(speaks).length
        ? `Voices for ${speaks}: ${voicesOf(speaks)}.`
        : `No voice of the carrier speaks ${speaks}. Write a country below "speaks" that one speaks, such as ${examples[language]}.`,
      path: [...path, "voice"],
    });
  return findings;
}

const examples: Readonly<Record<Language, string>> = {
  es: "es-MX",
  en: "en-US",
  pt: "pt-BR",
};

function voicesFor(locale: string): readonly string[] {
  return voiceNames.filter((name) => localesOfVoice(name)?.includes(locale));
}

function voicesOf(locale: string): string {
  const names = voicesFor(locale);
  return names.length === 0 ? "none is known" : names.slice(0, 4).join(", ");
}

function checkOffer(document: FlowDocument, language: Language): Finding[] {
  const { key, offer } = document.languages[language] ?? {};
  const path = ["languages", language];
  const [first] = languagesOf(document);
  if (key !== undefined && offer === undefined)
    return [
      {
        code: "language-key-without-offer",
        message: `Key ${key} changes to ${quoted(language)}, and no caller is told so.`,
        hint: `Write "offer:" with a sentence in that language, such as: ${offers(key)[language]}`,
        path: [...path, "key"],
      },
    ];
  if (key === undefined && offer !== undefined)
    return [
      {
        code: "language-offer-without-key",
        message: `${quoted(language)} is offered, and no key changes to it.`,
        hint: 'Write "key:" and the key in quotes, such as "9".',
        path: [...path, "offer"],
      },
    ];
  // Which language a flow is spoken in that others run, those decide.
  if (key === undefined && language !== first && !isSubFlow(document))
    return [
      {
        code: "language-out-of-reach",
        message: `No call is ever spoken in ${quoted(language)}: calls begin in ${quoted(first ?? "")}, and no key changes to it.`,
        hint: 'Write "key:" and "offer:" for it, or put it first.',
        path,
        mark: "name",
      },
    ];
  return [];
}

function offers(key: string): Readonly<Record<Language, string>> {
  return {
    es: `Para español, marque ${key}.`,
    en: `For English, press ${key}.`,
    pt: `Para português, tecle ${key}.`,
  };
}

function checkTimeZone({ timeZone }: FlowDocument): Finding[] {
  if (IANAZone.create(timeZone).isValid) return [];
  return [
    {
      code: "time-zone-unknown",
      message: `${quoted(timeZone)} is no time zone.`,
      hint: () => {
        const zones = Intl.supportedValuesOf("timeZone");
        const city = (zone: string) => zone.slice(zone.lastIndexOf("/") + 1);
        const wanted = city(timeZone).replaceAll(" ", "_");
        const near =
          nearest(timeZone, zones) ??
          zones.find((zone) => city(zone) === nearest(wanted, zones.map(city)));
        return near === undefined
          ? "Write a continent and a city, such as America/Bogota."
          : suggest(near, [near]);
      },
      path: ["time zone"],
    },
  ];
}
