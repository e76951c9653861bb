import type { Powers } from "../../machines/decisions/powers.js";
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

/**
 * Everybody whom the line may ring: where, for whom, and what they may grant. On a telephone each is a sheet; the roles say what the table is,
 * which browsers forget once its rows are no rows.
 */
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
        <table role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                {words.name}
              </th>
              <th scope="col" role="columnheader">
                {words.phones}
              </th>
              <th scope="col" role="columnheader">
                {words.takes}
              </th>
              <th scope="col" role="columnheader">
                {words.whenThere}
              </th>
              <th scope="col" role="columnheader">
                {words.powers}
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {people.map((one) => (
              <tr key={one.id} role="row">
                <th scope="row" role="rowheader">
                  {one.name}{" "}
                  <span className="hint">
                    {consoleWords.staffRoles[one.role] ?? one.role}
                  </span>
                </th>
                <td role="cell" data-label={words.phones}>
                  {one.phones.join(" → ")}
                </td>
                <td role="cell" data-label={words.takes}>
                  {[...one.takes, ...one.languages].join(", ") || words.anybody}
                </td>
                <td role="cell" data-label={words.whenThere}>
                  {one.hours ?? words.always}
                </td>
                <td role="cell" data-label={words.powers}>
                  {powersText(words, one.powers, language)}
                </td>
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
