import type { KeyboardEvent } from "react";

/** Ctrl or Cmd with S saves what is written here, and not the page. `save` is absent while there is nothing to save. */
export function onSaveKey(save: (() => void) | undefined) {
  return (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    save?.();
  };
}
