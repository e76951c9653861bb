import type { Language } from "./language.js";

export interface Vocabulary {
  /** Words that carry no choice: articles, short prepositions, courtesy, hesitation. They may stand anywhere. */
  readonly light: ReadonlySet<string>;
  /** Words that turn what follows into its opposite. */
  readonly negators: ReadonlySet<string>;
  /** What may stand between a negator and what it negates: "no [es un] cobro", "I don't [want an] agent". */
  readonly afterNegator: ReadonlySet<string>;
  /** Words that announce a key: "marque dos", "option two". */
  readonly keyWords: ReadonlySet<string>;
  /** The key each number word stands for. */
  readonly keys: ReadonlyMap<string, string>;
  /** Words whose stem would bring together what has nothing to do with each other: "operador" and "operación". */
  readonly stems: ReadonlyMap<string, string>;
  /** Whether a negator at the end of a clause negates what was before it: "ese cobro no". */
  readonly negatesBackwards: boolean;
}

/** All words without accents and in lower case. */
export const vocabularies: Readonly<Record<Language, Vocabulary>> = {
  es: {
    light: words(
      "a al ante con de del desde en para por que e y o u el la los las lo un una unos unas me te se le les nos mi su sus",
      "es era fue son eran fueron ser quiero quisiera quieren quiere deseo necesito",
      "eh ah em este esto esta pues bueno mira mire oiga oye ay ok okay vale favor porfa porfavor gracias buenas buenos dias tardes noches hola alo digame senorita senor senora",
    ),
    negators: words("no ni nunca tampoco sin"),
    afterNegator: words(
      "a al con de del el la los las lo un una unos unas me te se le les nos mi su sus ningun ninguna por que",
      "es era fue son eran fueron sea ser seria esta quiero quisiera quieren quiere deseo desea necesito necesita busco hablar",
    ),
    keyWords: words(
      "marque marca marcar marco oprima oprimo oprimir presione presiono presionar pulse pulso pulsar digite digito teclee tecla opcion numero boton",
    ),
    keys: keys([
      "0 cero",
      "1 uno un primera primero",
      "2 dos segunda segundo",
      "3 tres tercera tercero",
      "4 cuatro cuarta cuarto",
      "5 cinco quinta quinto",
      "6 seis sexta sexto",
      "7 siete septima septimo",
      "8 ocho octava octavo",
      "9 nueve novena noveno",
      "* asterisco estrella",
      "# numeral almohadilla gato",
    ]),
    stems: stems(
      "operador operadora operadores operadoras",
      "mio mia mios mias",
    ),
    negatesBackwards: true,
  },
  en: {
    light: words(
      "a an the to of for with on in at by and or my your his her our their me you us it its is i im id ill we was were thats",
      "uh um er eh ah oh hm hmm well so like please thanks thank hi hello hey okay ok yeah just really actually want wanna would could can like need",
    ),
    negators: words(
      "no not dont doesnt didnt isnt wasnt arent werent wont cant cannot never nor neither without",
    ),
    afterNegator: words(
      "a an the to of for with any my your me it be been want wanna need like about talk speak see",
    ),
    keyWords: words(
      "press pressing push dial enter key option number choose choice select button",
    ),
    keys: keys([
      "0 zero",
      "1 one won first",
      "2 two too to second",
      "3 three third",
      "4 four for fourth",
      "5 five fifth",
      "6 six sixth",
      "7 seven seventh",
      "8 eight ate eighth",
      "9 nine ninth",
      "* star asterisk",
      "# pound hash hashtag",
    ]),
    stems: stems("operator operators", "personal personally personals"),
    negatesBackwards: false,
  },
  pt: {
    light: words(
      "a ao aos as o os um uma uns umas de do da dos das em no na nos nas com para pra por pelo pela que e ou me te se lhe meu minha meus minhas seu sua eu",
      "e era foi sao eram foram ser quero queria gostaria preciso",
      "eh ah ahn hum hein entao bom bem olha olhe oi ola alo ta ok okay favor obrigado obrigada gentileza bom boa dia tarde noite",
    ),
    negators: words("nao nem nunca jamais sem"),
    afterNegator: words(
      "a ao o os as um uma uns umas de do da com para pra por que me te se meu minha nenhum nenhuma",
      "e era foi sao eram foram seja ser seria quero queria quer preciso precisa desejo gostaria esta falar",
    ),
    keyWords: words(
      "disque disco discar digite digito digitar tecle teclo tecla aperte aperto apertar pressione pressiono opcao numero botao",
    ),
    keys: keys([
      "0 zero",
      "1 um uma primeira primeiro",
      "2 dois duas segunda segundo",
      "3 tres terceira terceiro",
      "4 quatro quarta quarto",
      "5 cinco quinta quinto",
      "6 seis meia sexta sexto",
      "7 sete setima setimo",
      "8 oito oitava oitavo",
      "9 nove nona nono",
      "* asterisco estrela",
      "# sustenido jogo velha cerquilha",
    ]),
    stems: stems(
      "operador operadora operadores operadoras",
      "meu minha meus minhas",
    ),
    negatesBackwards: true,
  },
};

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

function keys(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [key = "", ...names] = line.split(" ");
      return [
        [key, key] as const,
        ...names.map((name) => [name, key] as const),
      ];
    }),
  );
}

// The first word of a line stands for all of it.
function stems(...lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [stem = "", ...others] = line.split(" ");
      return [stem, ...others].map((word) => [word, stem] as const);
    }),
  );
}
