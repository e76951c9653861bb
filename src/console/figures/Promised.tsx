import type { LineFigures } from "../../server/figures.js";
import type { Share } from "../../machines/figures/sum.js";
import type { Shown } from "./shown.js";
import { wordsIn, writeSeconds, writeShare } from "./write.js";

interface Row {
  readonly name: string;
  readonly note?: string;
  readonly bound?: string;
  readonly worst?: string;
  readonly kept: Share;
  /** What is not kept is nobody's fault. */
  readonly isOffer?: true;
  readonly was: Share;
}

/** Each promise beside what callers really got (C28). */
export function Promised({ view, language }: Shown) {
  const words = wordsIn[language];
  const { now } = view;
  const before = view.before.figures;
  const seconds = (value: number) => writeSeconds(value, { language, words });
  const timed = now.promises.map((one): Row => {
    const was = before.promises.find(({ name }) => name === one.name);
    return {
      name: words.promiseNames[one.name] ?? one.name,
      bound: seconds(one.proved),
      worst: seconds(one.worst),
      kept: { are: one.kept, of: one.kept + one.late },
      was: { are: was?.kept ?? 0, of: was ? was.kept + was.late : 0 },
    };
  });
  const rows = [
    ...timed,
    {
      name: words.callBacks,
      kept: callBacksKept(now),
      was: callBacksKept(before),
      note: words.callBacksElse(now.callBacks.cases, now.callBacks.declined),
    },
    { name: words.cases, kept: inTime(now.cases), was: inTime(before.cases) },
    {
      name: words.offers,
      isOffer: true as const,
      kept: { are: now.offers.accepted, of: now.offers.made },
      was: { are: before.offers.accepted, of: before.offers.made },
    },
  ];
  return (
    <section aria-label={words.promised}>
      <h2>{words.promised}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.promise}</th>
            <th scope="col">{words.bound}</th>
            <th scope="col">{words.kept}</th>
            <th scope="col">{words.worst}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, note, bound, worst, kept, was, isOffer }: Row) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {note && <span className="hint"> {note}</span>}
              </th>
              <td>{bound ?? ""}</td>
              <td>
                <b data-late={kept.are < kept.of && !isOffer ? "" : undefined}>
                  {writeShare(kept, language)}
                </b>
                {kept.of > 0 && (
                  <span className="hint">
                    {" "}
                    {words.outOf(kept.are, kept.of)}
                  </span>
                )}
                <br />
                <span className="hint">
                  {words.before(writeShare(was, language))}
                </span>
              </td>
              <td>{worst ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const inTime = (one: { readonly inTime: number; readonly late: number }) => ({
  are: one.inTime,
  of: one.inTime + one.late,
});

/** One that became a case was not kept. */
function callBacksKept({ callBacks }: LineFigures): Share {
  const { inTime: are, late, cases } = callBacks;
  return { are, of: are + late + cases };
}
