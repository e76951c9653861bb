import { DateTime } from "luxon";
import { whereIs } from "../machines/advance.js";
import type { Callback } from "../machines/callback/context.js";
import type { Connection } from "../machines/connection/context.js";
import type { Queue } from "../machines/queue/context.js";
import { noFigures, type DayFigures } from "../machines/figures/day.js";
import { sumDays } from "../machines/figures/sum.js";
import type { Ledger } from "../machines/ledger.js";
import { lineQueue } from "../machines/queue/events.js";
import type { Clocks } from "../flows/proof/index.js";
import type { Certificate } from "../flows/proof/index.js";
import {
  proveHere,
  type CompanyFiles,
  type Prove,
} from "../server/served/certify.js";
import { readBills } from "../server/served/company.js";
import { demoFile } from "../server/served/demo-file.js";
import { readContext } from "../server/read-context.js";
import { flowsThatAnswer } from "../server/served/answering.js";
import { readCompany } from "../server/served/served.js";
import { SettingError } from "../server/setting-error.js";
import { readState } from "../server/turn.js";
import { billsFor, withAgents } from "./company.js";
import { drawCallers } from "./callers.js";
import { createEars, type Silence } from "./ears.js";
import { openSimulatedLine, type Logged, type SimulatedLine } from "./line.js";
import type { DayOptions } from "./options.js";
import type { Lived } from "./caller-phone.js";
import { createPersons, type Persons } from "./persons.js";
import type { Rung } from "./staff-phone.js";

/** What became of a day, call by call. */
export interface Day {
  readonly options: DayOptions;
  /** Epoch ms: the opening, and the end of the last call. */
  readonly start: number;
  readonly end: number;
  readonly calls: readonly CallOfDay[];
  /** Callers who were called back. */
  readonly calledBack: readonly Lived[];
  readonly rung: readonly Rung[];
  readonly agents: ReadonlySet<string>;
  readonly wrapUpMs: number;
  readonly certificate: Certificate;
  /** Machines by kind. */
  readonly machines: Readonly<Record<string, number>>;
  /** What the line itself counted, all days together. */
  readonly figures: DayFigures;
  /** By the company's books: minor units by currency. */
  readonly credited: Readonly<Record<string, number>>;
  /** Call-backs that were promised, and those of them still open at the end. */
  readonly promised: number;
  readonly open: number;
  /** Calls that the engine has not ended, and people who are still kept: a fault of the line. */
  readonly stuck: readonly string[];
  /** When a telephone was silent for too long, and nobody had said why. */
  readonly silences: readonly Silence[];
  readonly logged: readonly Logged[];
  /** Seconds of the wall, and of the processor. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
}

export interface CallOfDay extends Lived {
  /** The proof's own clocks; absent: the call has not ended in the engine. */
  readonly clocks?: Clocks | undefined;
  /** Where the call ended in its flow. */
  readonly at?: string | undefined;
  /** When the caller asked for a person last, epoch ms; absent: never. */
  readonly askedAt?: number | undefined;
  /** The rules by which others went first. */
  readonly overtaken: readonly string[];
}

/** As a server is that has run for long: a talk of 15 s after it is the engine's own. */
const usualWrapUpMs = 15_000;
const minuteMs = 60_000;
/** Nobody hears nothing for longer (C7). */
const longestSilenceMs = 3_000;
/** Where a call is that is over. */
const ended = "(ended)";
/** What is still open so long after the last caller came stays so. */
const mostAfterMs = 4 * 3_600_000;

/** Proves what is served; what was proved of one flow stands, however many agents there are. */
export function createProver(): Prove {
  const proved = new Map<string, ReturnType<Prove>>();
  return (flow, options) => {
    const known = proved.get(flow.version) ?? proveHere(flow, options);
    proved.set(flow.version, known);
    return known;
  };
}

/** Runs a day. Rejects with a `SettingError` or `FlowsRefused` for files that cannot be used. */
export async function simulateDay(
  options: DayOptions,
  prove: Prove = createProver(),
): Promise<Day> {
  const began = { at: performance.now(), cpu: process.cpuUsage() };
  const files = await readFiles(options);
  const callers = drawCallers(options);
  const start = options.start ?? nextMonday(timeZoneOf(files));
  const own = await openSimulatedLine({
    files,
    bills: billsFor(await readBills(demoFile("bills.yaml")), callers),
    start,
    seed: options.seed,
    callsPerSecond: options.callsPerSecond,
    prove,
  });
  try {
    const agents = new Set(files.people.agents.map(({ phone }) => phone));
    const wrapUp = files.people["wrap-up"];
    const wrapUpMs = wrapUp === undefined ? usualWrapUpMs : wrapUp * 1000;
    const { clock, simulator } = own;
    const ears = createEars(longestSilenceMs);
    simulator.events.subscribe((event) => ears.take(event));
    const persons = createPersons({
      simulator,
      clock,
      options,
      agents,
      callers,
      line: own.number,
      wrapUpMs,
    });
    for (const caller of callers)
      clock.after(caller.at, () => persons.dial(caller));
    const calls = await live(
      own,
      persons,
      callers.length,
      callers.at(-1)?.at ?? 0,
    );
    // The last talk is wrapped up.
    await clock.advance(wrapUpMs + minuteMs);
    const stuck = await whatIsStuck(own, calls);
    const { machines, figures, credited, promised, open } =
      await countMachines(own);
    const cpu = process.cpuUsage(began.cpu);
    return {
      options,
      start,
      end: Math.max(start, ...persons.lived.map((one) => one.endedAt ?? start)),
      calls,
      calledBack: persons.lived.filter((one) => one.calledBack),
      rung: persons.rung,
      agents,
      wrapUpMs,
      certificate: own.line.served.now.certificate,
      machines,
      figures,
      credited,
      promised,
      open,
      stuck,
      silences: ears.silences,
      logged: own.logged,
      wallSeconds: (performance.now() - began.at) / 1000,
      cpuSeconds: (cpu.user + cpu.system) / 1e6,
    };
  } finally {
    await own.close();
  }
}

async function readFiles(options: DayOptions): Promise<CompanyFiles> {
  const { flowsDir, peopleFile, to } = options;
  const files = await readCompany(flowsDir, peopleFile, {}, to);
  if (files.people.agents.length === 0)
    throw new SettingError(
      `${options.peopleFile} names no agent: nobody's like could answer.`,
    );
  const people = withAgents(files.people, options.agents, options.wrapUpMs);
  return { ...files, people };
}

/** Of the flow that answers. */
export function timeZoneOf(files: CompanyFiles): string {
  const [{ document }] = flowsThatAnswer(files);
  return document.timeZone;
}

/** Time goes on until everybody called and nobody waits for anything. */
async function live(
  own: SimulatedLine,
  persons: Persons,
  expected: number,
  lastAtMs: number,
): Promise<readonly CallOfDay[]> {
  const { clock } = own;
  const begins = clock.now();
  const unread = new Set<Lived>();
  const calls: CallOfDay[] = [];
  let seen = 0;
  for (;;) {
    await clock.advance(minuteMs);
    for (; seen < persons.lived.length; seen += 1) {
      const one = persons.lived[seen];
      if (one && !one.calledBack) unread.add(one);
    }
    const late = clock.now() > begins + lastAtMs + mostAfterMs;
    for (const one of unread) {
      if (one.endedAt === undefined && !late) continue;
      calls.push(await readCall(own, one));
      unread.delete(one);
    }
    if (late) return calls;
    if (calls.length < expected || persons.live > 0) continue;
    if (!(await somethingIsOpen(own))) return calls;
  }
}

async function readCall(own: SimulatedLine, one: Lived): Promise<CallOfDay> {
  const { store } = own;
  const { machine } = await store.load({ kind: "call", id: one.sid });
  const state = machine && readState(machine.state);
  const connection = await readContext<Connection>(store, {
    kind: "connection",
    id: one.sid,
  });
  return Object.assign(one, {
    clocks: state?.record as Clocks | undefined,
    at: state && whereIs(state.snapshot),
    askedAt: connection?.wanted?.at,
    overtaken: (connection?.overtaken ?? []).map(({ rule }) => rule),
  });
}

/** Somebody waits, or is to be called back soon. */
async function somethingIsOpen({ store }: SimulatedLine): Promise<boolean> {
  const queue = await readContext<Queue>(store, lineQueue);
  if ((queue?.waiting ?? []).length > 0) return true;
  for await (const key of store.machines())
    if (key.kind === "callback") {
      const context = await readContext<Callback>(store, key);
      if (context?.asked) return true;
    }
  return false;
}

async function whatIsStuck(
  { store }: SimulatedLine,
  calls: readonly CallOfDay[],
): Promise<readonly string[]> {
  const queue = await readContext<Queue>(store, lineQueue);
  return [
    ...calls
      .filter(({ answeredAt, at }) => answeredAt !== undefined && at !== ended)
      .map(({ sid, at = "no step" }) => `call ${sid} at ${at}`),
    ...(queue?.waiting ?? []).map(({ call }) => `call ${call} in the queue`),
    ...(queue?.people ?? [])
      .filter(({ status }) => status !== "available")
      .map(({ person, status }) => `${person.name}, ${status}`),
  ];
}

async function countMachines({ store }: SimulatedLine) {
  const machines: Record<string, number> = {};
  const credited: Record<string, number> = {};
  const days: DayFigures[] = [];
  let promised = 0;
  let open = 0;
  for await (const key of store.machines()) {
    machines[key.kind] = (machines[key.kind] ?? 0) + 1;
    if (key.kind === "figures")
      days.push((await readContext<DayFigures>(store, key)) ?? noFigures);
    if (key.kind === "ledger")
      for (const { money } of (await readContext<Ledger>(store, key))
        ?.credits ?? [])
        credited[money.currency] =
          (credited[money.currency] ?? 0) + money.amount;
    if (key.kind !== "callback") continue;
    const context = await readContext<Callback>(store, key);
    promised += context?.promised.length ?? 0;
    if (context?.asked) open += 1;
  }
  return { machines, figures: sumDays(days), credited, promised, open };
}

/** At eight in the morning, when lines are busiest. Epoch ms. */
function nextMonday(zone: string): number {
  return DateTime.now()
    .setZone(zone)
    .plus({ weeks: 1 })
    .startOf("week")
    .set({ hour: 8 })
    .toMillis();
}
