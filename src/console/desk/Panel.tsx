import { useEffect, useRef, type ReactNode } from "react";
import type { DeskTerms } from "../../server/console/desk-routes.js";
import { Choice, plain } from "./Choice.js";
import type { Causes } from "./deeds.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly title: string;
  readonly words: DeskWords;
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly submit: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** What is about to be done, once more, before it is: Enter does it, Escape does not. */
export function Panel(props: Props) {
  const { title, words, confirm, isBusy, submit, close, children } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>("input:checked, input, textarea, button")
      ?.focus();
  }, []);
  return (
    <form
      ref={form}
      className="sheet panel"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <h2>{title}</h2>
      {children}
      <div className="acts">
        <button type="submit" className="strong" disabled={isBusy}>
          {confirm} <kbd>↵</kbd>
        </button>
        <button type="button" onClick={close}>
          {words.cancel} <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

interface CausesProps {
  readonly words: DeskWords;
  readonly terms: DeskTerms;
  readonly causes: Causes;
  readonly setCauses: (causes: Causes) => void;
}

/** Why, and where it went wrong: kept for the rest of the call. */
export function CausesChoice(props: CausesProps) {
  const { words, terms, causes, setCauses } = props;
  return (
    <>
      <Choice
        label={words.reason}
        options={plain(terms.reasons)}
        value={causes.reason}
        choose={(reason) => setCauses({ ...causes, reason })}
      />
      <Choice
        label={words.area}
        options={plain(terms.areas)}
        value={causes.area}
        choose={(area) => setCauses({ ...causes, area })}
      />
    </>
  );
}
