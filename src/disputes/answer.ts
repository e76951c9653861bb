import { mulDiv } from "./arithmetic.js";
import type { Analysis } from "./analyse.js";
import type { Effect } from "./effect.js";
import {
  countOf,
  formatCount,
  formatMoney,
  formatShare,
} from "./format-money.js";
import { enough } from "./recommend.js";

/** The answer in words: one sentence to act on, and what supports it. The same in a terminal and on a page. */
export interface Answer {
  readonly headline: string;
  readonly reasons: readonly string[];
}

/** Puts an analysis into words. */
export function answerOf(analysis: Analysis): Answer {
  const { recommendation, currency } = analysis;
  const money = (amount: number) => formatMoney(amount, currency);
  switch (recommendation.kind) {
    case "threshold":
      return {
        headline: `Concede at once, without proof or argument, every disputed charge up to ${money(recommendation.threshold)}.`,
        reasons: reasonsFor(analysis, recommendation),
      };
    case "nothing pays":
      return {
        headline: "Conceding at once pays at no amount of this history.",
        reasons: [recommendation.why],
      };
    case "not enough data":
      return {
        headline: "Not enough data to recommend a threshold.",
        reasons: [
          ...recommendation.why,
          `Below are the figures there are; they are no recommendation. ${whatIsEnough}`,
        ],
      };
  }
}

/** What "enough history" is, in words. */
export const whatIsEnough = `Enough is: claims in at least ${enough.months} calendar months, and at least ${enough.claims} claims in the last fifth below the threshold. Of the amounts with enough history the largest is recommended whose expected gain is within ${100 - enough.asGood}% of the best.`;

function reasonsFor(
  analysis: Analysis,
  recommendation: Extract<Analysis["recommendation"], { kind: "threshold" }>,
): string[] {
  const { currency, chosen, months, assumptions } = analysis;
  const money = (amount: number) => formatMoney(amount, currency);
  const monthly = (amount: number) => money(perMonth(amount, months.length));
  const { low, high } = assumptions.induced.value;
  const { cautious } = recommendation;
  return [
    `It would have gained ${monthly(chosen.net.expected)} a month, and gained in ${chosen.months.gaining} of ${chosen.months.of} months; from ${monthly(chosen.net.high)} if induced claims are ${formatShare(high)} to ${monthly(chosen.net.low)} if they are ${formatShare(low)}.`,
    arguingCost(chosen, analysis),
    ...breakEvenSentences(chosen, analysis),
    ...(cautious === recommendation.threshold
      ? []
      : [
          cautious === undefined
            ? `With ${formatShare(high)} induced claims no amount would pay: watch their number from the first week.`
            : `If induced claims were ${formatShare(high)}, ${money(cautious)} would gain most: a careful beginning.`,
        ]),
    `A monthly budget of ${money(chosen.budget)} covers the busiest month (${money(chosen.largestMonth)}) and the induced claims expected on top.`,
    ...(recommendation.historyEndsBefore
      ? [
          "The gain still rises beyond this amount, but of larger claims there is not enough history. Try this threshold for six months, then look again.",
        ]
      : []),
  ];
}

function arguingCost({ under, threshold }: Effect, analysis: Analysis): string {
  const { currency, months } = analysis;
  const monthly = (amount: number) =>
    formatMoney(perMonth(amount, months.length), currency);
  const times =
    under.claimed === 0 ? 0 : mulDiv(under.handling, 10, under.claimed);
  return `Arguing the ${countOf(perMonth(under.claims, months.length), "claim")} a month up to ${formatMoney(threshold, currency)} cost ${monthly(under.handling)}; they were about ${monthly(under.claimed)}, so arguing cost ${timesText(times)} what was in dispute.`;
}

/** What would undo the gain of a threshold, in words. */
export function breakEvenSentences(
  { breakEven }: Effect,
  { currency }: Analysis,
): string[] {
  const { inducedRate, handlingCost, amount } = breakEven;
  if (
    inducedRate === undefined ||
    handlingCost === undefined ||
    amount === undefined
  )
    return [];
  return [
    `The gain is gone when each concession brings ${(inducedRate / 10_000).toFixed(1)} further claims for the full amount, or when handling a claim costs less than ${formatMoney(handlingCost, currency)}.`,
    `One claim alone is cheaper to concede than to argue up to about ${formatMoney(amount, currency)}, what handling it costs; the threshold is lower because people would learn it.`,
  ];
}

/** What the guard does at a threshold, in words. */
export function guardSentences(effect: Effect, analysis: Analysis): string[] {
  const { assumptions, currency, months } = analysis;
  const { concessions, days } = assumptions.guard;
  const { repeats, under, settled, steps } = effect;
  const money = (amount: number) => formatMoney(amount, currency);
  const name = `After ${concessions} ${concessions === 1 ? "concession" : "concessions"} in ${days} days a customer's next claim goes to an agent`;
  if (repeats.customers === 0)
    return [
      `${name}. The history names no accounts, so what that does cannot be seen.`,
    ];
  const sent = under.claims - settled.claims;
  const most = `nobody gets more than ${money(effect.mostPerCustomerYear)} a year however often they claim`;
  if (sent === 0)
    return [`${name}. It would never have acted in this history; ${most}.`];
  const cost = perMonth(-steps.guard, months.length);
  return [
    `${name}: ${formatCount(sent)} of ${countOf(under.claims, "claim")}, by ${formatCount(repeats.guarded)} of ${countOf(repeats.customers, "customer")}.`,
    cost >= 0
      ? `It costs ${money(cost)} a month, because arguing is dearer than conceding; for that ${most}.`
      : `It gains ${money(-cost)} a month, and ${most}.`,
    ...(repeats.unnamed === 0
      ? []
      : [
          `Claims without an account: ${formatCount(repeats.unnamed)}; the guard counts as never acting on them.`,
        ]),
  ];
}

/** A sum over the history as an average of its months, to the nearest minor unit. */
export function perMonth(amount: number, months: number): number {
  return mulDiv(amount, 1, Math.max(1, months));
}

/** Tenths as "9.9 times". */
function timesText(tenths: number): string {
  return `${(tenths / 10).toFixed(1)} times`;
}

/** What no history can tell; said wherever the answer is. */
export const unknowns: readonly string[] = [
  "How many more claims a known threshold brings is not in any history. The range shows what it would do; the line's own register will tell.",
  "Handling cost is saved only when the time is used for something else or the desk gets smaller.",
  "What a customer who was not argued with is worth later, and whom they tell, is left out: it would add to the gain.",
  "Customers who did not bother to claim are not in the file.",
];
