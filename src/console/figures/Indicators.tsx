import { nothing } from "./words-en.js";
import type { LineFigures } from "../../server/figures.js";
import type { Shown } from "./shown.js";
import { wordsIn, writeNumber, writeSeconds, writeShare } from "./write.js";

interface Tile {
  readonly name: string;
  readonly value: string;
  readonly was: string;
  /** What it is of. */
  readonly of?: string | undefined;
  readonly is?: string;
  readonly note?: string | undefined;
}

/** What every caller's experience comes to, each beside what it was before. */
export function Indicators({ view, language }: Shown) {
  const words = wordsIn[language];
  const { now } = view;
  const before = view.before.figures;
  const out = ({ are, of }: { readonly are: number; readonly of: number }) =>
    of === 0 ? undefined : words.outOf(are, of);
  const shares = (["soon", "firstContact", "abandoned"] as const).map(
    (name): Tile => ({
      name: words[name],
      value: writeShare(now[name], language),
      was: writeShare(before[name], language),
      of: out(now[name]),
      is: words[`${name}Is`],
      ...(name === "firstContact" && view.isOpen && { note: words.stillOpen }),
    }),
  );
  const seconds = (value: number | undefined) =>
    writeSeconds(value, { language, words });
  const transfers = (figures: LineFigures) =>
    figures.calls === 0
      ? nothing
      : writeNumber(
          (figures.transfers + figures.handedOver) / figures.calls,
          language,
          2,
        );
  const [soon, firstContact, abandoned] = shares;
  const tiles = [
    {
      name: words.calls,
      value: writeNumber(now.calls, language),
      was: writeNumber(before.calls, language),
    },
    soon,
    {
      name: words.toPerson,
      value: seconds(now.toPerson.median),
      was: seconds(before.toPerson.median),
      of:
        now.toPerson.p95 === undefined
          ? undefined
          : words.p95(seconds(now.toPerson.p95)),
      is: words.toPersonIs,
    },
    firstContact,
    abandoned,
    {
      name: words.transfers,
      value: transfers(now),
      was: transfers(before),
      is: words.transfersIs,
    },
    {
      name: words.rating,
      value: writeNumber(now.rating.mean, language, 1),
      was: writeNumber(before.rating.mean, language, 1),
      of: words.answers(now.rating.answers),
      is: words.ratingIs,
    },
  ].filter((tile): tile is Tile => tile !== undefined);
  return (
    <section aria-label={words.callers}>
      <h2>{words.callers}</h2>
      <ul className="tiles">
        {tiles.map(({ name, value, was, of, is, note }) => (
          <li key={name} className="sheet">
            <h3>{name}</h3>
            <p className="value">{value}</p>
            {of !== undefined && <p>{of}</p>}
            <p className="was">{words.before(was)}</p>
            {is !== undefined && <p className="hint">{is}</p>}
            {note !== undefined && <p className="hint open">{note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
