import { stringify } from "csv-stringify/sync";
import { decimal } from "../billing/register-csv.js";
import {
  callEnds,
  type CallFigures,
  type DayFigures,
  type Sums,
} from "../machines/figures/day.js";
import { quantileOf } from "../machines/figures/seconds.js";
import { sumCalls } from "../machines/figures/sum.js";

interface Day {
  readonly day: string;
  readonly figures: DayFigures;
}

type Cells = readonly (string | number)[];

/**
 * Days as CSV (RFC 4180, UTF-8 with its mark): for each a line of all flows together with what became of call-backs, cases and money, and one
 * for each version of a flow with its calls alone.
 */
export function figuresCsv(days: readonly Day[]): string {
  const currencies = [
    ...new Set(
      days.flatMap(({ figures }) => [
        ...Object.keys(figures.byRule.sums),
        ...Object.keys(figures.byPeople.sums),
      ]),
    ),
  ].toSorted();
  const rows = days.flatMap(({ day, figures }) => [
    [
      day,
      "",
      ...callCells(sumCalls(figures.flows)),
      ...lineCells(figures, currencies),
    ],
    ...Object.entries(figures.flows).map(([version, calls]) => [
      day,
      version,
      ...callCells(calls),
    ]),
  ]);
  const columns = [
    "day",
    "version",
    ...callColumns,
    ...lineColumns,
    ...currencies.flatMap((one) => [
      `by rule, ${one}`,
      `by people, ${one}`,
      `handling spared, ${one}`,
    ]),
  ];
  const width = columns.length;
  return stringify(
    rows.map((row) => [...row, ...Array(width - row.length).fill("")]),
    {
      header: true,
      columns,
      bom: true,
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}

const ratings = ["1", "2", "3", "4", "5"];

const callColumns = [
  "calls",
  ...callEnds,
  "asked for a person",
  "within 60 s",
  "median s to a person",
  "95 % s to a person",
  "transfers",
  "first contacts",
  "resolved",
  ...ratings.map((one) => `rated ${one}`),
];

function callCells(calls: CallFigures): Cells {
  return [
    calls.calls,
    ...callEnds.map((end) => calls.ends[end]),
    calls.asked,
    calls.soon,
    quantileOf(calls.toPerson, 0.5) ?? "",
    quantileOf(calls.toPerson, 0.95) ?? "",
    calls.transfers,
    calls.contacts.first,
    calls.contacts.resolved,
    ...ratings.map((one) => calls.ratings[one] ?? 0),
  ];
}

const lineColumns = [
  "handed over",
  "call-backs in time",
  "call-backs late",
  "call-backs to cases",
  "call-backs declined",
  "cases in time",
  "cases late",
  "offers",
  "offers accepted",
  "customers at risk",
  "customers recovered",
  "claims conceded by rule",
  "granted by people",
];

function lineCells(day: DayFigures, currencies: readonly string[]): Cells {
  const { callBacks, cases, offers, customers, byRule, byPeople } = day;
  const money = (sums: Sums, currency: string) =>
    decimal({ amount: sums[currency] ?? 0, currency });
  return [
    day.handedOver,
    callBacks.inTime,
    callBacks.late,
    callBacks.cases,
    callBacks.declined,
    cases.inTime,
    cases.late,
    offers.made,
    offers.accepted,
    customers.atRisk,
    customers.recovered,
    byRule.claims,
    byPeople.decisions,
    ...currencies.flatMap((one) => [
      money(byRule.sums, one),
      money(byPeople.sums, one),
      // Where no policy says what handling costs there is no sum, and not one of nought.
      byRule.priced === 0 ? "" : money(byRule.spared, one),
    ]),
  ];
}
