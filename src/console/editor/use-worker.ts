import { useCallback, useEffect, useRef, useState } from "react";
import type { FlowAnswer, FlowQuestion } from "./flow-answers.js";

type Kind = FlowQuestion["ask"];
type AnswerTo<Ask extends Kind> = Extract<FlowAnswer, { ask: Ask }>;

/** Proofs that take longer are left to the server: a page is no place for them. */
const mostMs = 30_000;
const isLong = (ask: Kind) => ask === "prove" || ask === "weigh";

/**
 * A worker for one kind of question. While it is busy only the newest question waits: what was typed in between is never looked at. What takes
 * long is not waited for: a newer question, or `stop`, ends it, and it is given up after half a minute.
 */
export function useWorker<Ask extends Kind>(ask: Ask) {
  const [answer, setAnswer] = useState<AnswerTo<Ask>>();
  const [givenUp, setGivenUp] = useState<string>();
  const worker = useRef<Worker>(undefined);
  const asked = useRef(0);
  const waiting = useRef<FlowQuestion>(undefined);
  const asking = useRef<FlowQuestion>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const end = useCallback(() => {
    clearTimeout(timer.current);
    worker.current?.terminate();
    worker.current = undefined;
    waiting.current = undefined;
    asking.current = undefined;
  }, []);
  const send = useCallback((question: FlowQuestion) => {
    const giveUp = () => {
      setGivenUp(asking.current?.text);
      end();
    };
    const heard = (data: FlowAnswer) => {
      clearTimeout(timer.current);
      asking.current = undefined;
      setAnswer(data as AnswerTo<Ask>);
      const next = waiting.current;
      waiting.current = undefined;
      if (next) send(next);
    };
    worker.current ??= open(heard, giveUp);
    asking.current = question;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin
    worker.current.postMessage(question);
    if (isLong(ask)) timer.current = setTimeout(giveUp, mostMs);
  }, []);
  const stop = useCallback(() => {
    if (asking.current) end();
  }, []);
  const put = useCallback((question: Omit<FlowQuestion, "id" | "ask">) => {
    asked.current += 1;
    const whole = { ...question, id: asked.current, ask };
    setGivenUp(undefined);
    if (isLong(ask)) stop();
    if (asking.current) waiting.current = whole;
    else send(whole);
  }, []);
  useEffect(() => end, []);
  return {
    answer,
    /** The text of a question that took too much. */
    givenUp,
    put,
    stop,
  };
}

/** `fell`: it ended by itself, as it does for want of memory. */
function open(heard: (answer: FlowAnswer) => void, fell: () => void): Worker {
  const worker = new Worker(new URL("./flow-worker.ts", import.meta.url), {
    type: "module",
  });
  worker.addEventListener("message", ({ data }: MessageEvent<FlowAnswer>) =>
    heard(data),
  );
  worker.addEventListener("error", fell);
  return worker;
}
