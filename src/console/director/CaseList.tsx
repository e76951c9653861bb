import { useState } from "react";
import type { CasesView } from "../../server/console/director-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { useChanges } from "./use-changes.js";
import { wordMoment, wordsIn } from "./words.js";

/** What is due, the earliest first: what is overdue stands on top by itself. */
export function CaseList(props: PageProps) {
  const { language } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<CasesView>();
  const [said, setSaid] = useState("");
  const call = (id: string) =>
    void run(async () => {
      const key = crypto.randomUUID();
      await ask("POST", `/director/cases/${id}/connect`, { key });
      setSaid(words.calling);
    });
  const isAway = useChanges(
    () =>
      run(async () => setView(await ask<CasesView>("GET", "/director/cases"))),
    "",
  );
  return (
    <>
      <h1>{words.title}</h1>
      <p className="refusal" role="alert">
        {refusal ?? (isAway && words.away)}
      </p>
      <p role="status">{said}</p>
      {view?.cases.length === 0 && <p className="hint">{words.none}</p>}
      <ol className="cases">
        {view?.cases.map((one) => (
          <li
            key={one.id}
            className="sheet"
            data-late={one.overdue || undefined}
          >
            <a href={`/cases/open/${one.id}`} onClick={follow}>
              {one.overdue && <b className="late">{words.overdue}</b>}
              <b>
                {one.overdue
                  ? words.wasDue(wordMoment(one.due, language))
                  : words.due(wordMoment(one.due, language))}
              </b>
              <span>{one.number}</span>
              <span className="hint">
                {words.number(one.reference)} ·{" "}
                {one.acknowledged ? words.has(one.owner) : one.owner}
              </span>
            </a>
            {one.number !== "" && (
              <button
                type="button"
                className="go"
                disabled={isBusy}
                aria-label={words.callOne(one.reference)}
                onClick={() => call(one.id)}
              >
                {words.callNow}
              </button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
