import { useState } from "react";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  /** By which numbers, addresses and files know it: it stays. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Absent: whoever looks may not, or there is no title to change. */
  readonly rename: ((title: string) => void) | undefined;
}

/** What a flow is called, and another name for it: a change of the draft like any other. */
export function FlowTitle({ words, name, title, rename }: Props) {
  const [typed, setTyped] = useState<string>();
  const close = () => setTyped(undefined);
  if (typed !== undefined && rename)
    return (
      <form
        className="flow-title"
        onSubmit={(event) => {
          event.preventDefault();
          rename(typed.trim());
          close();
        }}
        onKeyDown={({ key }) => {
          if (key === "Escape") close();
        }}
      >
        <h1 className="unseen">{title}</h1>
        <label>
          <span>{words.newTitle}</span>
          <input
            autoFocus
            required
            maxLength={120}
            pattern=".*\S.*"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <span className="hint">{words.nameStays(name)}</span>
        </label>
        <button type="button" onClick={close}>
          {words.keepTitle}
        </button>
        <button type="submit" className="strong">
          {words.rename}
        </button>
      </form>
    );
  return (
    <div className="flow-title">
      <h1>{title}</h1>
      {title !== name && <span className="hint">{name}</span>}
      {rename && (
        <button type="button" onClick={() => setTyped(title)}>
          {words.renameIt}
        </button>
      )}
    </div>
  );
}
