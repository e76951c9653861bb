import type {
  PromiseResult,
  WorstCall as Worst,
} from "../../flows/proof/index.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly promise: PromiseResult;
  readonly worst: Worst;
  readonly play: (events: readonly string[], isNobodyThere: boolean) => void;
}

/** The call that comes to a promise's bound, as text, and played on the picture. */
export function WorstCall({ words, promise, worst, play }: Props) {
  return (
    <section className="worst" aria-labelledby="worst-title">
      <div className="title">
        <h2 id="worst-title">{words.worstCall}</h2>
        <button
          type="button"
          className="strong"
          onClick={() =>
            play(
              eventsOf(worst.transcript),
              /^agents +none$/m.test(worst.transcript),
            )
          }
        >
          {words.play}
        </button>
      </div>
      <p>
        {words.promiseNames[promise.name] ?? promise.name}
        {promise.because !== undefined && `: ${promise.because}`}
      </p>
      {promise.hints.map((hint) => (
        <p key={hint}>{words.tell(hint)}</p>
      ))}
      <pre>{worst.transcript}</pre>
    </section>
  );
}

/** What happened on a call, as its transcript has it: what stands above the dashes. */
function eventsOf(transcript: string): string[] {
  return transcript
    .trimEnd()
    .split("\n\n")
    .slice(1)
    .map((block) => block.split("\n----")[0] ?? "");
}
