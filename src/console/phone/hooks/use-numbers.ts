import { useEffect, useState } from "react";
import type { PhoneNumbers } from "../../../carrier/simulator/phone-api.js";
import { readNumbers } from "../phone-client.js";

const nobody: PhoneNumbers = { line: "", callers: [], people: [] };

/** Whose telephones there are, read each time the line is found. */
export function useNumbers(isOpen: boolean): PhoneNumbers {
  const [numbers, setNumbers] = useState(nobody);
  useEffect(() => {
    if (!isOpen) return undefined;
    let isCurrent = true;
    readNumbers().then(
      (read) => isCurrent && setNumbers(read),
      // The stream notices by itself that the line is away, and this is read again when it is back.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [isOpen]);
  return numbers;
}
