import { useRef } from "react";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { DeskTerms } from "../../server/console/desk-routes.js";
import { nameCauses } from "../name-causes.js";
import type { UiLanguage } from "../../phone/words.js";
import type { Words } from "../words/index.js";
import { Cause, Contractor } from "./Causes.js";
import type { Causes } from "./deeds.js";
import { useFirstField } from "./use-focus.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly consoleWords: Words;
  readonly language: UiLanguage;
  readonly call: string;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
  readonly noted: () => void;
  /** Absent: it stays until it is written. */
  readonly close: (() => void) | undefined;
}

/** What the talk was about: the reason, and with the area it is written. */
export function WrapUp(props: Props) {
  const { words, language, call, terms } = props;
  const { causes, setCauses, noted, close } = props;
  const place = useRef<HTMLElement>(null);
  // After a talk it comes by itself, and takes nobody away from where they are.
  useFirstField(
    place,
    close !== undefined || document.activeElement === document.body,
  );
  const { refusal, isBusy, run } = useAct(props.consoleWords);
  const note = (next: Causes) =>
    void run(async () => {
      await ask("POST", "/desk/notes", { call, ...next });
      noted();
    });
  const { reason = "", area = "" } = causes;
  const canNote = reason.trim() !== "" && area.trim() !== "";
  return (
    <section
      ref={place}
      className="sheet panel"
      aria-label={words.wrapUp}
      onKeyDown={({ key }) => {
        if (key === "Escape") close?.();
      }}
    >
      <h2>{words.wrapUp}</h2>
      <Cause
        label={words.reason}
        options={nameCauses(terms.reasons, terms, language)}
        value={causes.reason}
        choose={(chosen) => setCauses({ ...causes, reason: chosen })}
      />
      <Contractor {...props} />
      {terms.areas.length > 0 ? (
        <div role="group" aria-label={words.area} className="areas">
          <b aria-hidden>{words.area}</b>
          {nameCauses(terms.areas, terms, language).map(({ value, text }) => (
            <button
              key={value}
              type="button"
              aria-pressed={value === area}
              disabled={isBusy || reason === ""}
              onClick={() => note({ ...causes, area: value })}
            >
              {text}
            </button>
          ))}
        </div>
      ) : (
        <Cause
          label={words.area}
          options={[]}
          value={area}
          choose={(chosen) => setCauses({ ...causes, area: chosen })}
        />
      )}
      <div className="acts">
        {canNote && (
          <button
            type="button"
            className="strong"
            disabled={isBusy}
            onClick={() => note(causes)}
          >
            {words.note}
          </button>
        )}
        {close && (
          <button type="button" onClick={close}>
            {words.cancel} <kbd>Esc</kbd>
          </button>
        )}
      </div>
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </section>
  );
}
