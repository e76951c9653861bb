import { useState } from "react";

/** A choice that the browser keeps; where it may keep nothing, for as long as the page is open. */
export function useRemembered(
  name: string,
  initial: string,
): [string, (value: string) => void] {
  const key = `directo.phone.${name}`;
  const [value, setValue] = useState(() => recall(key) ?? initial);
  return [
    value,
    (next) => {
      setValue(next);
      remember(key, next);
    },
  ];
}

function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
}
