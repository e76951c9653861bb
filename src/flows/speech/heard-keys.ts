import type { Utterance } from "./find-phrase.js";
import type { Word } from "./heard-words.js";

/**
 * The keys that an utterance names: "dos", "la dos, por favor", "marque dos", "option two", "the second one". A number among other
 * words is no key ("me cobraron dos veces"), unless a word such as "option" announces it.
 */
export function keysSaid(said: Utterance): ReadonlySet<string> {
  const announced = announcedKeys(said);
  if (announced.size > 0) return announced;
  const { light, keys, keyWords } = said.vocabulary;
  const heavy = said.words.filter(
    ({ plain }) => !light.has(plain) && !keyWords.has(plain),
  );
  // "to", "for" and "um" are numbers only where nothing else is said.
  const words = heavy.length === 0 ? withoutKeyWords(said) : heavy;
  const named = words.filter(
    ({ plain }, index) => !(plain === "one" && index > 0),
  );
  const found = new Set(named.map(({ plain }) => keys.get(plain)));
  const [key] = found;
  return found.size === 1 && key !== undefined ? new Set([key]) : new Set();
}

function announcedKeys(said: Utterance): Set<string> {
  const { light, keys, keyWords } = said.vocabulary;
  const found = new Set<string>();
  let announced = false;
  for (const [index, { plain }] of said.words.entries()) {
    const key = keys.get(plain);
    if (announced && key !== undefined) {
      found.add(key);
      announced = false;
    } else if (keyWords.has(plain) && !unclear.has(plain)) {
      announced = said.negated[index] !== true;
    } else if (!light.has(plain)) {
      announced = false;
    }
  }
  return found;
}

// "llamé a ese número dos veces" names no key.
const unclear: ReadonlySet<string> = new Set(["number", "numero"]);

function withoutKeyWords({ words, vocabulary }: Utterance): readonly Word[] {
  return words.filter(({ plain }) => !vocabulary.keyWords.has(plain));
}
