import { useState } from "react";
import type { MergeConflict } from "../../flows/editing/index.js";
import type { Words } from "./words-en.js";

export type Chosen = Readonly<Record<string, "mine" | "theirs">>;

interface Props {
  readonly words: Words;
  readonly by: string;
  readonly conflicts: readonly MergeConflict[];
  readonly settle: (chosen: Chosen) => void;
}

/** What two people changed otherwise, side by side: nothing is saved until each is decided. */
export function MergePanel({ words, by, conflicts, settle }: Props) {
  const [chosen, setChosen] = useState<Chosen>({});
  const isWhole = conflicts.every(({ section }) => chosen[section]);
  return (
    <section
      className="merge"
      role="alertdialog"
      aria-label={words.conflict(by)}
    >
      <h2>{words.conflict(by)}</h2>
      {conflicts.map(({ section, mine, theirs }) => (
        <fieldset key={section}>
          <legend>
            {section.replace("steps/", "").replaceAll("/", " › ")}
          </legend>
          {(
            [
              ["mine", words.mine, mine],
              ["theirs", words.theirs(by), theirs],
            ] as const
          ).map(([whose, label, text]) => (
            <label key={whose}>
              <span>
                <input
                  type="radio"
                  name={section}
                  checked={chosen[section] === whose}
                  onChange={() => setChosen({ ...chosen, [section]: whose })}
                />{" "}
                {label}
              </span>
              <pre>{text === undefined ? words.takenOut : moveLeft(text)}</pre>
            </label>
          ))}
        </fieldset>
      ))}
      <button
        type="button"
        className="strong"
        disabled={!isWhole}
        onClick={() => settle(chosen)}
      >
        {words.save}
      </button>
    </section>
  );
}

/** As far to the left as it can stand. */
function moveLeft(text: string): string {
  const lines = text.trimEnd().split("\n");
  const written = lines.filter((line) => line.trim() !== "");
  const least = Math.min(...written.map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(least)).join("\n");
}
