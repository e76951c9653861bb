import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAgents, readDayOptions } from "../../src/cli/simulate-options.js";
import { drawCallers } from "../../src/simulate/callers.js";
import {
  measureDay,
  printDay,
  printRange,
  readArrivals,
  readMix,
  simulateDay,
  usualDay,
  type Day,
  type DayOptions,
} from "../../src/simulate/index.js";
import { classOf } from "../../src/machines/figures/seconds.js";
import { indicatorsOf, sumCalls } from "../../src/machines/figures/sum.js";
import { proveOnce } from "../support/prove-once.js";
import {
  deviationOf,
  erlangC,
  meanOf,
  plainMean,
  waitsOf,
} from "./queue-theory.js";

const shipped: DayOptions = {
  ...usualDay,
  flowsDir: "flows",
  peopleFile: "demo/people.yaml",
};

/** Everybody wants an agent and waits for as long as it takes; nothing but the handling keeps an agent. */
const plain: DayOptions = {
  ...shipped,
  flowsDir: "test/simulate/flows/straight",
  wrapUpMs: 0,
  patienceMs: Infinity,
  callMe: 0,
  redials: 0,
  declines: 0,
  answerMs: 0,
  unsettled: 0,
  callsPerSecond: 1_000,
};

/** Reference values of Erlang C: callers an hour, seconds of handling, agents; then how many wait, and for how long on average. */
const references = [
  [200, 180, 13, 0.2853, 17.1],
  [200, 180, 14, 0.1741, 7.8],
  [40, 360, 7, 0.1351, 16.2],
  [12, 300, 3, 0.0909, 13.6],
] as const;

function plainDay(
  [perHour, handling, agents]: readonly number[],
  calls: number,
): DayOptions {
  return {
    ...plain,
    agents: agents ?? 0,
    calls,
    overMs: (calls / (perHour ?? 1)) * 3_600_000,
    handlingMs: (handling ?? 0) * 1_000,
  };
}

/** Each call's moment of asking, and what it kept of an agent, in the order of asking. */
function servedOf({ calls, rung }: Day) {
  const rings = new Map(rung.map((one) => [one.at, one]));
  return calls
    .map(({ askedAt = 0, offeredAt = 0, caller }) => {
      const { at = 0, endedAt = 0 } = rings.get(offeredAt) ?? {};
      const [talk] = caller.talks;
      return {
        at: askedAt,
        handling: endedAt - at,
        drawn: talk?.handlingMs ?? 0,
        waited: offeredAt - askedAt,
      };
    })
    .toSorted((a, b) => a.at - b.at);
}

/** What the callers of a day would keep of an agent, before anything is simulated. */
function offeredOf(options: DayOptions) {
  return drawCallers(options).map(({ at, talks }) => ({
    at,
    handling: talks[0]?.handlingMs ?? 0,
  }));
}

describe("a simulated day", () => {
  it("makes every caller wait exactly as long as the theory of one queue says", async () => {
    const day = await simulateDay(plainDay([156, 60, 3], 30), proveOnce);
    const served = servedOf(day);
    const waited = served.map((one) => one.waited);
    expect(waited).toEqual(waitsOf(served, 3));
    expect(waited.filter((ms) => ms > 0).length).toBeGreaterThan(5);
    // Who is brief with a caller still hears who calls, and says hello.
    const odd = served.filter((one) => one.handling !== one.drawn);
    expect(odd.filter(({ drawn }) => drawn > 15_000)).toEqual([]);
    expect(measureDay(day)).toMatchObject({
      calls: 30,
      answered: 30,
      joined: 30,
      abandoned: 0,
      logged: {},
    });
  });

  it("is kept to the promises that were proved, and the same seed is the same day", async () => {
    const busy = { ...shipped, agents: 2, calls: 24, overMs: 600_000 };
    const first = measureDay(await simulateDay(busy, proveOnce));
    expect(first).toMatchObject({
      logged: {},
      stuck: [],
      silences: { count: 0 },
    });
    expect(first.promises.filter(({ broken }) => broken > 0)).toEqual([]);
    expect(first.promises.map(({ worst = 0 }) => worst > 0)).not.toContain(
      false,
    );
    expect(first.answered).toBe(24 + first.redials);
    expect(first.redials).toBeGreaterThan(0);
    expect(first.joined + first.abandoned + first.promised).toBe(first.asked);
    expect(first.settledByLine).toBe(first.conceded);
    expect(first.callbacks.kept).toBeGreaterThan(0);
    expect(first.callbacks.open).toBe(0);
    const again = measureDay(await simulateDay(busy, proveOnce));
    expect({ ...again, took: 0 }).toEqual({ ...first, took: 0 });
    expect(printDay(first)).toContain("hung up while waiting");
    expect(printRange([first, again]).split("\n").length).toBe(6);
  });

  it("is counted by the line as those who lived through it count", async () => {
    const day = await simulateDay(
      { ...shipped, agents: 3, calls: 60, overMs: 1_800_000 },
      proveOnce,
    );
    const told = measureDay(day);
    const { flows, callBacks, byRule, byPeople, customers } = day.figures;
    const line = indicatorsOf(sumCalls(flows));
    expect([told.redials, told.abandoned, told.callbacks.kept]).not.toContain(
      0,
    );
    expect(line).toMatchObject({
      calls: told.answered,
      ends: {
        person: told.joined,
        settled: told.settledByLine,
        promised: told.promised,
        abandoned: told.abandoned,
        left: 0,
      },
      abandoned: { of: told.asked, are: told.abandoned },
      transfers: 0,
    });
    // To the class of seconds that it is counted in.
    const { median, p95 } = told.secondsToPerson;
    expect(line.toPerson).toEqual({
      median: classOf(median),
      p95: classOf(p95),
    });
    for (const { name, proved, worst, broken } of told.promises)
      expect(line.promises.find((one) => one.name === name)).toMatchObject({
        proved,
        worst,
        late: broken,
      });
    // The policy that ships does not say what handling a claim costs: no sum is made up.
    expect(byRule).toEqual({
      claims: told.conceded,
      sums: day.credited,
      priced: 0,
      spared: {},
    });
    expect(byPeople.decisions).toBe(0);
    expect(callBacks.inTime + callBacks.late).toBe(told.callbacks.kept);
    // Callers whose one call settled it, or who were rung and needed no other.
    const callers = new Set(day.calls.map(({ caller }) => caller));
    const resolved = [...callers].filter((caller) => {
      const own = day.calls.filter((one) => one.caller === caller);
      const rung = day.calledBack.some(
        (one) => one.caller === caller && one.joinedAt !== undefined,
      );
      const [{ askedAt, joinedAt } = {}] = own;
      return (
        own.length === 1 &&
        (askedAt === undefined || joinedAt !== undefined || rung)
      );
    });
    expect(line.firstContact).toEqual({
      of: callers.size,
      are: resolved.length,
    });
    const lost = new Set(
      day.calls.filter((one) => one.gaveUp).map(({ caller }) => caller),
    );
    expect(customers.atRisk).toBeGreaterThanOrEqual(lost.size);
    expect(customers.recovered).toBeGreaterThan(0);
  });

  it("draws callers of whom the theory says what Erlang's formula does", () => {
    for (const reference of references) {
      const [, handling, agents, waits, meanWait] = reference;
      const load = (reference[0] * handling) / 3_600;
      const theory = erlangC(load, agents, handling);
      expect(theory.waits).toBeCloseTo(waits, 4);
      expect(theory.meanWait).toBeCloseTo(meanWait, 1);
      const waited = waitsOf(offeredOf(plainDay(reference, 40_000)), agents);
      const { mean, margin } = meanOf(waited);
      expect(Math.abs(mean / 1_000 - theory.meanWait)).toBeLessThan(
        margin / 1_000,
      );
    }
  });

  it("says in one line what was typed wrong, and what is expected", () => {
    const typed = { agents: "8", flows: "flows", format: "text" } as const;
    expect(() => readAgents("9..3")).toThrow(
      '--agents is "9..3"; a number from 1 to 200, or a range such as 8..14 is expected there.',
    );
    expect(readAgents("8..10")).toEqual([8, 9, 10]);
    expect(() => readDayOptions({ ...typed, patience: "soon" })).toThrow(
      '--patience is "soon"; a length of time such as 90s or 3m, or "never" is expected there.',
    );
    expect(() => readDayOptions({ ...typed, declines: "120" })).toThrow(
      "per cent, 0 to 100",
    );
    expect(
      readDayOptions({ ...typed, in: "2h", patience: "never", callMe: "12.5" }),
    ).toEqual({ overMs: 7_200_000, patienceMs: Infinity, callMe: 0.125 });
  });

  it("takes the times of real calls and the reasons of callers from files", async () => {
    const folder = await mkdtemp(join(tmpdir(), "directo-simulate-"));
    const file = join(folder, "file");
    const zone = "America/Bogota";
    await writeFile(
      file,
      "queue;time\nsales;2026-11-23 08:00:12\nsales;2026-11-23T08:00:02\n",
    );
    expect(await readArrivals(file, zone)).toEqual({
      start: Date.parse("2026-11-23T08:00:02-05:00"),
      arrivals: [0, 10_000],
    });
    await writeFile(file, "2026-11-23 08:00\nyesterday\n");
    await expect(readArrivals(file, zone)).rejects.toThrow("row 2: no time");
    await writeFile(file, 'a question: { share: 2, keys: "1x" }\n');
    await expect(readMix(file)).rejects.toThrow(
      "line 1, a question › keys: keys such as",
    );
    await rm(folder, { recursive: true });
  });
});

if (process.env["LONG"]) {
  describe("a long simulated day", () => {
    it.each(references)(
      "agrees with Erlang C, without all that it leaves out, for %d callers an hour, %d s and %d agents",
      async (...reference) => {
        const [perHour, handling, agents] = reference;
        const day = await simulateDay(plainDay(reference, 600), proveOnce);
        const served = servedOf(day);
        const waited = served.map((one) => one.waited);
        expect(waited).toEqual(waitsOf(served, agents));
        const load = (perHour * handling) / 3_600;
        const { meanWait } = erlangC(load, agents, handling);
        // How much days of so many callers differ by chance.
        const others = Array.from({ length: 100 }, (_, seed) =>
          plainMean(
            waitsOf(offeredOf({ ...plainDay(reference, 600), seed }), agents),
          ),
        );
        const mean = plainMean(waited) / 1_000;
        expect(Math.abs(mean - meanWait)).toBeLessThan(
          (3 * deviationOf(others)) / 1_000,
        );
      },
      600_000,
    );

    it.each([1, 2, 3, 4, 5, 6])(
      "comes to an end without a complaint where people refuse, hang up and come back (seed %d)",
      async (seed) => {
        const unruly = {
          ...shipped,
          seed,
          agents: 1 + seed,
          calls: 60,
          overMs: 1_800_000,
          declines: 0.25,
          leaders: 0.4,
          unsettled: 0.3,
          callMe: 0.4,
          redials: 0.8,
          reached: 0.6,
          patienceMs: 60_000,
          answerMs: 10_000,
          wrapUpMs: seed % 2 ? 0 : 30_000,
        };
        const report = measureDay(await simulateDay(unruly, proveOnce));
        expect(report).toMatchObject({
          logged: {},
          stuck: [],
          silences: { count: 0 },
        });
        expect(report.promises.filter(({ broken }) => broken > 0)).toEqual([]);
        expect(report.callbacks.open).toBe(0);
      },
      600_000,
    );
  });
}
