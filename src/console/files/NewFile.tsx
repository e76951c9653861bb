import { useRef, useState } from "react";
import { useAct } from "../hooks/use-act.js";
import type { Words as ConsoleWords } from "../words/index.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly own: ConsoleWords;
  readonly title: string;
  /** What it may begin as; the first is offered first. */
  readonly kinds: readonly { readonly value: string; readonly label: string }[];
  /** Begins the draft, and goes there. */
  readonly create: (name: string, kind: string) => Promise<void>;
}

/** A flow or a policy that is not there yet: what it is called, and what it begins as. */
export function NewFile({ words, own, title, kinds, create }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { refusal, isBusy, run } = useAct(own);
  const [name, setName] = useState("");
  const [kind, setKind] = useState<string>();
  const begin = () =>
    void run(() => create(name.trim(), kind ?? kinds[0]?.value ?? ""));
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {title}
      </button>
      <dialog ref={dialog} aria-label={title}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          <h2>{title}</h2>
          <label>
            <span>{words.name}</span>
            <input
              required
              pattern="[a-z][a-z0-9\-]{0,59}"
              title={words.nameHint}
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <span className="hint">{words.nameHint}</span>
          </label>
          <label>
            <span>{words.beginsAs}</span>
            <select
              value={kind ?? kinds[0]?.value}
              onChange={({ target }) => setKind(target.value)}
            >
              {kinds.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <p className="refusal" role="alert">
            {refusal}
          </p>
          <div className="buttons">
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.close}
            </button>
            <button type="submit" className="strong" disabled={isBusy}>
              {words.create}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
