/** How the line did in a day, week, month or quarter (C27, C28, C30), beside the period before; for a telephone as well. */
import { useEffect, useState } from "react";
import type { FiguresView } from "../../server/figures.js";
import { ask } from "../api.js";
import { Chips } from "../director/Chips.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { Customers } from "./Customers.js";
import { Days } from "./Days.js";
import { Ends } from "./Ends.js";
import { Indicators } from "./Indicators.js";
import { Promised } from "./Promised.js";
import { TrialTable } from "./TrialTable.js";
import { Versions } from "./Versions.js";
import { wordsIn, writeSpan } from "./write.js";
import "./figures.css";

export default function FiguresPage(props: PageProps) {
  const { language } = props;
  const words = wordsIn[language];
  const { refusal, isBusy, run } = useAct(props.words);
  const [period, setPeriod] = useState<FiguresView["period"]>("week");
  // Absent: the one that goes on.
  const [on, setOn] = useState<string>();
  const [view, setView] = useState<FiguresView>();
  const query = new URLSearchParams({ period, ...(on && { on }) }).toString();
  useEffect(() => {
    void run(async () =>
      setView(await ask<FiguresView>("GET", `/figures?${query}`)),
    );
  }, [query]);
  const shown = { view, language, words };
  return (
    <section className="figures">
      <h1>{words.title}</h1>
      <div className="period">
        <Chips
          label={words.period}
          choices={Object.entries(words.periods)}
          chosen={period}
          choose={(one) => {
            setPeriod(one as typeof period);
            setOn(undefined);
          }}
        />
        {view && (
          <div className="buttons">
            <button
              type="button"
              disabled={isBusy}
              onClick={() => setOn(view.before.from)}
            >
              ← {words.earlier}
            </button>
            <button
              type="button"
              disabled={isBusy || view.isSoFar}
              onClick={() => setOn(dayAfter(view.to))}
            >
              {words.later} →
            </button>
          </div>
        )}
      </div>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {view && (
        <>
          <p className="span" role="status">
            <b>
              {writeSpan(view, shown)}
              {view.isSoFar && `, ${words.soFar}`}
            </b>{" "}
            <span className="hint">
              {words.beside(writeSpan(view.before, shown))}
            </span>
          </p>
          {view.trial && (
            <section className="sheet trial" aria-label={words.onTrial}>
              <h2>{words.trial(view.trial.number, view.trial.share)}</h2>
              <TrialTable {...{ language, trial: view.trial }} />
            </section>
          )}
          {view.now.calls === 0 && <p>{words.none}</p>}
          <Indicators {...{ language, view }} />
          <Days {...{ language, view }} />
          <Ends {...{ language, view }} />
          <Promised {...{ language, view }} />
          <Customers {...{ ...props, view }} />
          <Versions {...{ language, view }} />
          <p>
            <a href={`/api/console/figures.csv?${query}`} download>
              {words.download}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000)
    .toISOString()
    .slice(0, 10);
}
