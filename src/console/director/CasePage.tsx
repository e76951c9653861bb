import { useState } from "react";
import type { CaseView } from "../../server/console/director-routes.js";
import { labelCause } from "../../machines/company/cause-labels.js";
import { ask, deedKey } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { CloseForm } from "./CloseForm.js";
import { History } from "./History.js";
import { MarkForm } from "./MarkForm.js";
import { useChanges } from "./use-changes.js";
import { useCustomers } from "./use-customers.js";
import { WordsForm } from "./WordsForm.js";
import { wordMoment, wordsIn } from "./words.js";

/** One case: call, say that one has it, record what came of it; all that is known of it below. */
export function CasePage(props: PageProps & { readonly id: string }) {
  const { language, id } = props;
  const words = wordsIn[language];
  const path = `/director/cases/${encodeURIComponent(id)}`;
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<CaseView>();
  const [said, setSaid] = useState("");
  const isAway = useChanges(
    () => run(async () => setView(await ask<CaseView>("GET", path))),
    id,
  );
  const act = (name: string, body: object = {}, then = "") =>
    run(async () => {
      const key = deedKey();
      setView(await ask<CaseView>("POST", `${path}/${name}`, { key, ...body }));
      setSaid(then);
    });
  const customer = useCustomers([view?.number]);
  if (!view)
    return (
      <p className="notice" role="status">
        {refusal ?? props.words.loading}
      </p>
    );
  const { closing, number, mayDecide } = view;
  const cause = (name: string) => labelCause(view.labels, name, language);
  const isLate = !closing && Date.parse(view.due) < Date.now();
  return (
    <>
      <a href="/cases" onClick={follow}>
        ← {words.back}
      </a>
      <h1>{words.number(view.reference)}</h1>
      <p className="refusal" role="alert">
        {refusal ?? (isAway && words.away)}
      </p>
      <p role="status">{said}</p>
      <div className="sheet about" data-late={isLate || undefined}>
        {closing ? (
          <b>
            {words.closedBy(closing.by)}: {words.outcomes[closing.outcome]}
          </b>
        ) : (
          <b>
            {isLate && <span className="late">{words.overdue} </span>}
            {words.due(wordMoment(view.due, language))}
          </b>
        )}
        <p>{view.words ?? closing?.words}</p>
        <p className="hint">
          {[
            view.owner,
            number && customer(number),
            closing && cause(closing.reason),
            closing && cause(closing.area),
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {view.limit && !closing && (
          <p className="hint">{words.limits[view.limit]}</p>
        )}
        {mayDecide && (
          <div className="deeds">
            {number === undefined ? (
              <p className="hint">{words.noNumber}</p>
            ) : view.toBeApproved ? (
              <>
                <p className="hint">{words.unknownNumber}</p>
                {view.mayApprove && (
                  <button
                    type="button"
                    className="go"
                    disabled={isBusy}
                    onClick={() => void act("approve")}
                  >
                    {words.approve}
                  </button>
                )}
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => void act("refuse")}
                >
                  {words.refuse}
                </button>
              </>
            ) : (
              <button
                type="button"
                className="go"
                disabled={isBusy}
                onClick={() => void act("connect", {}, words.calling)}
              >
                {words.call}
              </button>
            )}
            {!view.acknowledged && (
              <button
                type="button"
                disabled={isBusy}
                onClick={() => void act("acknowledge")}
              >
                {words.acknowledge}
              </button>
            )}
          </div>
        )}
      </div>
      {view.recordings && view.recordings.length > 0 && (
        <section>
          <h2>{words.messages}</h2>
          {view.recordings.map(({ at, seconds = 0 }, place) => (
            <figure key={at}>
              <figcaption className="hint">
                {words.message(seconds)}, {wordMoment(at, language)}
              </figcaption>
              <audio
                controls
                preload="none"
                aria-label={words.message(seconds)}
                src={`/api/console${path}/recordings/${place}`}
              />
            </figure>
          ))}
        </section>
      )}
      {mayDecide && (
        <>
          <CloseForm
            words={words}
            language={language}
            view={view}
            isBusy={isBusy}
            act={act}
          />
          <WordsForm
            label={words.note}
            button={words.keepNote}
            isBusy={isBusy}
            send={(text) => act("note", { words: text })}
          />
          <HandOver words={words} view={view} isBusy={isBusy} act={act} />
        </>
      )}
      {closing && (
        <MarkForm
          words={words}
          name={closing.by}
          mark={view.mark}
          mayMark={view.mayMark}
          isBusy={isBusy}
          send={(body) => act("mark", body)}
        />
      )}
      <History words={words} language={language} view={view} />
    </>
  );
}

export type DoAct = (name: string, body?: object) => Promise<boolean>;

interface ActProps {
  readonly words: (typeof wordsIn)["en"];
  readonly view: CaseView;
  readonly isBusy: boolean;
  readonly act: DoAct;
}

function HandOver({ words, view, isBusy, act }: ActProps) {
  const [to, setTo] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void act("hand-over", { to });
      }}
    >
      <label>
        <span>{words.handOverTo}</span>
        <select value={to} onChange={(event) => setTo(event.target.value)}>
          <option value="" />
          {view.people.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <button disabled={isBusy || to === ""}>{words.handOver}</button>
    </form>
  );
}
