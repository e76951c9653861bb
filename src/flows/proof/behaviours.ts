import { resumableSteps } from "../assigns.js";
import { sampleReply } from "../answer-form.js";
import type { Chart, ChartState } from "../chart.js";
import type { ClaimOutcome } from "../events.js";
import { spokenChoices } from "../guards.js";
import { sampleAnswer, type LookUpOutcome } from "../look-ups.js";
import type { Language } from "../speech/index.js";
import { usualConfidence, type TranscriptEvent } from "../transcript/event.js";
import {
  sampleCharge,
  sampleCharges,
  sampleNumber,
  sampleReference,
  sampleTime,
  type Facts,
} from "./facts.js";
import { stateAt, transitionsOf } from "../chart-places.js";
import type { Waiting } from "./waiting.js";

const allKeys = ["#", "*", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"];
/** No phrase of any flow; whether it is understood is for the real matcher to say. */
const mumbling = "xxqq vvzz";
const claimOutcomes: readonly ClaimOutcome[] = [
  "conceded",
  "over-limit",
  "repeat",
  "already-claimed",
  "unavailable",
];

/**
 * How a call can begin: `attested` goes as `present`, but for an open case, which is named to an attested number alone. Whose number it is may
 * have chosen a language before; the first of a flow is what everybody else hears. Anybody may dial the director's own number. A call that was
 * cut off goes on where it waited for a person or talked with one.
 */
export function beginningsIn(
  languages: readonly Language[],
  chart: Chart,
): Beginnings {
  const call = { type: "call", from: sampleNumber } as const;
  const present = { ...call, grade: "present" } as const;
  const withheld = { ...call, from: "anonymous", grade: "withheld" } as const;
  const direct = { to: "director" } as const;
  const known = languages.slice(1).map((language) => ({ language }));
  return [
    present,
    { ...call, grade: "shared" },
    withheld,
    { ...withheld, ...direct },
    ...known.map((chosen): Beginning => ({ ...present, ...chosen })),
    ...[{}, ...known].flatMap((chosen): Beginning[] => [
      ...resumableSteps(chart.steps).map((resumes) => ({
        ...call,
        grade: "attested" as const,
        resumes,
        ...chosen,
      })),
      { ...present, ...direct, ...chosen },
      { ...call, grade: "attested", openCase: sampleReference, ...chosen },
      { ...present, openCase: sampleReference, ...chosen },
      { ...call, grade: "attested", outcome: true, ...chosen },
      {
        ...call,
        grade: "attested",
        openCase: sampleReference,
        outcome: true,
        ...chosen,
      },
    ]),
  ];
}

type Beginning = TranscriptEvent & { type: "call" };
type Beginnings = readonly [Beginning, ...Beginning[]];

const lookUpOutcomes: readonly LookUpOutcome[] = ["found", "empty", "failed"];

/**
 * What can come from the caller's phone while it is on a document: every key (those that no guard names are one), every spoken
 * choice, words that nobody understands, silence, and a hang-up; whoever waits for a person gets one, or none, or the time is up.
 */
export function postsAt(
  chart: Chart,
  facts: Facts,
  waiting: Waiting,
): TranscriptEvent[] {
  const state = stateAt(chart, facts.place);
  if (!state) return [];
  switch (waiting.type) {
    case "listening":
      return [
        ...[
          ...keysOf(state),
          ...answersAt(state, facts.language).map(({ pressed }) => pressed),
        ].map((digits) => ({ type: "digits", digits }) as const),
        ...(waiting.speech ? utterancesOf(state, facts.language) : []),
        { type: "silence" },
        { type: "hung-up" },
      ];
    case "holding":
      return [
        { type: "leg-accepted" },
        { type: "leg-ended", result: "no-answer" },
        { type: "time-up" },
        // A key that leads nowhere leaves everything as it is.
        ...keysOf(state)
          .filter((key) => leadsOn(state, key))
          .map((digits) => ({ type: "digits", digits }) as const),
        { type: "silence" },
        { type: "hung-up" },
      ];
    case "talking":
      return [
        { type: "leg-ended", result: "answered" },
        { type: "silence" },
        { type: "hung-up" },
      ];
    case "recording":
      return [
        {
          type: "recorded",
          url: "https://recordings.example/RE1",
          seconds: 12,
        },
        { type: "silence" },
        { type: "hung-up" },
      ];
    case "over":
      return [];
  }
}

/** What the world may send meanwhile; it only changes what the call remembers. */
export function arrivalsAt(
  chart: Chart,
  { place, about }: Facts,
): TranscriptEvent[] {
  const on = stateAt(chart, place)?.on ?? {};
  const arrivals: TranscriptEvent[] = [];
  if (on["charges-found"]) {
    // A stranger: the number is on nobody's account.
    arrivals.push({ type: "charges-found", charges: [] });
    for (let count = 0; count <= mostCharges(chart); count += 1)
      arrivals.push({
        type: "charges-found",
        account: "account",
        charges: sampleCharges(count),
      });
  }
  if (on["charges-unavailable"]) arrivals.push({ type: "charges-unavailable" });
  for (const { actions = [] } of on["look-up-answered"] ?? [])
    for (const action of actions)
      if (action.type === "remember-look-up")
        for (const outcome of lookUpOutcomes)
          arrivals.push({
            type: "look-up-answered",
            outcome,
            ...(outcome === "found" && { values: sampleAnswer(action.gives) }),
          });
  if (on["claim-answered"] && about !== undefined)
    // The answer may also be about a charge that was claimed earlier in the call.
    for (let charge = 0; charge <= about; charge += 1)
      for (const outcome of claimOutcomes)
        arrivals.push({
          type: "claim-answered",
          charge: sampleCharge(charge).id,
          outcome,
          total: { amount: 3790, currency: "USD" },
        });
  return arrivals;
}

const most = new WeakMap<Chart, number>();

/** One more charge than any guard of the flow asks for goes as that many. */
function mostCharges(chart: Chart): number {
  const known = most.get(chart);
  if (known !== undefined) return known;
  let count = 0;
  for (const step of Object.values(chart.steps))
    for (const { guard } of Object.values(step).flatMap(transitionsOf))
      if (guard?.type === "charge-at") count = Math.max(count, guard.index + 1);
  most.set(chart, count);
  return count;
}

function keysOf(state: ChartState): string[] {
  const named = new Set<string>(["0"]);
  for (const { guard } of state.on?.["digits"] ?? [])
    if (guard?.type === "pressed" || guard?.type === "asks-for-language")
      named.add(guard.key);
  const other = allKeys.find((key) => !named.has(key));
  return [...named, ...(other === undefined ? [] : [other])].toSorted();
}

function leadsOn(state: ChartState, key: string): boolean {
  return (state.on?.["digits"] ?? []).some(
    ({ guard, target }) =>
      guard?.type === "pressed" && guard.key === key && target !== undefined,
  );
}

function utterancesOf(
  state: ChartState,
  language: Language,
): TranscriptEvent[] {
  const { heard } = gatherOf(state) ?? {};
  const choices = heard === undefined ? [] : spokenChoices(heard, language);
  const said = new Set([
    ...choices.map(({ phrases, key }) => phrases[0] ?? key ?? mumbling),
    ...answersAt(state, language).map((answer) => answer.said),
    mumbling,
  ]);
  // A recogniser may be sure of what it heard, or not.
  return [...said].flatMap((text) => [
    { type: "speech", text, confidence: usualConfidence } as const,
    { type: "speech", text, confidence: 0 } as const,
  ]);
}

/** An answer, where one has several keys or words. */
function answersAt(state: ChartState, language: Language) {
  const { answer } = gatherOf(state) ?? {};
  return answer === undefined
    ? []
    : [sampleReply(answer, sampleTime, language)];
}

function gatherOf(state: ChartState) {
  return state.entry?.find((action) => action.type === "gather");
}
