import type { Powers } from "../../machines/powers.js";
import type { CompanyView } from "../../server/console/company-routes.js";
import type { Words } from "../words/index.js";
import { writeAmounts } from "./amounts.js";
import type { CompanyWords } from "./words.js";

interface Props {
  readonly words: CompanyWords;
  readonly consoleWords: Words;
  readonly language: "es" | "en";
  readonly people: CompanyView["people"];
}

/** Everybody whom the line may ring: where, for whom, and what they may grant. */
export function PeopleTable({ words, consoleWords, language, people }: Props) {
  return (
    <>
      <h2>{words.people}</h2>
      <div
        className="scrolls"
        tabIndex={0}
        role="region"
        aria-label={words.people}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.phones}</th>
              <th scope="col">{words.takes}</th>
              <th scope="col">{words.whenThere}</th>
              <th scope="col">{words.powers}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  {one.name}{" "}
                  <span className="hint">
                    {consoleWords.staffRoles[one.role] ?? one.role}
                  </span>
                </th>
                <td>{one.phones.join(" → ")}</td>
                <td>
                  {[...one.takes, ...one.languages].join(", ") || words.anybody}
                </td>
                <td>{one.hours ?? words.always}</td>
                <td>{powersText(words, one.powers, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function powersText(
  words: CompanyWords,
  powers: Powers | undefined,
  language: string,
): string {
  const { credits, plans = [], gifts } = powers ?? {};
  const another = powers?.["another remedy"];
  const written = (amounts: Readonly<Record<string, number>>) =>
    writeAmounts(amounts, language);
  const all = [
    ...(credits
      ? [words.credit(written(credits.each), written(credits["a day"]))]
      : []),
    ...(plans.length > 0 ? [words.plans(plans.join(", "))] : []),
    ...(gifts
      ? [words.gifts(gifts.these.join(", "), written(gifts["a day"]))]
      : []),
    ...(another ? [words.another(written(another["a day"]))] : []),
  ];
  return all.join("; ") || words.noPowers;
}
