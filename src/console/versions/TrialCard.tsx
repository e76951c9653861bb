import type { VersionsView } from "../../server/console/version-routes.js";
import type { PageProps } from "../page.js";
import { wordMoment, wordsIn } from "./words.js";

interface Props extends PageProps {
  readonly view: VersionsView;
  readonly isBusy: boolean;
  readonly end: (number: number, isKept: boolean) => void;
}

/** The version that a share of the calls gets, or the one that was taken back by itself. */
export function TrialCard({ view, language, person, isBusy, end }: Props) {
  const words = wordsIn[language];
  const { trial, returned } = view;
  if (trial)
    return (
      <section className="sheet trial">
        <h2>{words.trial(trial.number, trial.share)}</h2>
        <p className="hint">
          {words.trialBy(trial.by, wordMoment(trial.since, language))}
        </p>
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
