import { callEnds } from "../../machines/figures/day.js";
import type { Shown } from "./shown.js";
import { wordsIn, writeShare } from "./write.js";

/** How calls ended: each in one way. */
export function Ends({ view, language }: Shown) {
  const words = wordsIn[language];
  const { calls, ends } = view.now;
  const before = view.before.figures;
  if (calls === 0) return undefined;
  return (
    <section aria-label={words.ended}>
      <h2>{words.ended}</h2>
      <ul className="how">
        {callEnds.map((end) => (
          <li key={end}>
            <span>{words.ends[end]}</span>
            <b>{ends[end]}</b>
            <span className="hint">
              {writeShare({ are: ends[end], of: calls }, language)}
              {" · "}
              {words.before(
                writeShare(
                  { are: before.ends[end], of: before.calls },
                  language,
                ),
              )}
            </span>
            <span
              className="bar"
              style={{ width: `${(100 * ends[end]) / calls}%` }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
