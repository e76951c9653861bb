import { plot, type Markish, type PlotOptions } from "@observablehq/plot";
import { raw, type Html } from "./html.js";

/** Where the charts are drawn: a browser's document, or a light one without a browser. */
export type ChartDocument = NonNullable<PlotOptions["document"]>;

/** What every chart needs besides its own: where, how high, its scales, and a sentence for those who cannot see it. */
export interface ChartFrame extends Omit<PlotOptions, "document" | "marks"> {
  readonly document: ChartDocument;
  readonly says: string;
}

/** Colours by what they stand for; the page defines them, for light and dark. */
export const colours = {
  gain: "var(--gain)",
  disputed: "var(--disputed)",
  handling: "var(--handling)",
  faint: "var(--faint)",
  text: "var(--text)",
} as const;

/** Draws marks as SVG markup. */
export function drawChart(
  { document, says, ...options }: ChartFrame,
  marks: readonly Markish[],
): Html {
  const drawn: unknown = plot({
    width: 860,
    marginLeft: 70,
    marginRight: 24,
    style: { fontSize: "13px", background: "none", overflow: "visible" },
    ...options,
    ariaLabel: says,
    document,
    marks: [...marks],
  });
  const { outerHTML } = drawn as { readonly outerHTML: string };
  return raw(outerHTML.replace("<svg ", '<svg role="img" '));
}

/** Minor units as a number for an axis. Charts are pictures: only here does money become a fraction. */
export function toMajor(amount: number, places: number): number {
  return amount / 10 ** places;
}

/** A tick of a money axis: 1500 is "1,500", 0.5 is "0.50". */
export function moneyTick(value: number): string {
  const whole = Number.isInteger(value);
  return value.toLocaleString("en", {
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  });
}
