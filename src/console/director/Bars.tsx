import { axisY, barX, plot, ruleX, text } from "@observablehq/plot";
import { useEffect, useRef } from "react";

export interface Bar {
  readonly value: string;
  /** What the value is called. */
  readonly name: string;
  readonly count: number;
  /** What stands beside it; empty text: nothing. */
  readonly notes: string;
  readonly href: string;
}

interface Props {
  readonly label: string;
  readonly bars: readonly Bar[];
  /** What a bar is to somebody who hears it. */
  readonly say: (count: number, name: string) => string;
  readonly open: (href: string) => void;
}

/** A bar for each, the longest first; a tap anywhere on one leads to what is behind it. */
export function Bars({ label, bars, say, open }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const home = place.current;
    if (!home) return;
    const draw = () => {
      const most = Math.max(...bars.map(({ count }) => count));
      const figure = plot({
        width: home.clientWidth,
        height: 12 + bars.length * 44,
        marginLeft: 118,
        marginRight: 24,
        marginTop: 6,
        marginBottom: 6,
        style: { background: "none", fontSize: "14px", overflow: "visible" },
        x: { domain: [0, most], axis: null },
        y: { domain: bars.map(({ value }) => value), label: null },
        marks: [
          axisY({
            lineWidth: 8,
            tickSize: 0,
            tickFormat: (value: string) =>
              bars.find((one) => one.value === value)?.name ?? value,
          }),
          ruleX([0]),
          barX(bars, {
            x: "count",
            y: "value",
            fill: "var(--person)",
            stroke: "var(--ringing)",
            rx: 4,
          }),
          text(bars, {
            x: 0,
            y: "value",
            dx: 8,
            textAnchor: "start",
            fill: "var(--ink)",
            text: ({ count, notes }: Bar) =>
              notes === "" ? String(count) : `${count} (${notes})`,
          }),
          // Wider than the bar, so that the least of them can be tapped too.
          barX(bars, {
            x1: 0,
            x2: most,
            y: "value",
            fill: "transparent",
            pointerEvents: "all",
            href: "href",
            ariaLabel: ({ count, name }: Bar) => say(count, name),
          }),
        ],
      });
      figure.setAttribute("role", "group");
      figure.setAttribute("aria-label", label);
      for (const part of figure.querySelectorAll("g"))
        part.removeAttribute("aria-label");
      for (const link of figure.querySelectorAll("a")) {
        const bar = link.firstElementChild;
        link.setAttribute("aria-label", bar?.getAttribute("aria-label") ?? "");
        bar?.removeAttribute("aria-label");
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          open(link.getAttribute("href") ?? "/cases/causes");
        });
      }
      home.replaceChildren(figure);
    };
    draw();
    addEventListener("resize", draw);
    return () => removeEventListener("resize", draw);
  }, [bars]);
  return <div className="bars" ref={place} />;
}
