import type { CallEnd } from "../../machines/figures/day.js";
import type { Compared, Verdict } from "../../machines/figures/compare.js";
import type { PromiseName } from "../../flows/promises.js";

const some = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

/** Where there is no figure, in every language. */
export const nothing = "–";

/** What the page of figures says in English. `words-es.ts` has the same shape. */
export const english = {
  title: "Figures",
  period: "Period",
  periods: { day: "Day", week: "Week", month: "Month", quarter: "Quarter" },
  earlier: "Earlier",
  later: "Later",
  day: (day: string) => day,
  span: (from: string, to: string) => `${from} to ${to}`,
  soFar: "so far",
  beside: (span: string) => `Beside ${span}`,
  download: "For a spreadsheet (CSV)",
  none: "No call ended in this time. Figures begin with the calls that end from now on.",
  /** Nothing at all where there was nothing. */
  before: (value: string) => (value === nothing ? "" : `before: ${value}`),
  outOf: (are: number, of: number) => `${are} of ${of}`,

  callers: "The callers",
  calls: "Calls",
  soon: "Within 60 seconds",
  soonIs: "With a person, or settled, 60 s after the answer at most.",
  toPerson: "To a person",
  toPersonIs: "Half of those who talked with one waited no longer than this.",
  p95: (seconds: string) => `95 of 100: ${seconds}`,
  firstContact: "No second call needed",
  firstContactIs:
    "Callers who had not rung for a week, got what they came for, and rang no second time within seven days.",
  stillOpen:
    "Callers of the last seven days may ring again: this may still get worse.",
  abandoned: "Hung up waiting",
  abandonedIs: "Of those who asked for a person.",
  transfers: "Transfers for a call",
  transfersIs: "Another person took the call, or was handed the talk.",
  rating: "Rating",
  ratingIs: "How well it was settled, 1 to 5, by those who answered.",
  answers: (count: number) => some(count, "answer"),
  seconds: (seconds: string) => `${seconds} s`,

  ended: "How calls ended",
  ends: {
    person: "With a person",
    settled: "Settled by the line",
    promised: "A call was promised",
    abandoned: "Hung up waiting for a person",
    left: "Hung up before asking for anybody",
  } satisfies Record<CallEnd, string>,
  days: "Day by day",
  daysAre:
    "Calls of each day; the dark part had a person or was settled within 60 seconds.",
  ofDay: (day: string, calls: number, soon: number) =>
    `${day}: ${some(calls, "call")}, ${soon} within 60 seconds`,

  promised: "What was promised, and what callers got",
  promise: "Promise",
  bound: "Promised",
  kept: "Kept",
  worst: "Longest",
  promiseNames: {
    "asks for a person within": "a person is asked for",
    "rings within, when someone is free": "a phone rings, when someone is free",
    "hold at most": "the wait ends",
    "answered or promised within": "answered or promised",
    "settles a small charge within": "a small charge is settled",
  } as Partial<Record<PromiseName, string>>,
  callBacks: "Call-backs by the time told",
  callBacksElse: (cases: number, declined: number) =>
    [
      cases > 0 ? `${cases} became a case` : "",
      declined > 0 ? `${declined} no longer wanted` : "",
    ]
      .filter(Boolean)
      .join(", "),
  cases: "Cases by the time told",
  offers: "Offers that the customer took",

  money: "Money and customers",
  byRule: "Conceded by the rule",
  claims: (count: number) => some(count, "claim"),
  byPeople: "Granted by people",
  decisions: (count: number) => some(count, "decision"),
  spared: "Handling these claims by hand would have cost",
  noCost:
    "No policy says what handling a claim by hand costs, so no sum is shown. It can be written under “Company”.",
  atRisk: "Customers at risk",
  atRiskIs:
    "They gave up waiting, rated a call 1 or 2, or a promise to them was broken.",
  recovered: "Recovered",
  recoveredIs: "Of those at risk in the last month: it ended well after all.",
  seeDecisions: "The decisions behind it",
  seeCases: "Closed cases of these weeks",

  versions: "By version of the flow",
  version: "Version",
  live: "live",
  onTrial: "on trial",

  trial: (number: number, share: number) =>
    `Version ${number}, on trial with ${share} % of the calls`,
  trialSpan: (from: string, to: string) =>
    `Calls from ${from} to ${to}, in whole days: the first one has calls of the live version from before the trial.`,
  share: "Share of callers",
  liveOne: "Live",
  trialOne: "Trial",
  compared: {
    soon: "Within 60 seconds",
    firstContact: "No second call needed",
    abandoned: "Hung up waiting",
    content: "Rated 4 or 5",
  } satisfies Record<Compared, string>,
  verdicts: {
    better: "better",
    worse: "worse",
    alike: "alike",
    "too-few": "too few calls to tell",
  } satisfies Record<Verdict, string>,
  points: (low: string, high: string) => `${low} to ${high} points`,
  verdict: "The trial is",
  surely:
    "The points are where the difference is, 95 of 100 times. Looked at day after day, one of four strays by chance now and then.",
  more: "All figures",
};
