import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { Diagnostic } from "../../flows/diagnostics.js";
import type { Picture } from "../../flows/picture.js";
import type { StepSeconds } from "../../flows/proof/index.js";
import { callComesIn, cardHeight, cardWidth } from "./layout-sizes.js";
import { StepCard } from "./StepCard.js";
import { useLayout, type LaidPicture } from "./use-layout.js";
import { WayLabels, WayLines } from "./Ways.js";
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

/**
 * The flow as a caller meets it, from the top; a screen reader has it as a list of steps with where each leads. Drawn anew only when something
 * in it changed: whoever types must not wait for it.
 */
export const FlowPicture = memo(function FlowPicture(props: Props) {
  const { words, picture } = props;
  const made = useLayout(picture);
  return (
    <section className="picture" aria-label={words.picture}>
      {made ? (
        <Sheet {...props} made={made} />
      ) : (
        <p className="notice" role="status">
          {words.loading}
        </p>
      )}
    </section>
  );
});

function Sheet(props: Props & { readonly made: LaidPicture }) {
  const { words, path, here, made, seconds, counts } = props;
  const { laid } = made;
  const { box, scale, zoom, isMeasured } = useScale(laid.width);
  // What callers come to first is what one sees first, also where the rest is far wider than the screen.
  useEffect(() => {
    const begins = laid.cards.find(({ name }) => name === callComesIn);
    if (box.current && begins)
      box.current.scrollLeft = begins.x * scale - box.current.clientWidth / 2;
  }, [isMeasured]);
  const passed = useMemo(
    () => new Set(path?.map((step, at) => `${path[at - 1]} ${step}`)),
    [path],
  );
  useEffect(() => {
    if (here === undefined) return;
    box.current
      ?.querySelector(`[data-step="${here}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [here, box]);
  const { width, height } = laid;
  return (
    <>
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
          style={{ width: width * scale, height: height * scale }}
        >
          <div
            className="scaled"
            style={{ width, height, transform: `scale(${scale})` }}
          >
            <WayLines laid={laid} passed={passed} />
            <Cards {...props} />
            <WayLabels
              words={words}
              laid={laid}
              passed={passed}
              seconds={counts ? undefined : seconds}
            />
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
    </>
  );
}

function Cards(props: Props & { readonly made: LaidPicture }) {
  const { words, picture, path, here, made, diagnostics } = props;
  const cards = useMemo(
    () => made.laid.cards.toSorted((a, b) => a.y - b.y || a.x - b.x),
    [made],
  );
  // Until a changed flow is laid out, its old cards stand; what they say is new already.
  const steps = new Map(
    [...made.picture.steps, ...picture.steps].map((one) => [one.name, one]),
  );
  return (
    <ol>
      {cards.map(({ name, x, y }) => (
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
              step={steps.get(name)}
              ways={picture.ways.filter(({ from }) => from === name)}
              anywhere={picture.anywhere
                .filter(({ to }) => to === name)
                .map(({ key }) => key)}
              diagnostics={diagnostics.filter(
                ({ path: at }) => at[0] === "steps" && at[1] === name,
              )}
              isSelected={props.selected === name}
              isPassed={path?.includes(name) === true}
              isHere={here === name}
              count={props.counts?.[name]}
              select={props.select}
            />
          )}
        </li>
      ))}
    </ol>
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
    isMeasured: room > 0,
    /** 0: as it fits. */
    zoom: (by: number) =>
      choose(by === 0 ? 0 : Math.min(2, Math.max(0.25, scale * by))),
  };
}
