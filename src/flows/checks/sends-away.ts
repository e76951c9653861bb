import type { Mark } from "../diagnostics.js";
import type { Language } from "../speech/index.js";

/** What sends callers elsewhere for what the line could do (C2): to another call, an office, a page. */
const phrases: Readonly<Record<Language, RegExp>> = {
  es: /\b(?:vuelva a (?:llamar|marcar|intentar)(?:lo|nos)?|vuélvanos a llamar|llame (?:de nuevo|más tarde|otra vez|al (?:número|teléfono)|en otro (?:momento|horario))|ll[aá]menos (?:de nuevo|más tarde|al)|intente (?:de nuevo )?más tarde|int[eé]ntelo (?:de nuevo|más tarde)|marque (?:de nuevo|nuevamente|otra vez|al (?:número|teléfono))|visite (?:nuestr[ao]s?|la|el|una|www)|vis[ií]tenos|ac[eé]rquese a|acuda a|dir[ií]jase a|pase por|(?:ingrese|entre|vaya) (?:a|en) (?:www|nuestr[ao]|la página|el sitio)|consulte (?:nuestr[ao]|la) (?:página|web|sitio)|escr[ií]banos a|env[ií]enos un correo|cuelgue y)/iu,
  en: /\b(?:(?:please )?call (?:us )?(?:again|back (?:later|tomorrow|another|during|when)|later|another time|the number|us at)|try (?:again|your call|calling) (?:again )?(?:later|tomorrow|another time)|(?:visit|come to|go to|stop by) (?:our|the|your|a|an|any) (?:nearest |local )?(?:web ?site|web ?page|page|office|branch|store|shop|app)|visit (?:us|www)|go to www|write to us at|send us an e-?mail|e-?mail us|hang up and)/iu,
  pt: /\b(?:ligue (?:novamente|de novo|mais tarde|outra vez|para o (?:número|telefone))|volte a ligar|retorne (?:a ligação|mais tarde)|tente (?:novamente )?(?:mais tarde|outra vez)|(?:visite|acesse) (?:noss[ao]s?|o|a|www)|dirija-se|compareça|procure (?:noss[ao]|um[a]? (?:agência|loja))|vá (?:até|a) (?:um[a]?|noss[ao])|passe (?:em|na|no) (?:um[a]?|noss[ao])|envie um e-?mail|escreva para|desligue e)/iu,
};

/** The first words of a text that send a caller away, as they stand there. */
export function findSendingAway(
  source: string,
  language: Language,
): Mark | undefined {
  const found = phrases[language].exec(source);
  return found ? { offset: found.index, word: found[0] } : undefined;
}
