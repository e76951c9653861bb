import { useEffect, useState } from "react";
import type { TrialView } from "../../server/console/figures-routes.js";
import type { VersionsView } from "../../server/console/version-routes.js";
import { ask } from "../api.js";
import { TrialTable } from "../figures/TrialTable.js";
import { wordsIn as figureWordsIn } from "../figures/write.js";
import { useAct } from "../hooks/use-act.js";
import { follow } from "../hooks/use-place.js";
import type { PageProps } from "../page.js";
import { seesFigures } from "../../machines/console-accounts/rights.js";
import { wordMoment, wordsIn } from "./words.js";

interface Props extends PageProps {
  readonly view: VersionsView;
  readonly isBusy: boolean;
  readonly end: (number: number, isKept: boolean) => void;
}

/** The version that a share of the calls gets, with how it does beside the live one; or the one that was taken back by itself. */
export function TrialCard(props: Props) {
  const { view, language, person, isBusy, end } = props;
  const words = wordsIn[language];
  const { trial, returned } = view;
  const { run } = useAct(props.words);
  const [figures, setFigures] = useState<TrialView["trial"]>();
  const mayRead = person.rights.some((one) => seesFigures.includes(one));
  useEffect(() => {
    if (!trial || !mayRead) return;
    void run(async () =>
      setFigures((await ask<TrialView>("GET", "/figures/trial")).trial),
    );
  }, [trial?.number, mayRead]);
  if (trial)
    return (
      <section className="sheet trial">
        <h2>{words.trial(trial.number, trial.share)}</h2>
        <p className="hint">
          {words.trialBy(trial.by, wordMoment(trial.since, language))}
        </p>
        {figures && (
          <>
            <TrialTable language={language} trial={figures} />
            <p>
              <a href="/figures" onClick={follow}>
                {figureWordsIn[language].more}
              </a>
            </p>
          </>
        )}
        {person.rights.includes("publish") && (
          <div className="buttons">
            <button
              type="button"
              disabled={isBusy}
              onClick={() => end(trial.number, false)}
            >
              {words.takeBack}
            </button>
            <button
              type="button"
              className="strong"
              disabled={isBusy}
              onClick={() => end(trial.number, true)}
            >
              {words.giveToAll}
            </button>
          </div>
        )}
      </section>
    );
  if (!returned) return undefined;
  const { number, promise, measured, proved, at } = returned;
  return (
    <section className="sheet trial" data-returned="">
      <h2>{words.returned(number)}</h2>
      <p>{words.returnedWhy(promise, measured, proved)}</p>
      <p className="hint">{wordMoment(at, language)}</p>
    </section>
  );
}
