import type { HeardChoice } from "./heard.js";
import type { Language } from "./language.js";

/**
 * How callers say yes and no, for `compileHeard`. The third choice, `unsure`, is neither ("no sé", "¿cómo?"): ask again. Keys are
 * those of the question, if it has any.
 */
export function yesNo(
  language: Language,
  keys: { readonly yes?: string; readonly no?: string } = {},
): HeardChoice[] {
  const { yes, no, unsure } = answers[language];
  return [
    {
      id: "yes",
      phrases: yes,
      ...(keys.yes !== undefined && { key: keys.yes }),
    },
    { id: "no", phrases: no, ...(keys.no !== undefined && { key: keys.no }) },
    { id: "unsure", phrases: unsure },
  ];
}

/** How callers ask for a person: phrases for the choice that leads to one. */
export function personPhrases(language: Language): readonly string[] {
  return people[language];
}

const answers: Readonly<
  Record<Language, Readonly<Record<"yes" | "no" | "unsure", readonly string[]>>>
> = {
  es: {
    yes: list(
      "sí, sip, claro, claro que sí, correcto, exacto, exactamente, ajá, afirmativo, por supuesto, desde luego, así es, eso es, eso mismo, ese mismo, esa misma, ese sí, está bien, de acuerdo, cómo no, por qué no, dale, efectivamente, cierto, creo que sí, ok, okay, vale, bueno",
    ),
    no: list(
      "no, nop, ninguno, ninguna, ninguno de esos, ese no, esa no, eso no, negativo, incorrecto, no es, no es correcto, no es cierto, no es ese, no es así, para nada, claro que no, creo que no, de ninguna manera, nunca, tampoco, equivocado, por supuesto que no",
    ),
    unsure: list(
      "no sé, no lo sé, no estoy seguro, no estoy segura, no entiendo, no entendí, no escucho, no escuché, no oigo, no oí, no recuerdo, no me acuerdo, cómo, perdón, repita, repítame, otra vez, tal vez, quizás, a lo mejor",
    ),
  },
  en: {
    yes: list(
      "yes, yeah, yep, yup, sure, correct, right, that's right, exactly, absolutely, definitely, affirmative, of course, that's it, that's the one, uh huh, mm hmm, you got it, why not, i think so, ok, okay",
    ),
    no: list(
      "no, nope, nah, not, don't, didn't, isn't, neither, none, none of them, negative, incorrect, wrong, no way, of course not, not that one, not really, not at all, never, i don't think so, uh uh",
    ),
    unsure: list(
      "i don't know, dunno, not sure, i'm not sure, maybe, perhaps, what, pardon, sorry, repeat, say again, don't understand, didn't understand, can't hear, didn't hear, don't remember",
    ),
  },
  pt: {
    yes: list(
      "sim, claro, claro que sim, correto, exato, exatamente, isso, isso mesmo, esse mesmo, essa mesma, aham, uhum, com certeza, certo, está certo, afirmativo, positivo, pode ser, perfeito, sem dúvida, por que não, acho que sim, de acordo, ok, tá, tá bom",
    ),
    no: list(
      "não, nenhum, nenhuma, nenhum deles, esse não, essa não, isso não, negativo, incorreto, errado, não é, não é isso, não está certo, não é esse, de jeito nenhum, claro que não, acho que não, com certeza não, nunca, nem",
    ),
    unsure: list(
      "não sei, não tenho certeza, não entendi, não entendo, não ouvi, não ouço, não lembro, não me lembro, talvez, como, como assim, perdão, repete, repita, de novo, o quê",
    ),
  },
};

const people: Readonly<Record<Language, readonly string[]>> = {
  es: list(
    "persona, alguien, agente, asesor, asesora, operador, operadora, humano, ser humano, representante, ejecutivo, empleado, que me atiendan, comuníqueme",
  ),
  en: list(
    "person, someone, somebody, agent, human, human being, representative, operator, adviser, advisor, real person, live person, staff",
  ),
  pt: list(
    "pessoa, alguém, atendente, agente, assessor, operador, operadora, humano, ser humano, representante, funcionário, alguém que me atenda",
  ),
};

function list(phrases: string): string[] {
  return phrases.split(", ");
}
