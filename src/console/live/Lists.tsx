import {
  labelCause,
  type CauseLabels,
} from "../../machines/company/cause-labels.js";
import type { LiveView } from "../../server/live/view-live.js";
import { languageName } from "../language-name.js";
import { english } from "../editor/words-en.js";
import { spanish } from "../editor/words-es.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  /** What roles are called. */
  readonly roles: Readonly<Record<string, string>>;
  /** What topics are called. */
  readonly labels: CauseLabels;
  readonly view: LiveView;
  /** Epoch ms. */
  readonly now: number;
  readonly language: "es" | "en";
  /** Only promises of calls on this step; absent: all. */
  readonly selected:
    { readonly flow: string; readonly step: string } | undefined;
}

const mostShown = 20;

/** What needs a look first, then who waits, then who is there. */
export function Lists(props: Props) {
  const { words, roles, labels, view, now, language, selected } = props;
  const { promiseNames } = language === "es" ? spanish : english;
  const { atRisk, waiting, people } = view;
  // Whoever owns a case is asked for by name: `owner:Ana Torres`.
  const roleName = (role: string) => roles[role] ?? role.replace(/^owner:/, "");
  const seconds = (since: number) => Math.round((now - since) / 1000);
  const risks = atRisk.filter(
    ({ flow, step }) =>
      selected === undefined ||
      (flow === selected.flow && step.split("/")[0] === selected.step),
  );
  const count = selected === undefined ? view.risks : risks.length;
  return (
    // Whoever works by keyboard scrolls it.
    <aside className="side lists" tabIndex={0} aria-label={words.lists}>
      <section aria-label={words.atRisk(count)}>
        <h2>{words.atRisk(count)}</h2>
        {risks.length === 0 && <p className="hint">{words.noneAtRisk}</p>}
        <ol>
          {risks.slice(0, mostShown).map((one) => (
            <li
              key={`${one.call} ${one.promise}`}
              data-late={seconds(one.from) > one.bound || undefined}
            >
              <b>{one.caller}</b> <span className="hint">{one.step}</span>
              <span className="of">
                {words.ofSeconds(seconds(one.from), one.bound)}
              </span>
              <span className="hint">
                {promiseNames[one.promise] ?? one.promise}
              </span>
              <meter
                min={0}
                max={one.bound}
                low={one.bound * 0.7}
                high={one.bound * 0.9}
                optimum={0}
                value={seconds(one.from)}
                aria-label={promiseNames[one.promise] ?? one.promise}
              />
            </li>
          ))}
        </ol>
        {count > mostShown && (
          <p className="hint">{words.more(count - mostShown)}</p>
        )}
      </section>
      <section aria-label={words.waiting(waiting.count)}>
        <h2>{words.waiting(waiting.count)}</h2>
        {waiting.count === 0 && <p className="hint">{words.noneWaiting}</p>}
        <ol>
          {waiting.first.slice(0, mostShown).map((one) => (
            <li key={one.call}>
              <b>{one.caller || "…"}</b>{" "}
              <span className="hint">
                {[
                  roleName(one.role),
                  one.topic && labelCause(labels, one.topic, language),
                  languageName(one.language, language),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className="of">{words.since(seconds(one.since))}</span>
              {one.offeredTo !== undefined && (
                <span className="hint">{words.ringing(one.offeredTo)}</span>
              )}
            </li>
          ))}
        </ol>
        {waiting.count > mostShown && (
          <p className="hint">{words.more(waiting.count - mostShown)}</p>
        )}
      </section>
      <section aria-label={words.people}>
        <h2>{words.people}</h2>
        <ul>
          {people.map((one) => (
            <li
              key={`${one.role} ${one.name}`}
              className="person"
              data-status={one.status}
            >
              <b>{one.name}</b>{" "}
              <span className="hint">
                {roleName(one.role)} · {words.statuses[one.status]}
                {one.unanswered && `, ${words.unanswered}`}
              </span>
              {one.status !== "away" && (
                <span className="of">{words.since(seconds(one.since))}</span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}
