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
  const who = (name: string) =>
    name === "line" ? words.line : name === "caller" ? words.caller : name;
  /** What the line writes down by a word of its own. */
  const told = (what: string, said: string): string =>
    (
      ({
        answered: words.answers,
        marked: words.marks,
        linked: words.linkedKinds,
        "not-told": words.notTold,
        "not-delivered": { caller: words.caller },
      }) as Record<string, Readonly<Record<string, string>>>
    )[what]?.[said] ?? said;
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
          {view.history.toReversed().map((one, place) => (
            <li key={place}>
              <time className="hint" dateTime={one.at}>
                {wordMoment(one.at, language)}
              </time>
              <span>
                <b>{who(one.who)}</b> {words.deeds[one.what]}
                {one.words && `: ${told(one.what, one.words)}`}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}
