import { writeDay } from "../write-day.js";
import type { Shown } from "./shown.js";
import { wordsIn } from "./write.js";

/** Calls of each day, one bar a day, and how many of them went fast. */
export function Days({ view, language }: Shown) {
  const words = wordsIn[language];
  const { days } = view;
  const most = Math.max(...days.map(({ calls }) => calls));
  if (days.length < 2 || most === 0) return undefined;
  const height = (count: number) => `${(100 * count) / most}%`;
  return (
    <section aria-label={words.days}>
      <h2>{words.days}</h2>
      <p className="hint">{words.daysAre}</p>
      <ol className="days">
        {days.map(({ day, calls, soon }) => {
          const said = words.ofDay(writeDay(day, language), calls, soon);
          return (
            <li key={day} title={said}>
              <span className="unseen">{said}</span>
              <span className="calls" style={{ height: height(calls) }} />
              <span className="soon" style={{ height: height(soon) }} />
            </li>
          );
        })}
      </ol>
      <p className="hint ends" aria-hidden>
        <span>{writeDay(days[0]?.day ?? "", language)}</span>
        <span>{writeDay(days.at(-1)?.day ?? "", language)}</span>
      </p>
    </section>
  );
}
