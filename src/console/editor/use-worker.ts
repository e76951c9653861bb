import { useCallback, useEffect, useRef, useState } from "react";
import type { FlowAnswer, FlowQuestion } from "./flow-answers.js";

type Kind = FlowQuestion["ask"];
type AnswerTo<Ask extends Kind> = Extract<FlowAnswer, { ask: Ask }>;

/**
 * A worker for one kind of question. While it is busy only the newest question waits: what was typed in between is never looked at. `isBusy`
 * until the newest is answered.
 */
export function useWorker<Ask extends Kind>(ask: Ask) {
  const [answer, setAnswer] = useState<AnswerTo<Ask>>();
  const [isBusy, setBusy] = useState(false);
  const worker = useRef<Worker>(undefined);
  const asked = useRef(0);
  const waiting = useRef<FlowQuestion>(undefined);
  const isAsking = useRef(false);
  useEffect(() => {
    const own = new Worker(new URL("./flow-worker.ts", import.meta.url), {
      type: "module",
    });
    worker.current = own;
    isAsking.current = false;
    own.addEventListener("message", ({ data }: MessageEvent<AnswerTo<Ask>>) => {
      isAsking.current = false;
      setAnswer(data);
      const next = waiting.current;
      waiting.current = undefined;
      if (next) {
        isAsking.current = true;
        send(own, next);
      } else setBusy(false);
    });
    return () => own.terminate();
  }, []);
  const put = useCallback(
    (question: Omit<FlowQuestion, "id" | "ask">) => {
      asked.current += 1;
      const whole = { ...question, id: asked.current, ask };
      setBusy(true);
      if (isAsking.current) waiting.current = whole;
      else {
        isAsking.current = true;
        send(worker.current, whole);
      }
    },
    [ask],
  );
  return { answer, isBusy, put };
}

function send(worker: Worker | undefined, question: FlowQuestion): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
  worker?.postMessage(question);
}
