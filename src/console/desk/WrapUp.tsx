import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { DeskTerms } from "../../server/console/desk-routes.js";
import type { Words } from "../words/index.js";
import type { Causes } from "./deeds.js";
import { CausesChoice } from "./Panel.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly consoleWords: Words;
  readonly call: string;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
  readonly noted: () => void;
  /** Absent: it stays until it is written. */
  readonly close: (() => void) | undefined;
}

/** What the talk was about: reason and area, and with the second of the two clicks it is written. */
export function WrapUp(props: Props) {
  const { words, call, causes, setCauses, noted, close } = props;
  const { refusal, run } = useAct(props.consoleWords);
  const note = (next: Causes) =>
    run(async () => {
      await ask("POST", "/desk/notes", { call, ...next });
      noted();
    });
  return (
    <section className="sheet panel" aria-label={words.wrapUp}>
      <h2>{words.wrapUp}</h2>
      <CausesChoice
        words={words}
        terms={props.terms}
        causes={causes}
        setCauses={(next) => {
          setCauses(next);
          if (next.reason !== undefined && next.area !== undefined)
            void note(next);
        }}
      />
      <div className="acts">
        {causes.reason !== undefined && causes.area !== undefined && (
          <button
            type="button"
            className="strong"
            onClick={() => void note(causes)}
          >
            {words.note}
          </button>
        )}
        {close && (
          <button type="button" onClick={close}>
            {words.cancel}
          </button>
        )}
      </div>
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </section>
  );
}
