import { sayEntry } from "../../machines/case/history-words.js";
import type { UiLanguage } from "../../phone/words.js";
import type { CaseView } from "../../server/console/director-routes.js";
import { wordMoment, type Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly language: UiLanguage;
  readonly view: CaseView;
}

/** All that happened to a case, the newest first, and what belongs to it. */
export function History({ words, language, view }: Props) {
  return (
    <>
      {view.linked.length > 0 && (
        <section>
          <h2>{words.linked}</h2>
          <ul>
            {view.linked.map(({ what, id }) => (
              <li key={`${what} ${id}`} className="hint">
                {words.linkedKinds[what]} {id}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{words.history}</h2>
        <ol className="history">
          {view.history.toReversed().map((one, place) => {
            const { who, deed } = sayEntry(one, language);
            return (
              <li key={place}>
                <time className="hint" dateTime={one.at}>
                  {wordMoment(one.at, language)}
                </time>
                <span>
                  <b>{who}</b> {deed}
                </span>
              </li>
            );
          })}
        </ol>
      </section>
    </>
  );
}
