import type { Analysis } from "./analyse.js";
import {
  answerOf,
  breakEvenSentences,
  guardSentences,
  perMonth,
  unknowns,
} from "./answer.js";
import type { Effect } from "./effect.js";
import {
  countOf,
  formatCount,
  formatMoney,
  formatShare,
  shareOf,
} from "./format-money.js";
import {
  describeAssumptions,
  isRecommended,
  pointsToShow,
  stepLabels,
} from "./present.js";
import { textBar, textTable, wrap } from "./text-table.js";

/** The analysis as a head of customer service reads it in a terminal. `file`: what to call the history. */
export function renderText(analysis: Analysis, file: string): string {
  const { headline, reasons } = answerOf(analysis);
  const { asked, chosen } = analysis;
  const sections: string[][] = [
    opening(analysis, file),
    [headline, ...bullets(reasons)],
    ...(asked === undefined || asked.threshold === chosen.threshold
      ? []
      : [gainSteps(asked, analysis, true)]),
    gainSteps(chosen, analysis, false),
    gainByThreshold(analysis),
    bySize(analysis),
    byMonth(analysis),
    byName("Category", analysis.categories, analysis),
    byName("Outcome", analysis.outcomes, analysis),
    repeats(analysis),
    sensitivity(analysis),
    ["What was assumed", ...bullets(describeAssumptions(analysis))],
    ["What this does not know", ...bullets(unknowns)],
    unreadRows(analysis),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function bullets(texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrap(text, "  - "));
}

function opening(analysis: Analysis, file: string): string[] {
  const { whole, currency, from, to, months, notices, unread } = analysis;
  return [
    ...wrap(
      `${file}: ${countOf(whole.claims, "claim")} in ${currency}, ${from} to ${to} (${countOf(months.length, "month")}); ${formatMoney(whole.claimed, currency)} in dispute, ${formatMoney(whole.handling, currency)} to handle. ${unread.length === 0 ? "Every row was read." : `Of ${countOf(analysis.rows, "row")} ${formatCount(unread.length)} could not be read, listed at the end.`}`,
      "",
    ),
    ...notices.flatMap(({ line, text }) =>
      wrap(line === undefined ? text : `line ${line}: ${text}`, "  ! "),
    ),
  ];
}

function gainSteps(
  effect: Effect,
  analysis: Analysis,
  asked: boolean,
): string[] {
  const { currency, months } = analysis;
  const monthly = (amount: number) =>
    formatMoney(perMonth(amount, months.length), currency);
  const title = `How the gain comes about up to ${formatMoney(effect.threshold, currency)}${asked ? ", the amount you asked about" : isRecommended(analysis) ? "" : " (no recommendation)"}, a month`;
  const rows = stepLabels(effect, analysis).map(({ label, amount }) => [
    label,
    monthly(amount),
  ]);
  return [
    title,
    ...textTable(["", ""], rows).slice(1),
    ...bullets([
      `The plain gain lay between ${formatMoney(effect.months.plainLeast, currency)} and ${formatMoney(effect.months.plainMost, currency)} in each month.`,
      ...guardSentences(effect, analysis),
      ...(asked ? breakEvenSentences(effect, analysis) : []),
    ]),
  ];
}

function gainByThreshold(analysis: Analysis): string[] {
  const { currency, months, assumptions, chosen } = analysis;
  const { low, high } = assumptions.induced.value;
  const monthly = (amount: number) =>
    formatMoney(perMonth(amount, months.length), currency);
  const points = pointsToShow(analysis);
  const largest = Math.max(...points.map(({ net }) => net.expected));
  const rows = points.map(({ threshold, under, settled, net }) => [
    `${formatMoney(threshold, currency)}${threshold === chosen.threshold ? " *" : ""}`,
    formatCount(perMonth(under.claims, months.length)),
    monthly(settled.claimed),
    monthly(net.high),
    monthly(net.low),
    monthly(net.expected),
    textBar(net.expected, largest, 24),
  ]);
  return [
    "Net gain a month, by threshold (* the one shown above)",
    ...textTable(
      [
        "up to",
        "claims",
        "conceded",
        `at ${formatShare(high)}`,
        `at ${formatShare(low)}`,
        "expected",
        "",
      ],
      rows,
    ),
  ];
}

function bySize({ sizes, currency }: Analysis): string[] {
  const largest = Math.max(
    ...sizes.flatMap(({ handling, claimed }) => [handling, claimed]),
  );
  const rows = sizes.flatMap(({ to, claims, claimed, handling }) => [
    [
      `up to ${formatMoney(to, currency)}`,
      formatCount(claims),
      "in dispute",
      formatMoney(claimed, currency),
      textBar(claimed, largest, 30),
    ],
    [
      "",
      "",
      "handling",
      formatMoney(handling, currency),
      textBar(handling, largest, 30),
    ],
  ]);
  return [
    "Handling against money in dispute, by size of the claim",
    ...textTable(["", "claims", "", "", ""], rows),
  ];
}

function byMonth({ months, currency }: Analysis): string[] {
  const shown = months.slice(-36);
  const most = Math.max(...shown.map(({ claims }) => claims));
  const rows = shown.map(({ name, claims, claimed, handling }) => [
    name,
    formatCount(claims),
    formatMoney(claimed, currency),
    formatMoney(handling, currency),
    textBar(claims, most, 20),
  ]);
  return [
    `Claims of all sizes, by month${shown.length < months.length ? " (the last 36)" : ""}`,
    ...textTable(["", "claims", "in dispute", "handling", ""], rows),
  ];
}

function byName(
  title: string,
  totals: Analysis["categories"],
  { currency, whole }: Analysis,
): string[] {
  if (totals.length < 2) return [];
  const rows = totals
    .slice(0, 15)
    .map(({ name, claims, claimed, credited, handling }) => [
      name.slice(0, 30),
      formatCount(claims),
      formatShare(shareOf(claims, whole.claims)),
      formatMoney(claimed, currency),
      formatMoney(credited, currency),
      formatMoney(handling, currency),
    ]);
  const more = totals.length - rows.length;
  return [
    ...textTable(
      [title, "claims", "", "in dispute", "credited", "handling"],
      rows,
    ).map((line, at) =>
      at === 0 ? line.trimStart().padStart(line.length - 2) : line,
    ),
    ...(more > 0
      ? [`  and ${formatCount(more)} more; --format json has them all`]
      : []),
  ];
}

function repeats({ repeats: all, currency }: Analysis): string[] {
  if (all.customers === 0) return [];
  const rows = all.byCount.map(({ from, to, customers, claims, claimed }) => [
    to === from
      ? `${from} ${from === 1 ? "claim" : "claims"}`
      : to === undefined
        ? `${from} claims or more`
        : `${from} to ${to} claims`,
    formatCount(customers),
    formatShare(shareOf(customers, all.customers)),
    formatCount(claims),
    formatMoney(claimed, currency),
  ]);
  return [
    `Who claims repeatedly: ${formatShare(all.repeatingShare)} of ${countOf(all.customers, "customer")}, with ${formatShare(all.repeatingClaimsShare)} of the claims`,
    ...textTable(["", "customers", "", "claims", "in dispute"], rows),
  ];
}

function sensitivity(analysis: Analysis): string[] {
  const { currency, months, chosen } = analysis;
  const rows = analysis.sensitivity.map(({ rate, net, best }) => [
    formatShare(rate),
    formatMoney(perMonth(net, months.length), currency),
    best === undefined ? "none pays" : formatMoney(best, currency),
  ]);
  return [
    "If concessions bring further claims, each for the full threshold",
    ...textTable(
      [
        "further claims",
        `gain a month up to ${formatMoney(chosen.threshold, currency)}`,
        "best threshold then",
      ],
      rows,
    ),
  ];
}

const unreadShown = 20;

function unreadRows({ unread: rows }: Analysis): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, unreadShown);
  return [
    `Rows that were not read: ${formatCount(rows.length)}`,
    ...shown.flatMap(({ line, column, text, why }) =>
      wrap(`line ${line}, ${column}: "${text}" ${why}`, "  - "),
    ),
    ...(rows.length > shown.length
      ? [
          `  and ${formatCount(rows.length - shown.length)} more; --format json has them all`,
        ]
      : []),
  ];
}
