import { fixOf, type Fix } from "../../flows/editing/fix.js";
import type { Told } from "./use-flow-text.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly checked: {
    readonly text: string;
    readonly diagnostics: readonly Told[];
  };
  readonly canEdit: boolean;
  readonly goTo: (line: number) => void;
  readonly mend: (fix: Fix) => void;
}

const mostShown = 20;

/** Every mistake, with its place, what to do, and a button where one click does it. */
export function Problems({ words, checked, canEdit, goTo, mend }: Props) {
  const { diagnostics, text } = checked;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  // What keeps the flow from callers comes first.
  const shown = [...errors, ...warnings].slice(0, mostShown);
  return (
    <section className="problems">
      <p role="status" data-clean={diagnostics.length === 0 || undefined}>
        {words.problems(errors.length, warnings.length)}
      </p>
      <ul>
        {shown.map((diagnostic) => {
          const { line, column, severity, message, hint, field } = diagnostic;
          const fix = canEdit ? fixOf(text, diagnostic) : undefined;
          return (
            <li key={`${line} ${column} ${message}`} data-severity={severity}>
              <button
                type="button"
                className="place"
                onClick={() => goTo(line)}
              >
                {line}
              </button>
              <p>
                {field !== undefined && `${field}: `}
                {words.tell(message)} {hint !== undefined && words.tell(hint)}
              </p>
              {fix && (
                <button type="button" onClick={() => mend(fix)}>
                  {words.fix(fix.insert)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {diagnostics.length > shown.length && (
        <p className="hint">
          {words.moreProblems(diagnostics.length - shown.length)}
        </p>
      )}
    </section>
  );
}
