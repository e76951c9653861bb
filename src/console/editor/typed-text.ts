/** What was saved last, as the editor knows it. */
export interface SavedText {
  readonly text: string;
  readonly revision: number;
  /** Who saved it; absent: there is no draft. */
  readonly by: string | undefined;
}

/** A text that was typed and not saved, and what it began from. */
export interface TypedText {
  readonly text: string;
  readonly base: SavedText;
}

const nameOf = (key: string) => `directo.typed ${key}`;

/** What the tab kept when its page was left. */
export function recallTyped(key: string): TypedText | undefined {
  try {
    const kept = sessionStorage.getItem(nameOf(key));
    return kept === null ? undefined : (JSON.parse(kept) as TypedText);
  } catch {
    return undefined;
  }
}

/** Keeps it for as long as the tab is open; `undefined`: there is nothing to keep any more. */
export function keepTyped(key: string, typed: TypedText | undefined): void {
  try {
    if (typed) sessionStorage.setItem(nameOf(key), JSON.stringify(typed));
    else sessionStorage.removeItem(nameOf(key));
  } catch {
    // Private windows may refuse: the browser still asks before the tab is closed.
  }
}
