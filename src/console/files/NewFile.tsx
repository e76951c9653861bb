import { useRef, useState } from "react";
import { useAct } from "../hooks/use-act.js";
import type { Words as ConsoleWords } from "../words/index.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly own: ConsoleWords;
  readonly heading: string;
  /** What it may begin as; the first is offered first. */
  readonly kinds: readonly { readonly value: string; readonly label: string }[];
  /** Begins the draft, and goes there. */
  readonly create: (
    own: { readonly name: string; readonly title: string },
    kind: string,
  ) => Promise<void>;
}

/** A flow or a policy that is not there yet: what it is called, and what it begins as. */
export function NewFile({ words, own, heading, kinds, create }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { refusal, isBusy, run } = useAct(own);
  const [title, setTitle] = useState("");
  const name = nameFrom(title);
  const [kind, setKind] = useState<string>();
  const begin = () =>
    void run(() =>
      create({ name, title: title.trim() }, kind ?? kinds[0]?.value ?? ""),
    );
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {heading}
      </button>
      <dialog ref={dialog} aria-label={heading}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            begin();
          }}
        >
          <h2>{heading}</h2>
          <label>
            <span>{words.name}</span>
            <input
              required
              maxLength={60}
              autoComplete="off"
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
            <span className="hint">
              {name === "" ? words.nameHint : words.goesBy(name)}
            </span>
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
            <button
              type="submit"
              className="strong"
              disabled={isBusy || name === ""}
            >
              {words.create}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

/** What numbers, addresses and files know it by: "Línea de reclamos" is `linea-de-reclamos`. Empty: it has no letter to begin with. */
export function nameFrom(title: string): string {
  return title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "")
    .slice(0, 60);
}
