import { useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "../../flows/diagnostics.js";
import type { Picture } from "../../flows/picture.js";
import type { StepSeconds } from "../../flows/proof/index.js";
import {
  callComesIn,
  cardHeight,
  cardWidth,
  curveThrough,
  labelOf,
  layOut,
} from "./layout.js";
import { StepCard } from "./StepCard.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly picture: Picture;
  readonly seconds: readonly StepSeconds[];
  readonly diagnostics: readonly Diagnostic[];
  readonly selected: string | undefined;
  readonly select: (step: string) => void;
  /** The steps of a call, in order; all else steps back. */
  readonly path: readonly string[] | undefined;
  /** Where a call is now. */
  readonly here: string | undefined;
  /** How many calls are on each step now; ways then show no seconds. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** The flow as a caller meets it, from the top; a screen reader has it as a list of steps with where each leads. */
export function FlowPicture(props: Props) {
  const { words, picture, seconds, path, here } = props;
  const laid = useMemo(() => layOut(picture), [picture]);
  const { box, scale, zoom } = useScale(laid.width);
  const passed = new Set(path?.map((step, at) => `${path[at - 1]} ${step}`));
  const longest = (from: string, to: string) =>
    seconds.find((one) => one.from === from && one.to === to)?.seconds;
  useEffect(() => {
    if (here === undefined) return;
    box.current
      ?.querySelector(`[data-step="${here}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [here, box]);
  const ofStep = (name: string) =>
    props.diagnostics.filter(
      ({ path: at }) => at[0] === "steps" && at[1] === name,
    );
  return (
    <section className="picture" aria-label={words.picture}>
      <div
        className="scroll"
        ref={box}
        tabIndex={0}
        role="group"
        aria-label={words.picture}
      >
        <div
          className="sheet-of-flow"
          data-dims={path ? "" : undefined}
          style={{ width: laid.width * scale, height: laid.height * scale }}
        >
          <div
            className="scaled"
            style={{
              width: laid.width,
              height: laid.height,
              transform: `scale(${scale})`,
            }}
          >
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
                  data-passed={
                    passed.has(`${way.from} ${way.to}`) ? "" : undefined
                  }
                />
              ))}
            </svg>
            <ol>
              {laid.cards
                .toSorted((one, other) => one.y - other.y || one.x - other.x)
                .map(({ name, x, y }) => (
                  <li
                    key={name}
                    style={{
                      left: x - cardWidth / 2,
                      top: y - cardHeight / 2,
                      width: cardWidth,
                      height: cardHeight,
                    }}
                  >
                    {name === callComesIn ? (
                      <p className="begins">{words.begins}</p>
                    ) : (
                      <StepCard
                        words={words}
                        name={name}
                        step={picture.steps.find((one) => one.name === name)}
                        ways={picture.ways.filter(({ from }) => from === name)}
                        anywhere={picture.anywhere
                          .filter(({ to }) => to === name)
                          .map(({ key }) => key)}
                        diagnostics={ofStep(name)}
                        isSelected={props.selected === name}
                        isPassed={path?.includes(name) === true}
                        isHere={here === name}
                        count={props.counts?.[name]}
                        select={() => props.select(name)}
                      />
                    )}
                  </li>
                ))}
            </ol>
            <div aria-hidden="true">
              {laid.lines
                .filter(({ way }) => way.names.length > 0)
                .map(({ way, label }) => {
                  const most = longest(way.from, way.to);
                  return (
                    <span
                      key={`${way.from} ${way.to}`}
                      className="way"
                      title={way.names.join(" · ")}
                      style={{ left: label.x, top: label.y }}
                      data-passed={
                        passed.has(`${way.from} ${way.to}`) ? "" : undefined
                      }
                    >
                      {labelOf(way.names)}
                      {!props.counts && (
                        <small>
                          {most === undefined ? "…" : words.atMost(most)}
                        </small>
                      )}
                    </span>
                  );
                })}
            </div>
          </div>
        </div>
      </div>
      <div className="zoom">
        <button
          type="button"
          aria-label={words.closer}
          onClick={() => zoom(1.2)}
        >
          +
        </button>
        <button
          type="button"
          aria-label={words.farther}
          onClick={() => zoom(1 / 1.2)}
        >
          −
        </button>
        <button type="button" aria-label={words.whole} onClick={() => zoom(0)}>
          ⤢
        </button>
      </div>
    </section>
  );
}

/** Wide flows begin small enough to be seen from side to side, as long as they can be read. */
function useScale(width: number) {
  const box = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState(0);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    if (!box.current) return undefined;
    const watcher = new ResizeObserver(([entry]) =>
      setRoom(entry?.contentRect.width ?? 0),
    );
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  const fitting = Math.min(1, Math.max(0.55, room === 0 ? 1 : room / width));
  const scale = chosen === 0 ? fitting : chosen;
  return {
    box,
    scale,
    /** 0: as it fits. */
    zoom: (by: number) =>
      choose(by === 0 ? 0 : Math.min(2, Math.max(0.25, scale * by))),
  };
}
