import { useState } from "react";
import { act, LineAway, type LegAction } from "../phone-client.js";
import type { Words } from "../../../phone/words.js";

export interface Actions {
  /** Why the last thing done was refused; undefined after one that was not. */
  readonly refusal: string | undefined;
  /** Does something with the line; true once it is done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
  leg(sid: string, action: LegAction, body?: Parameters<typeof act>[2]): void;
}

/** What hands do on telephones, and what is said when the line refuses it. */
export function useActions(words: Words): Actions {
  const [refusal, setRefusal] = useState<string>();
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      setRefusal(undefined);
      return true;
    } catch (error) {
      setRefusal(
        error instanceof LineAway || !(error instanceof Error)
          ? words.away
          : error.message,
      );
      return false;
    }
  };
  return {
    refusal,
    run,
    leg: (sid, action, body) => void run(() => act(sid, action, body)),
  };
}
