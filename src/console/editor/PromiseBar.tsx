import type { PromiseResult } from "../../flows/proof/index.js";
import type { Proved } from "./flow-answers.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly proved: Proved | undefined;
  /** Whether what was proved is what is written. */
  readonly isNow: boolean;
  readonly hasErrors: boolean;
  /** The page gave up proving what is written. */
  readonly isTooLarge: boolean;
  readonly shown: string | undefined;
  readonly show: (promise: PromiseResult | undefined) => void;
}

/** What the flow promises, each with the worst that can happen; pressing one shows the call that comes to it. */
export function PromiseBar(props: Props) {
  const { words, proved, shown, show } = props;
  const { proof } = proved ?? {};
  const all = proof?.type === "certificate" ? proof.promises : [];
  // What is broken comes first.
  const promises = all.toSorted(
    (one, other) => Number(one.kept) - Number(other.kept),
  );
  return (
    <section
      className="promises"
      aria-label={words.promises}
      data-old={!props.isNow || undefined}
    >
      <p
        className="standing"
        role="status"
        data-holds={stateOf(props)}
        data-settled={props.isNow || props.isTooLarge || undefined}
      >
        {wordState(props)}
      </p>
      <ul>
        {promises.map((promise) => (
          <li key={promise.name}>
            <button
              type="button"
              aria-pressed={shown === promise.name}
              disabled={!promise.worst}
              data-kept={promise.kept}
              onClick={() => show(shown === promise.name ? undefined : promise)}
            >
              <span>{words.promiseNames[promise.name] ?? promise.name}</span>
              <b>{wordBound(promise, words)}</b>
              <span className="unseen">
                {promise.kept ? words.kept : words.notKept}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ proved, isNow, hasErrors }: Props): "yes" | "no" | "open" {
  if (hasErrors || !isNow || proved?.proof?.type !== "certificate")
    return "open";
  return proved.proof.holds ? "yes" : "no";
}

function wordState(props: Props): string {
  const { words, proved, isNow, hasErrors } = props;
  if (hasErrors) return words.unproved;
  if (props.isTooLarge) return words.tooLarge;
  if (!isNow) return words.proving;
  const { proof } = proved ?? {};
  if (!proof) return words.runWithin;
  if (proof.type === "not-proved") return words.tooLarge;
  return proof.holds ? `✓ ${words.proved}` : `✗ ${words.broken}`;
}

function wordBound(
  { name, bound, promised }: PromiseResult,
  words: Words,
): string {
  if (typeof bound === "boolean") return bound ? "✓" : "✗";
  const isTime =
    / within|at most$/.test(name) && !/^(questions|transfers)/.test(name);
  const word = (value: number | boolean) =>
    isTime ? words.seconds(Number(value)) : String(value);
  return `${word(bound)} / ${word(promised)}`;
}
