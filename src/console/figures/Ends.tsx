import { callEnds } from "../../machines/figures/day.js";
import type { Share } from "../../machines/figures/sum.js";
import type { Shown } from "./shown.js";
import { wordsIn, writeShare } from "./write.js";

/** How calls ended: each in one way. */
export function Ends({ view, language }: Shown) {
  const words = wordsIn[language];
  const { calls, ends } = view.now;
  const before = view.before.figures;
  if (calls === 0) return undefined;
  const share = (of: Share) => writeShare(of, language);
  return (
    <section aria-label={words.ended}>
      <h2>{words.ended}</h2>
      <ul className="how">
        {callEnds.map((end) => (
          <li key={end}>
            <span>{words.ends[end]}</span>
            <b>{ends[end]}</b>
            <span className="hint">
              {[
                share({ are: ends[end], of: calls }),
                words.before(
                  share({ are: before.ends[end], of: before.calls }),
                ),
              ]
                .filter((text) => text !== "")
                .join(" · ")}
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
