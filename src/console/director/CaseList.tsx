import { useState } from "react";
import type { CasesView } from "../../server/console/director-routes.js";
import { ask, deedKey } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { Chips } from "./Chips.js";
import { useChanges } from "./use-changes.js";
import { useCustomers } from "./use-customers.js";
import { wordMoment, wordUntil, wordsIn, type Words } from "./words.js";

type OneCase = CasesView["cases"][number];

/** What waits for approval stands on top; then what is due, the earliest first, so that what is overdue is above the rest by itself. */
export function CaseList(props: PageProps) {
  const { language } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [view, setView] = useState<CasesView>();
  const [said, setSaid] = useState("");
  const [shown, setShown] = useState("all");
  const look = async () =>
    setView(await ask<CasesView>("GET", "/director/cases"));
  const act = (one: OneCase, name: string, then: string) =>
    void run(async () => {
      const key = deedKey();
      await ask("POST", `/director/cases/${one.id}/${name}`, { key });
      setSaid(then);
      await look();
    });
  const isAway = useChanges(() => run(look), "");
  const cases = view?.cases ?? [];
  const customer = useCustomers(cases.map(({ number }) => number));
  const waiting = cases.filter(({ toBeApproved }) => toBeApproved);
  const others = cases.filter(({ toBeApproved }) => !toBeApproved);
  const isChosen = shown === "to-approve" && waiting.length > 0;
  return (
    <>
      <h1>{words.title}</h1>
      <p className="refusal" role="alert">
        {refusal ?? (isAway && words.away)}
      </p>
      <p role="status">{said}</p>
      {view && cases.length === 0 && <p className="hint">{words.none}</p>}
      {waiting.length > 0 && (
        <Chips
          label={words.show}
          choices={[
            ["all", words.all(cases.length)],
            ["to-approve", words.toApprove(waiting.length)],
          ]}
          chosen={isChosen ? "to-approve" : "all"}
          choose={setShown}
        />
      )}
      <ol className="cases">
        {[...waiting, ...(isChosen ? [] : others)].map((one) => (
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
              <span className="hint">
                {wordUntil(one.due, Date.now(), language)}
              </span>
              {one.words !== undefined && (
                <span className="words">{one.words}</span>
              )}
              <span>{customer(one.number)}</span>
              <span className="hint">
                {words.number(one.reference)} ·{" "}
                {one.acknowledged ? words.has(one.owner) : one.owner}
                {one.askedBy !== undefined &&
                  ` · ${words.askedBy(one.askedBy)}`}
              </span>
            </a>
            <Deeds one={one} words={words} isBusy={isBusy} act={act} />
          </li>
        ))}
      </ol>
    </>
  );
}

interface DeedsProps {
  readonly one: OneCase;
  readonly words: Words;
  readonly isBusy: boolean;
  readonly act: (one: OneCase, name: string, then: string) => void;
}

/** Calling, or what comes before it: somebody's approval. */
function Deeds({ one, words, isBusy, act }: DeedsProps) {
  const { reference, number, toBeApproved, mayApprove } = one;
  if (toBeApproved)
    return (
      <div className="deeds">
        <p className="hint">{words.waits}</p>
        {mayApprove && (
          <button
            type="button"
            className="go"
            disabled={isBusy}
            aria-label={words.approveOne(reference)}
            onClick={() => act(one, "approve", words.approved(reference))}
          >
            {words.approve}
          </button>
        )}
        <button
          type="button"
          disabled={isBusy}
          aria-label={words.refuseOne(reference)}
          onClick={() => act(one, "refuse", words.refused(reference))}
        >
          {words.refuse}
        </button>
      </div>
    );
  if (number === "") return null;
  return (
    <button
      type="button"
      className="go"
      disabled={isBusy}
      aria-label={words.callOne(reference)}
      onClick={() => act(one, "connect", words.calling)}
    >
      {words.callNow}
    </button>
  );
}
