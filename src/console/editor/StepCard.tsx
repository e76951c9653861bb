import { memo } from "react";
import type { Diagnostic } from "../../flows/diagnostics.js";
import type { PictureStep, PictureWay } from "../../flows/picture.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly name: string;
  /** Absent: a way leads to it, and it is not there. */
  readonly step: PictureStep | undefined;
  readonly ways: readonly PictureWay[];
  /** Keys that lead here from anywhere. */
  readonly anywhere: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly isSelected: boolean;
  readonly isPassed: boolean;
  readonly isHere: boolean;
  /** Calls that are there now. */
  readonly count?: number | undefined;
  readonly select: (step: string) => void;
}

/** What a kind of step is to a caller: they talk with the line, with a person, the line works, or it is over. */
const natures: Readonly<Record<string, string>> = {
  agent: "person",
  adviser: "person",
  director: "person",
  callback: "person",
  goodbye: "end",
  dispute: "work",
  lookup: "work",
  choose: "work",
  hours: "work",
  message: "work",
  flow: "work",
};

/** Drawn anew only when something of it changed: a flow may have hundreds. */
export const StepCard = memo(function StepCard(props: Props) {
  const { words, name, step, ways, anywhere, diagnostics, count = 0 } = props;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const told = [
    name,
    step?.kind ?? words.missing,
    count > 0 ? words.callsHere(count) : "",
    step?.says === undefined ? "" : words.says(step.says),
    ...ways.map(({ names, to }) => words.leadsTo(names.join(", "), to)),
    ...(diagnostics.length > 0
      ? [words.problems(errors.length, diagnostics.length - errors.length)]
      : []),
  ]
    .filter(Boolean)
    .join(". ");
  return (
    <button
      type="button"
      className="card-of-step"
      aria-label={told}
      aria-pressed={props.isSelected}
      data-step={name}
      data-nature={step ? (natures[step.kind] ?? "talk") : "missing"}
      data-passed={props.isPassed || undefined}
      data-here={props.isHere || undefined}
      onClick={() => props.select(name)}
    >
      <span className="head">
        <b>{name}</b>
        {anywhere.map((key) => (
          <kbd key={key} title={words.anywhere}>
            {key}
          </kbd>
        ))}
        {count > 0 && <span className="count">{count}</span>}
        {diagnostics.length > 0 && (
          <span
            className="flaws"
            data-severity={errors.length > 0 ? "error" : "warning"}
          >
            {diagnostics.length}
          </span>
        )}
      </span>
      <span className="kind">{step?.runs ?? step?.kind ?? words.missing}</span>
      {step?.says !== undefined && (
        <span className="says">
          {step.says.replaceAll(/\{\{\s*([^}|]+?)\s*(\|[^}]*)?\}\}/g, "‹$1›")}
        </span>
      )}
    </button>
  );
}, isSame);

// What is worked out anew at each keystroke is mostly the same again.
function isSame(before: Props, now: Props): boolean {
  const { words, select, ...rest } = now;
  const { words: wordsBefore, select: selectBefore, ...restBefore } = before;
  return (
    words === wordsBefore &&
    select === selectBefore &&
    JSON.stringify(rest) === JSON.stringify(restBefore)
  );
}
