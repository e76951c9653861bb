import type { PromiseChanged } from "../../flows/diff/index.js";
import type { FlowDiff } from "../editor/flow-answers.js";
import { useWorker } from "../editor/use-worker.js";

export interface Compared {
  /** Absent: one of the two has mistakes. */
  readonly diff?: FlowDiff | undefined;
  /** Absent until both are proved, and where that is too much for a page. */
  readonly promises?: readonly PromiseChanged[] | undefined;
  readonly isTooLarge: boolean;
}

type Question = Parameters<ReturnType<typeof useWorker<"diff">>["put"]>[0];

/** Compares two versions beside the page: what they say and where they lead at once, what they promise when it is proved. */
export function useDiff() {
  const diff = useWorker("diff");
  const weigh = useWorker("weigh");
  return {
    /** Undefined while it is compared. */
    compared: (
      text: string,
      before: readonly string[],
    ): Compared | undefined => {
      const { answer } = diff;
      const isThis = (one: typeof answer | typeof weigh.answer) =>
        one?.text === text && one.before.join("\n") === before.join("\n");
      return isThis(answer)
        ? {
            diff: answer?.diff,
            promises: isThis(weigh.answer) ? weigh.answer?.promises : undefined,
            isTooLarge:
              weigh.givenUp === text ||
              (isThis(weigh.answer) && !weigh.answer?.promises),
          }
        : undefined;
    },
    put: (question: Question) => {
      diff.put(question);
      weigh.put(question);
    },
  };
}
