import type { ConsentNow } from "../../server/desk/view-desk.js";
import { labelIn } from "../label-in.js";
import type { DeskWords } from "./words.js";

interface Props {
  readonly words: DeskWords;
  readonly language: "es" | "en";
  readonly consent: ConsentNow;
}

const steps = ["leave", "asking", "settling"] as const;
const stepOf = {
  leave: 0,
  starting: 1,
  asking: 1,
  settling: 2,
  done: 3,
  refused: 3,
} satisfies Record<ConsentNow["at"], number>;

/** How far the caller's recorded yes is, and what came of it (C18). */
export function Consent({ words, language, consent }: Props) {
  const { label, at, why } = consent;
  const now = stepOf[at];
  return (
    <section className="sheet consent" data-at={at} role="status">
      <h2>{words.consentTo(labelIn(label, language))}</h2>
      {now < steps.length ? (
        <ol>
          {steps.map((step, place) => (
            <li
              key={step}
              data-over={place < now || undefined}
              aria-current={place === now ? "step" : undefined}
            >
              {words.consentSteps[step]}
            </li>
          ))}
        </ol>
      ) : (
        <p>
          <b>{words.consentEnds[at === "done" ? "done" : "refused"]}</b>{" "}
          {why !== undefined && (words.whys[why] ?? why)}
        </p>
      )}
    </section>
  );
}
