import { useRef, type ReactNode } from "react";
import { useFirstField } from "./use-focus.js";
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
  useFirstField(form);
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
