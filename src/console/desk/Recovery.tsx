import type { DeskDecided } from "../../server/console/desk-routes.js";
import type { Deed, deeds } from "./deeds.js";
import { writeMoney } from "../money.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly language: "es" | "en";
  readonly refused: DeskDecided;
  /** What can be done now. */
  readonly deeds: readonly (typeof deeds)[number][];
  readonly begin: (deed: Deed) => void;
}

const steps: readonly Deed[] = [
  "gift",
  "another",
  "superior",
  "director",
  "callback2",
];

/** A limit is no end: who may, and what can be offered next (C17, C20). */
export function Recovery(props: Props) {
  const { words, language, refused, deeds: now, begin } = props;
  const { reason = "", money, whoMay = [] } = refused;
  return (
    <section className="sheet panel" role="alert">
      <h2>
        {words.refused} {money && writeMoney(money, language)}
      </h2>
      <p>{words.whys[reason] ?? reason}</p>
      {whoMay.length > 0 && (
        <p>
          {words.whoMay(
            new Intl.ListFormat(language, { type: "disjunction" }).format(
              whoMay,
            ),
          )}
        </p>
      )}
      <p>{words.instead}</p>
      <div className="acts">
        {now
          .filter(({ name }) => steps.includes(name))
          .map(({ name, key }) => (
            <button key={name} type="button" onClick={() => begin(name)}>
              <kbd>{key}</kbd> {words[name]}
            </button>
          ))}
      </div>
    </section>
  );
}
