import { useState } from "react";
import { Refused } from "../api.js";
import type { Words } from "../words/index.js";

export interface Act {
  /** Why the last thing done was refused; undefined after one that was not. */
  readonly refusal: string | undefined;
  readonly isBusy: boolean;
  /** Does something at the server; true once it is done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
}

export function useAct(words: Words): Act {
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await work();
      setRefusal(undefined);
      return true;
    } catch (error) {
      setRefusal(wordRefusal(error, words));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { refusal, isBusy, run };
}

function wordRefusal(error: unknown, words: Words): string {
  if (!(error instanceof Refused)) throw error;
  if (error.code === "too-many")
    return words.tooMany(Math.ceil((error.wait ?? 60) / 60));
  return words.refusals[error.code] ?? error.message;
}
