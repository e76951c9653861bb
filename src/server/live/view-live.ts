import type { TimedPromise } from "../../flows/proof/index.js";
import { callOfRoom } from "../../machines/callback/room.js";
import type { PresenceStatus, Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import type { Store } from "../../store/contract.js";
import { flowNameOf } from "../measured.js";
import { readContext } from "../read-context.js";
import type { CallNow } from "./calls-now.js";

/** The line at a moment. Times are epoch ms; as long however many callers there are. */
export interface LiveView {
  readonly at: number;
  /** The number of the version that is live. */
  readonly version: number;
  readonly calls: number;
  /** Those that answer a number, the main one first. */
  readonly flows: readonly FlowNow[];
  /** Nearest to its bound first. */
  readonly atRisk: readonly AtRisk[];
  /** Of all, also of those that the list is too short for. */
  readonly risks: number;
  readonly waiting: {
    readonly count: number;
    /** The most senior first. */
    readonly first: readonly WaitingNow[];
  };
  readonly people: readonly PersonNow[];
}

export interface FlowNow {
  readonly name: string;
  readonly title: string;
  /** All in it. */
  readonly calls: number;
  /** How many calls of the version that is live are on each step. */
  readonly steps: Readonly<Record<string, number>>;
  /** On other versions of it: those of before, and one that is tried. */
  readonly elsewhere: number;
}

/** A flow that answers, and what it promises. */
export interface LiveFlowNow extends Pick<FlowNow, "name" | "title"> {
  readonly version: string;
  /** Seconds. */
  readonly promised: Readonly<Partial<Record<TimedPromise, number>>>;
}

export interface AtRisk {
  readonly call: string;
  readonly caller: string;
  readonly flow: string;
  readonly step: string;
  readonly promise: TimedPromise;
  /** Since when its clock runs. */
  readonly from: number;
  /** Seconds that are promised. */
  readonly bound: number;
}

export interface WaitingNow {
  readonly call: string;
  readonly caller: string;
  readonly since: number;
  readonly role: string;
  readonly topic?: string;
  readonly language: string;
  /** The person whose phone rings for them. */
  readonly offeredTo?: string;
}

export interface PersonNow {
  readonly name: string;
  readonly role: string;
  readonly status: PresenceStatus;
  readonly since: number;
  /** They are away because they did not pick up several offers in a row. */
  readonly unanswered?: true;
}

const mostListed = 50;
/** A promise is at risk when this much of it has passed. */
const risky = 0.5;

const watched = [
  "answered or promised within",
  "asks for a person within",
] as const satisfies readonly TimedPromise[];

export async function viewLive(
  store: Store,
  calls: readonly CallNow[],
  live: {
    readonly number: number;
    readonly flows: readonly LiveFlowNow[];
  },
  at: number,
): Promise<LiveView> {
  const queue = await readContext<Queue>(store, lineQueue);
  const known = new Map(calls.map((call) => [call.id, call]));
  const people = queue?.people ?? [];
  const risks = calls
    .flatMap((call) => risksOf(call, live.flows))
    .filter((one) => partOf(one, at) >= risky);
  const nameOf = (id: string) =>
    people.find(({ person }) => person.id === id)?.person.name ?? id;
  return {
    at,
    version: live.number,
    calls: calls.length,
    flows: live.flows.map((flow) => viewFlow(flow, calls)),
    atRisk: risks
      .toSorted((one, other) => partOf(other, at) - partOf(one, at))
      .slice(0, mostListed),
    risks: risks.length,
    waiting: {
      count: queue?.waiting.length ?? 0,
      first: (queue?.waiting ?? [])
        .slice(0, mostListed)
        .map(({ call, since, role, topic, language, offeredTo }) => ({
          call,
          caller: known.get(callOfRoom(call))?.caller ?? "",
          since,
          role,
          ...(topic !== undefined && { topic }),
          language,
          ...(offeredTo !== undefined && { offeredTo: nameOf(offeredTo) }),
        })),
    },
    people: people.map(({ person, status, since, unanswered }) => ({
      name: person.name,
      role: person.role,
      status,
      since,
      ...(unanswered && { unanswered }),
    })),
  };
}

function viewFlow(
  { name, title, version }: LiveFlowNow,
  calls: readonly CallNow[],
): FlowNow {
  const all = calls.filter((call) => flowNameOf(call.version) === name);
  const own = all.filter((call) => call.version === version);
  const steps: Record<string, number> = {};
  for (const { step } of own) steps[step] = (steps[step] ?? 0) + 1;
  const elsewhere = all.length - own.length;
  return { name, title, calls: all.length, steps, elsewhere };
}

/** The clocks of a call that still run. What the caller spoke is not counted against the line. */
function risksOf(
  { id, caller, version, step, clocks }: CallNow,
  flows: readonly LiveFlowNow[],
): AtRisk[] {
  const flow = flowNameOf(version);
  const promised = flows.find(({ name }) => name === flow)?.promised ?? {};
  return watched.flatMap((promise) => {
    const bound = promised[promise];
    if (bound === undefined || clocks.run[promise] !== undefined) return [];
    const from = clocks.from + clocks.spoken * 1000;
    return [{ call: id, caller, flow, step, promise, from, bound }];
  });
}

function partOf({ from, bound }: AtRisk, at: number): number {
  return (at - from) / 1000 / bound;
}
