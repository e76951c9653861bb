import { follow } from "../hooks/use-place.js";

export interface Bar {
  readonly value: string;
  /** What the value is called. */
  readonly name: string;
  readonly count: number;
  /** What stands below it; none: nothing. */
  readonly notes: readonly string[];
  readonly href: string;
}

interface Props {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** What a bar is to somebody who hears it. */
  readonly say: (count: number, name: string) => string;
}

/** A bar for each; a tap anywhere on one leads to what is behind it. Names and notes take the lines that they need, on any screen. */
export function Bars({ label, bars, say }: Props) {
  const most = Math.max(...bars.map(({ count }) => count));
  return (
    <ol className="bars" aria-label={label}>
      {bars.map(({ value, name, count, notes, href }) => (
        <li key={value}>
          <a
            href={href}
            onClick={follow}
            aria-label={[say(count, name), ...notes].join(". ")}
          >
            <span>{name}</span>
            <b>{count}</b>
            <span
              className="bar"
              style={{ width: `${(100 * count) / most}%` }}
            />
            {notes.length > 0 && (
              <span className="hint">{notes.join(" · ")}</span>
            )}
          </a>
        </li>
      ))}
    </ol>
  );
}
