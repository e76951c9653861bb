import type { Analysis } from "./analyse.js";
import { whatIsEnough } from "./answer.js";
import type { CurvePoint } from "./curve.js";
import type { Effect } from "./effect.js";
import { formatMoney, formatShare } from "./format-money.js";

/** One line of the account from handling cost to net gain; `total` where a sum is drawn. */
export interface Step {
  readonly label: string;
  readonly amount: number;
  readonly total: boolean;
}

/** The account of a threshold, over the whole history. */
export function stepLabels(
  { steps, threshold }: Effect,
  { assumptions, currency }: Analysis,
): Step[] {
  const { induced, lineCost, guard } = assumptions;
  const step = (label: string, amount: number, total = false) => ({
    label,
    amount,
    total,
  });
  return [
    step("handling not spent", steps.handlingSaved),
    step("money conceded", steps.conceded),
    step("= plain gain", steps.plain, true),
    step("credited before anyway", steps.creditedAnyway),
    step(`line, ${formatMoney(lineCost.value, currency)} a claim`, steps.line),
    step(`guard, ${guard.concessions} in ${guard.days} days`, steps.guard),
    step(
      `induced claims, ${formatShare(induced.value.expected)} at ${formatMoney(threshold, currency)}`,
      steps.induced,
    ),
    step("= net gain", steps.net, true),
  ];
}

/** What was taken for given, each with its source. */
export function describeAssumptions(analysis: Analysis): string[] {
  const { assumptions, currency, handlingSource } = analysis;
  const { avoidable, lineCost, induced, guard } = assumptions;
  const { low, expected, high } = induced.value;
  return [
    `Handling cost: ${handlingSource}.`,
    `Avoidable part of it: ${formatShare(avoidable.value)}; ${avoidable.source}.`,
    `Line, for one claim it settles: ${formatMoney(lineCost.value, currency)}; ${lineCost.source}.`,
    `Induced claims: ${formatShare(expected)} of the conceded ones, drawn from ${formatShare(low)} to ${formatShare(high)}; ${induced.source}.`,
    `Guard: ${guard.concessions} concessions in ${guard.days} days, then an agent.`,
    whatIsEnough,
  ];
}

/** Whether the threshold looked at closely may be acted on; else it only shows what there is. */
export function isRecommended({ recommendation }: Analysis): boolean {
  return recommendation.kind === "threshold";
}

/**
 * The part of the curve that a reader needs: round amounts (1, 1.5, 2, 3, 5, 7 and their tens) and the ones in question, up to
 * where the expected gain has gone or, if it never goes, to the end.
 */
export function pointsToShow(analysis: Analysis): CurvePoint[] {
  const { chosen, asked } = analysis;
  const wanted = new Set([chosen.threshold, asked?.threshold]);
  const points = usefulCurve(analysis);
  const last = points.at(-1);
  const shown = points.filter(
    (point) =>
      (isRound(point.threshold) && point.threshold * 50 >= chosen.threshold) ||
      wanted.has(point.threshold) ||
      point === last,
  );
  const known = new Set(shown.map(({ threshold }) => threshold));
  for (const effect of [chosen, asked])
    if (effect !== undefined && !known.has(effect.threshold)) {
      known.add(effect.threshold);
      shown.push(effect);
    }
  return shown.toSorted((one, other) => one.threshold - other.threshold);
}

/** The curve up to where it no longer matters: the first threshold beyond the best at which the expected gain is gone. */
export function usefulCurve({
  curve,
  chosen,
  asked,
}: Pick<Analysis, "curve" | "chosen" | "asked">): CurvePoint[] {
  const needed = Math.max(chosen.threshold, asked?.threshold ?? 0);
  const end = curve.findIndex(
    ({ threshold, net }) => threshold > needed && net.expected < 0,
  );
  return end === -1 ? [...curve] : curve.slice(0, end + 1);
}

function isRound(threshold: number): boolean {
  const digits = String(threshold).replace(/0+$/, "");
  return ["1", "15", "2", "3", "5", "7"].includes(digits);
}
