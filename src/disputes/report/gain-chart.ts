import {
  areaY,
  axisX,
  axisY,
  dot,
  gridY,
  lineY,
  ruleX,
  ruleY,
  text,
} from "@observablehq/plot";
import { minorUnits } from "../../flows/speech/index.js";
import type { Analysis } from "../analyse.js";
import { perMonth } from "../answer.js";
import { formatMoney, formatShare } from "../format-money.js";
import { isRecommended, usefulCurve } from "../present.js";
import { isEnough } from "../recommend.js";
import {
  colours,
  drawChart,
  moneyTick,
  toMajor,
  type ChartDocument,
} from "./chart.js";
import type { Html } from "./html.js";

/** Net gain a month at every threshold, with the band of the induced rate; dashed where there is not enough history. */
export function gainChart(analysis: Analysis, document: ChartDocument): Html {
  const { currency, chosen, curve } = analysis;
  const all = gainPoints(analysis);
  const [bottom, top] = heightOf(all);
  const points = all.map((point) => holdAbove(point, bottom));
  const least = points[0]?.x ?? 0;
  const most = points.at(-1)?.x ?? 1;
  const places = minorUnits(currency);
  const shown = points.find(({ x }) => x === toMajor(chosen.threshold, places));
  const { low, high } = analysis.assumptions.induced.value;
  return drawChart(
    {
      document,
      height: 380,
      marginTop: 34,
      marginBottom: 46,
      says: `Net gain a month by threshold; it is greatest near ${formatMoney(chosen.threshold, currency)}, of ${curve.length} amounts tried.`,
      // One amount alone stands in the middle.
      x: {
        type: "log",
        domain: least === most ? [least / 2, most * 2] : [least, most],
      },
      y: { domain: [bottom, top * 1.08] },
    },
    [
      gridY({ ticks: 7, stroke: colours.faint, strokeOpacity: 1 }),
      axisX({
        ticks: ticksBetween(least, most),
        // A tick format would be thinned out on a logarithmic scale.
        text: moneyTick,
        label: `threshold, ${currency}`,
        labelAnchor: "center",
      }),
      axisY({ tickFormat: moneyTick, label: `${currency} a month`, ticks: 7 }),
      areaY(points, {
        x: "x",
        y1: "high",
        y2: "low",
        fill: colours.gain,
        fillOpacity: 0.16,
      }),
      ruleY([0], { stroke: colours.text, strokeOpacity: 0.6 }),
      lineY(points, {
        x: "x",
        y: "expected",
        stroke: colours.gain,
        strokeWidth: 1.6,
        strokeDasharray: "3 5",
      }),
      lineY(points, {
        x: "x",
        y: (point: GainPoint) => (point.enough ? point.expected : Number.NaN),
        stroke: colours.gain,
        strokeWidth: 3,
      }),
      ...(shown === undefined
        ? []
        : [
            ruleX([shown.x], { stroke: colours.text, strokeDasharray: "2 3" }),
            dot([shown], {
              x: "x",
              y: "expected",
              r: 6,
              fill: colours.gain,
              stroke: "var(--page)",
              strokeWidth: 2,
            }),
            text([shown], {
              x: "x",
              frameAnchor: "top",
              dy: -18,
              text: () =>
                `${formatMoney(chosen.threshold, currency)}: ${formatMoney(perMonth(chosen.net.expected, analysis.months.length), currency)} a month${isRecommended(analysis) ? "" : ", no recommendation"}`,
              fontWeight: 600,
              fill: colours.text,
            }),
          ]),
      text(bandLabels(points, bottom, formatShare(low), formatShare(high)), {
        x: "x",
        y: "y",
        text: "label",
        textAnchor: "end",
        dx: -6,
        dy: -8,
        fill: colours.gain,
        stroke: "var(--page)",
        strokeWidth: 4,
      }),
    ],
  );
}

// The whole of what gains, and half as much below zero: the lower edge of the band may fall a long way. Where nothing gains, the
// expected loss.
function heightOf(points: readonly GainPoint[]): [number, number] {
  const top = Math.max(0, ...points.map(({ low }) => low));
  if (top === 0)
    return [Math.min(-1, ...points.map(({ expected }) => expected)), 0];
  const least = Math.min(0, ...points.map(({ high }) => high));
  return [Math.max(least, -top / 2), top];
}

// What falls below the picture runs along its lower edge.
function holdAbove(point: GainPoint, bottom: number): GainPoint {
  const held = (value: number) => Math.max(bottom, value);
  return {
    ...point,
    low: held(point.low),
    expected: held(point.expected),
    high: held(point.high),
  };
}

interface GainPoint {
  readonly x: number;
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly enough: boolean;
}

function gainPoints(analysis: Analysis): GainPoint[] {
  const places = minorUnits(analysis.currency);
  const { length } = analysis.months;
  const monthly = (amount: number) => toMajor(perMonth(amount, length), places);
  const first = analysis.chosen.threshold / 50;
  const points = usefulCurve(analysis).map(({ threshold, net }, at) => ({
    x: toMajor(threshold, places),
    low: monthly(net.low),
    expected: monthly(net.expected),
    high: monthly(net.high),
    enough: isEnough(analysis.evidence[at]),
  }));
  return points.filter(({ x }) => x >= toMajor(first, places));
}

// The names of the band's edges stand where there is room: at the right above, and where the lower edge comes to the bottom below.
function bandLabels(
  points: readonly GainPoint[],
  bottom: number,
  low: string,
  high: string,
) {
  const right = points.at(-1);
  const lower = points.findLast((point) => point.high > bottom * 0.85);
  return [
    ...(right === undefined
      ? []
      : [{ x: right.x, y: right.low, label: `${low} induced claims` }]),
    ...(lower === undefined
      ? []
      : [{ x: lower.x, y: lower.high, label: `${high} induced claims` }]),
  ];
}

function ticksBetween(least: number, most: number): number[] {
  const ticks: number[] = [];
  for (let step = -4; step <= 9; step += 1)
    for (const figure of [1, 2, 5]) {
      const tick = Number(`${figure}e${step}`);
      if (tick >= least && tick <= most) ticks.push(tick);
    }
  return ticks;
}
