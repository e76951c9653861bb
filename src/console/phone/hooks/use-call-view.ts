import { useEffect, useRef, useState } from "react";
import type { CallView } from "../../../server/call-view.js";
import { readCallView } from "../phone-client.js";

/** Where a call is in its flow: asked for again after each event (`events` counts them), one request at a time. */
export function useCallView(
  sid: string | undefined,
  events: number,
): CallView | undefined {
  const [answer, setAnswer] = useState<{ sid: string; view: CallView }>();
  const asking = useRef(false);
  const wanted = useRef<string | undefined>(undefined);
  useEffect(() => {
    wanted.current = sid;
    if (asking.current) return;
    asking.current = true;
    void (async () => {
      for (let next = wanted.current; next; next = wanted.current) {
        wanted.current = undefined;
        // Without an answer the next event asks again.
        const view = await readCallView(next).catch(() => undefined);
        if (view) setAnswer({ sid: next, view });
      }
      asking.current = false;
    })();
  }, [sid, events]);
  return answer && answer.sid === sid ? answer.view : undefined;
}
