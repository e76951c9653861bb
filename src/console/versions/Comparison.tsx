import type { Compared } from "./use-diff.js";
import { DiffView } from "./DiffView.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly compared: Compared | undefined;
  readonly promiseNames: Readonly<Partial<Record<string, string>>>;
}

/** Two versions compared, as far as it is known. */
export function Comparison({ words, compared, promiseNames }: Props) {
  if (!compared)
    return (
      <p className="hint" role="status">
        {words.reading}
      </p>
    );
  const { diff, promises, isTooLarge } = compared;
  if (!diff) return <p className="hint">{words.withMistakes}</p>;
  const isSame = diff.frame.length + diff.steps.length === 0;
  return (
    <>
      <DiffView
        words={words}
        diff={diff}
        promises={promises}
        promiseNames={promiseNames}
      />
      <p className="hint" role="status">
        {isTooLarge
          ? words.tooLarge
          : !promises
            ? words.weighing
            : promises.length === 0 && !isSame && words.promisesStay}
      </p>
    </>
  );
}
