import { useEffect, useMemo, useState } from "react";
import { mistakesIn } from "../../machines/company/documents.js";
import type { Mistake } from "../../machines/company/read-document.js";
import { ask, Refused } from "../api.js";
import type { Told } from "../editor/use-flow-text.js";

const askAfterMs = 600;

export interface CheckedDocument {
  readonly text: string;
  readonly mistakes: readonly Mistake[];
  readonly diagnostics: readonly Told[];
  /** Why it does not fit the flows, as the server says; empty: it fits; absent: not known yet. */
  readonly misfit: string | undefined;
}

/** What is wrong with a document: by itself at once and here, with the flows as soon as the server has said so. */
export function useChecked(
  name: string,
  path: string,
  text: string,
  canAsk: boolean,
): CheckedDocument {
  const mistakes = useMemo(() => mistakesIn(name, text), [name, text]);
  const [asked, setAsked] = useState<{ text: string; misfit: string }>();
  const isSound = mistakes.length === 0;
  useEffect(() => {
    if (!isSound || !canAsk) return undefined;
    let isNewest = true;
    const timer = setTimeout(() => {
      void fits(path, text).then((misfit) => {
        if (isNewest && misfit !== undefined) setAsked({ text, misfit });
      });
    }, askAfterMs);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [text, isSound]);
  const diagnostics = useMemo(() => mistakes.map(told), [mistakes]);
  return {
    text,
    mistakes,
    diagnostics,
    misfit: isSound && asked?.text === text ? asked.misfit : undefined,
  };
}

/** `undefined`: the server did not say. */
async function fits(path: string, text: string): Promise<string | undefined> {
  try {
    await ask("POST", `${path}/check`, { text });
    return "";
  } catch (error) {
    return error instanceof Refused && error.code === "not-kept"
      ? error.message
      : undefined;
  }
}

function told({ path, ...mistake }: Mistake): Told {
  return {
    ...mistake,
    severity: "error",
    ...(path.length > 0 && { field: path.join(" › ") }),
  };
}
