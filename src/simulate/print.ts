import { textTable } from "../disputes/text-table.js";
import type { DayReport, Spread } from "./report.js";

/** A day in words and figures, for somebody who plans it. */
export function printDay(report: DayReport): string {
  const { calls, asked, callbacks } = report;
  const row = (name: string, part: number, whole = 0) => [
    name,
    String(part),
    whole > 0 ? percent(part / whole) : "",
  ];
  return lines([
    `${calls} calls${again(report)}, ${report.agents} ${report.agents === 1 ? "agent" : "agents"}`,
    "",
    ...textTable(
      ["what became of the calls", "", ""],
      [
        row("answered by the line", report.answered, calls),
        row(
          "settled by the line, no person needed",
          report.settledByLine,
          calls,
        ),
        row("asked for a person", asked, calls),
        row("  talked with one on that call", report.joined, asked),
        row("  hung up while waiting", report.abandoned, asked),
        row("  were promised a call-back or a case", report.promised, asked),
        row("call-backs promised", callbacks.promised),
        row("  kept", callbacks.kept, callbacks.promised),
        row("  still open at the end", callbacks.open, callbacks.promised),
        row("cases opened", report.cases),
        row("charges credited by the line", report.conceded),
      ],
    ),
    "",
    ...textTable(
      ["seconds", "median", "95 %", "worst"],
      [
        ["from the answer to a person", ...spread(report.secondsToPerson)],
        ["of these, waiting for somebody free", ...spread(report.wait)],
        ["from the promise to the call-back", ...spread(callbacks.seconds)],
      ],
    ),
    "",
    ...textTable(
      ["agents", ""],
      [
        ["with a person within 20 s of asking", percent(report.serviceLevel)],
        ["agents busy", percent(report.occupancy)],
        ["went first, though less senior", overtakings(report)],
      ],
    ),
    "",
    ...textTable(
      ["promises, seconds", "proved", "worst call", "broken"],
      report.promises.map(({ name, proved, worst, broken }) => [
        name,
        rounded(proved),
        worst === undefined ? "–" : rounded(worst),
        String(broken),
      ]),
    ),
    ...complaints(report),
    "",
    `  ${report.took.wallSeconds.toFixed(1)} s, ${report.took.callsPerSecond.toFixed(0)} calls a second`,
  ]);
}

/** A row for each number of agents. */
export function printRange(reports: readonly DayReport[]): string {
  const [first] = reports;
  const callers = (first?.calls ?? 0) - (first?.redials ?? 0);
  const heads =
    "agents,talked,median s,95 %,worst,within 20 s,hung up,promised,kept,cases,busy,broken";
  return lines([
    `${callers} callers, ${first?.settledByLine ?? 0} of them settled by the line`,
    "",
    ...textTable(
      heads.split(","),
      reports.map((one) => [
        String(one.agents),
        percent(one.asked === 0 ? 0 : one.joined / one.asked),
        ...spread(one.secondsToPerson),
        percent(one.serviceLevel),
        String(one.abandoned),
        String(one.callbacks.promised),
        String(one.callbacks.kept),
        String(one.cases),
        percent(one.occupancy),
        String(one.promises.reduce((sum, { broken }) => sum + broken, 0)),
      ]),
      0,
    ),
    ...reports.flatMap(complaints),
  ]);
}

function complaints({ agents, stuck, silences, logged }: DayReport): string[] {
  const said = [
    ...(silences.count > 0
      ? [
          `${silences.count} times somebody heard nothing for more than three seconds, ${rounded(silences.worst)} s at worst`,
        ]
      : []),
    ...stuck.map((one) => `did not come to an end: ${one}`),
    ...Object.entries(logged).map(([text, times]) => `${times} × ${text}`),
  ];
  return said.length === 0
    ? []
    : [
        "",
        `  With ${agents} agents the line complained:`,
        ...said.map((one) => `  ${one}`),
      ];
}

function again({ redials }: DayReport): string {
  return redials === 0 ? "" : `, ${redials} of them by callers who had hung up`;
}

function overtakings({ overtaken }: DayReport): string {
  const rules = Object.entries(overtaken);
  return rules.length === 0
    ? "nobody"
    : rules.map(([rule, times]) => `${times} (${rule})`).join(", ");
}

function spread({ count, median, p95, worst }: Spread): string[] {
  return count === 0 ? ["–", "–", "–"] : [median, p95, worst].map(rounded);
}

function rounded(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
