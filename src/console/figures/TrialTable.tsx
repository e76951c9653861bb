import type { UiLanguage } from "../../phone/words.js";
import type { TrialFigures } from "../../server/figures.js";
import { writeDay } from "../write-day.js";
import { wordsIn, writeNumber, writeShare } from "./write.js";
import "./figures.css";

interface Props {
  readonly trial: TrialFigures;
  readonly language: UiLanguage;
}

/** A version on trial beside the live one (C29), and how sure one may be of what differs. */
export function TrialTable({ trial, language }: Props) {
  const words = wordsIn[language];
  const points = (share: number) =>
    (100 * share).toLocaleString(language, {
      maximumFractionDigits: 0,
      signDisplay: "exceptZero",
    });
  return (
    <>
      <table className="compared">
        <thead>
          <tr>
            <th scope="col">{words.share}</th>
            <th scope="col">{words.liveOne}</th>
            <th scope="col">{words.trialOne}</th>
            <th scope="col">{words.verdict}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{words.calls}</th>
            <td>{writeNumber(trial.live.calls, language)}</td>
            <td>{writeNumber(trial.trial.calls, language)}</td>
            <td />
          </tr>
          {trial.compared.map(({ name, live, trial: on, ...one }) => (
            <tr key={name}>
              <th scope="row">{words.compared[name]}</th>
              <td>{writeShare(live, language)}</td>
              <td>{writeShare(on, language)}</td>
              <td>
                <b data-verdict={one.verdict}>{words.verdicts[one.verdict]}</b>
                {live.of > 0 && on.of > 0 && (
                  <span className="hint">
                    {" "}
                    {words.points(
                      points(one.difference.low),
                      points(one.difference.high),
                    )}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        {words.trialSpan(
          writeDay(trial.from, language),
          writeDay(trial.to, language),
        )}{" "}
        {words.surely}
      </p>
    </>
  );
}
