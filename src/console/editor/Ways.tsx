import { memo } from "react";
import type { StepSeconds } from "../../flows/proof/index.js";
import type { Laid } from "./layout.js";
import { curveThrough, labelOf } from "./layout-sizes.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly laid: Laid;
  /** `from to` of the ways that a call took. */
  readonly passed: ReadonlySet<string>;
}

/** The arrows between steps. */
export const WayLines = memo(function WayLines({ laid, passed }: Props) {
  return (
    <svg width={laid.width} height={laid.height} aria-hidden="true">
      <defs>
        <marker
          id="tip"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="11"
          markerHeight="11"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {laid.lines.map(({ way, points }) => (
        <path
          key={`${way.from} ${way.to}`}
          d={curveThrough(points)}
          markerEnd="url(#tip)"
          data-passed={passed.has(`${way.from} ${way.to}`) ? "" : undefined}
        />
      ))}
    </svg>
  );
});

interface LabelProps extends Props {
  readonly words: Words;
  /** Undefined: ways show none. */
  readonly seconds: readonly StepSeconds[] | undefined;
}

/** What stands at the arrows: outcomes, and how long it takes at most to come there. */
export const WayLabels = memo(function WayLabels(props: LabelProps) {
  const { words, laid, passed, seconds } = props;
  const longest = new Map(
    seconds?.map((one) => [`${one.from} ${one.to}`, one.seconds]),
  );
  return (
    <div aria-hidden="true">
      {laid.lines
        .filter(({ way }) => way.names.length > 0)
        .map(({ way, label }) => {
          const key = `${way.from} ${way.to}`;
          const most = longest.get(key);
          return (
            <span
              key={key}
              className="way"
              title={way.names.join(" · ")}
              style={{ left: label.x, top: label.y }}
              data-passed={passed.has(key) ? "" : undefined}
            >
              {labelOf(way.names)}
              {seconds && (
                <small>{most === undefined ? "…" : words.atMost(most)}</small>
              )}
            </span>
          );
        })}
    </div>
  );
});
