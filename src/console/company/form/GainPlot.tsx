import {
  areaY,
  axisX,
  axisY,
  gridY,
  lineY,
  plot,
  ruleX,
  ruleY,
} from "@observablehq/plot";
import { useEffect, useRef } from "react";
import { writeMoney } from "../../money.js";
import type { Point } from "./economics.js";

interface Props {
  /** What the plot says, in a sentence. */
  readonly label: string;
  readonly points: readonly Point[];
  readonly currency: string;
  readonly language: string;
  /** The policy's, in minor units. */
  readonly threshold: number;
}

/** Gain by threshold, with the range of what may come, and the policy's threshold as a mark. */
export function GainPlot(props: Props) {
  const { label, points, currency, language, threshold } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const home = place.current;
    if (!home) return undefined;
    const money = (amount: number) =>
      writeMoney({ amount: Math.round(amount), currency }, language);
    const draw = () => {
      const figure = plot({
        width: home.clientWidth,
        height: 240,
        marginLeft: 92,
        marginBottom: 34,
        style: { background: "none", fontSize: "13px", overflow: "visible" },
        x: { domain: [0, points.at(-1)?.threshold ?? 1] },
        y: { nice: true },
        marks: [
          gridY({ ticks: 5, stroke: "var(--rule)", strokeOpacity: 1 }),
          axisX({ ticks: 4, tickFormat: money, label: null }),
          axisY({ ticks: 5, tickFormat: money, label: null }),
          areaY(points, {
            x: "threshold",
            y1: "high",
            y2: "low",
            fill: "var(--person)",
            fillOpacity: 0.55,
          }),
          ruleY([0], { stroke: "var(--ink)" }),
          lineY(points, {
            x: "threshold",
            y: "expected",
            stroke: "var(--ringing)",
            strokeWidth: 2.5,
          }),
          ruleX([threshold], {
            stroke: "var(--ink)",
            strokeWidth: 2,
            strokeDasharray: "5 4",
            className: "threshold",
          }),
        ],
      });
      figure.setAttribute("role", "img");
      figure.setAttribute("aria-label", label);
      for (const part of figure.querySelectorAll("g"))
        part.removeAttribute("aria-label");
      home.replaceChildren(figure);
    };
    draw();
    const watch = new ResizeObserver(draw);
    watch.observe(home);
    return () => watch.disconnect();
  }, [label, points, currency, language, threshold]);
  return <div className="gain-plot" ref={place} />;
}
