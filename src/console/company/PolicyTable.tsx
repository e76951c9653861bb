import type { DisputePolicy } from "../../machines/company/policy.js";
import type { Words } from "../words/index.js";
import { writeAmounts } from "./amounts.js";
import type { CompanyWords } from "./words.js";

interface Props {
  readonly words: CompanyWords;
  readonly consoleWords: Words;
  readonly language: "es" | "en";
  readonly policy: DisputePolicy;
}

/** What goes without a word, and where a person looks at it. */
export function PolicyTable(props: Props) {
  const { words, consoleWords, language, policy } = props;
  const written = (amounts: Readonly<Record<string, number>>) =>
    writeAmounts(amounts, language);
  const limit = (own: DisputePolicy["per customer"]) =>
    words.limit(own.concessions, written(own.sum), own.days);
  const lines: [string, string][] = [
    [words.threshold, written(policy.threshold)],
    ...Object.entries(policy.categories).map(
      ([name, own]): [string, string] => [
        words.category(name),
        own === "never" ? words.never : written(own),
      ],
    ),
    [words.perCustomer, limit(policy["per customer"])],
    [words.unattested, limit(policy["unattested numbers"])],
    [words.budget, written(policy["monthly budget"])],
    ...(policy["handling cost"]
      ? [[words.handling, written(policy["handling cost"])] as [string, string]]
      : []),
    [
      words.override,
      policy["may override"].map((one) => consoleWords.roles[one]).join(", "),
    ],
  ];
  return (
    <section>
      <h2>{words.policy(policy.policy)}</h2>
      <dl>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
