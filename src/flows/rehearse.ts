import { advance, whereIs } from "../machines/advance.js";
import { callersPlace, deadlineEvent } from "./chart-places.js";
import type { CompiledFlow } from "./compile.js";
import type { Effect } from "./effects.js";
import type {
  CallersCase,
  CallersOutcome,
  CallEvent,
  OpenCallBack,
  People,
  Person,
} from "./events.js";
import { printOutcome } from "./transcript/print-outcome.js";
import { parseEvent } from "./transcript/parse-event.js";
import { timeOf, type TranscriptEvent } from "./transcript/event.js";
import type { Transcript } from "./transcript/index.js";

export interface Rehearsal {
  readonly flow: CompiledFlow;
  readonly people: People;
  /** Epoch ms of the answer. */
  readonly startedAt: number;
  readonly line: string;
  readonly call: string;
  readonly reference: string;
}

/** Between two events of a transcript that have no time of their own: the clock must move. */
const betweenEventsMs = 5_000;

/** Plays a transcript's events on the machine alone and gives it back with what the machine makes of them. */
export function rehearse(
  transcript: Transcript,
  rehearsal: Rehearsal,
): Transcript {
  let snapshot: Parameters<typeof advance>[1];
  const turns = transcript.turns.map(({ event }, place) => {
    const seconds = timeOf(event);
    const at =
      rehearsal.startedAt +
      (seconds === undefined ? place * betweenEventsMs : seconds * 1000);
    const happened = completeEvent(
      parseEvent(event),
      rehearsal,
      at,
      snapshot && deadlineEvent(rehearsal.flow.chart, whereIs(snapshot)),
    );
    const step = advance(rehearsal.flow.machine, snapshot, happened);
    // As the store would: a snapshot that does not survive JSON shows here.
    snapshot = JSON.parse(JSON.stringify(step.snapshot)) as typeof snapshot;
    const lines = printOutcome(
      step.effects as readonly Effect[],
      callersPlace(whereIs(step.snapshot)),
    );
    return { event, lines: step.accepted ? lines : ["ignored", ...lines] };
  });
  return { ...transcript, turns };
}

/** Adds what a transcript leaves out: the time, and what a real call brings along. */
export function completeEvent(
  { callBack, ...event }: TranscriptEvent,
  rehearsal: Rehearsal,
  at: number,
  /** The event that a deadline of where the call is comes as. */
  deadline?: string,
): CallEvent {
  if (event.type === "time-up")
    return {
      ...event,
      type: deadline ?? "time-up",
      at,
    } as unknown as CallEvent;
  const open = callBack !== undefined && {
    openCallBack: sampleCallBack(callBack, rehearsal),
  };
  if (event.type !== "call") return { ...event, ...open, at };
  const { line, call, people, reference } = rehearsal;
  return {
    type: "call-started",
    at,
    call,
    line,
    caller: {
      number: event.from,
      grade: event.grade,
      ...(event.segment !== undefined && { segment: event.segment }),
    },
    people,
    reference,
    ...(event.limits && { limits: event.limits }),
    ...open,
    ...(event.to && { direct: true as const }),
    ...(event.language !== undefined && { language: event.language }),
    ...(event.resumes !== undefined && {
      before: { since: at, resumes: { step: event.resumes, known: {} } },
    }),
    ...(event.openCase !== undefined && {
      openCase: sampleCase(event.openCase, people, event.grade === "attested"),
    }),
    ...(event.outcome && { outcome: sampleOutcome(people.director) }),
  };
}

/** What came of a case of the caller's, in a transcript. */
export function sampleOutcome(owner: Person): CallersOutcome {
  return {
    id: "CA00000000000000000000000000000008",
    reference: "55512346",
    owner,
    words: "Le devolvimos los 12 dólares.",
    question: 1,
  };
}

/** The call-back that is promised to the caller already, in a transcript. */
export function sampleCallBack(
  reference: string,
  { people, startedAt }: Pick<Rehearsal, "people" | "startedAt">,
): OpenCallBack {
  return {
    id: "CA00000000000000000000000000000007",
    reference,
    owner: people.agents[0] ?? people.director,
    due: startedAt + 30 * 60_000,
    named: reference !== "unnamed",
  };
}

/** The caller's open case in a transcript: the director's. */
export function sampleCase(
  reference: string,
  { director }: People,
  named: boolean,
): CallersCase {
  const id = "CA00000000000000000000000000000009";
  return { id, reference, owner: director, named };
}
