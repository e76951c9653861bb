/** Which weeks of closed cases are told that their time is over, and what weeks and cases make of it. */
import { advance, type MachineEvent } from "../../src/machines/advance.js";
import {
  caseRetentionMachine,
  type CaseRetention,
} from "../../src/machines/case/retention.js";
import {
  closedCasesMachine,
  type ClosedCases,
} from "../../src/machines/case/closed-cases.js";
import { createCaseWorld, opened, startedAt } from "./support/case-world.js";

const hour = 3_600_000;
const day = 24 * hour;
const closing = {
  type: "closed-by",
  by: "Ana Torres",
  outcome: "solved",
  words: "Le devolvimos 12 dólares",
  reason: "cobro doble",
  area: "billing",
};

type Told = { to: { kind: string; id: string }; event: object };

function createWorld(machine: Parameters<typeof advance>[0]) {
  let snapshot: Parameters<typeof advance>[1];
  const timers = new Map<string, number>();
  return {
    timers,
    /** Gives whom it told. */
    send(event: Record<string, unknown> & { readonly at: number }): Told[] {
      const step = advance(machine, snapshot, event as unknown as MachineEvent);
      snapshot = JSON.parse(JSON.stringify(step.snapshot)) as typeof snapshot;
      for (const { id, dueAt } of step.timers)
        if (dueAt === null) timers.delete(id);
        else timers.set(id, dueAt);
      return step.effects as unknown as Told[];
    },
    context: () =>
      (snapshot as unknown as { context: CaseRetention & ClosedCases }).context,
  };
}

describe("the time that closed cases are kept", () => {
  const monday = Date.parse("2026-06-01T12:00:00Z");
  const set = (at: number, days?: number) => ({
    type: "cases-kept-for",
    at,
    ...(days !== undefined && { keepMs: days * day }),
  });
  const weeks = (told: Told[]) => told.map(({ to }) => to.id);

  it("is over for whole weeks, ten years back at first and each once", () => {
    const world = createWorld(caseRetentionMachine);
    const first = weeks(world.send(set(monday, 30)));
    // 2 May is in the week of 27 April, whose last days are not over yet.
    expect([first.at(-1), first.length]).toEqual(["2026-W17", 521]);
    const [timer] = world.timers;
    expect(timer?.[1]).toBe(monday + day);
    const type = timer?.[0] ?? "";
    const told = Array.from({ length: 14 }, (_, count) =>
      world.send({ type, at: monday + (count + 1) * day }),
    );
    expect(told.map(weeks).filter((one) => one.length > 0)).toEqual([
      ["2026-W18"],
      ["2026-W19"],
    ]);
  });

  it("is longer or shorter from the next start on, and for good without a setting", () => {
    const world = createWorld(caseRetentionMachine);
    world.send(set(monday, 60));
    expect(world.context().through).toBe("2026-W13");
    expect(weeks(world.send(set(monday, 90)))).toEqual([]);
    expect(weeks(world.send(set(monday, 46)))).toEqual([
      "2026-W14",
      "2026-W15",
    ]);
    expect(weeks(world.send(set(monday)))).toEqual([]);
    expect(world.timers.size).toBe(0);
  });
});

it("a week tells its cases some at a time, those that were closed before alone, and each once", () => {
  const world = createWorld(closedCasesMachine);
  for (let count = 0; count < 250; count += 1)
    world.send({
      type: "case-closed",
      at: 0,
      id: `c${count}`,
      closed: { id: `c${count}`, week: "2026-W10", closedAt: count },
    });
  const over = { type: "time-over", at: 0, closedBefore: 240 };
  const told: string[] = [];
  for (let rounds = 0, again = true; again; rounds += 1) {
    const effects = world.send(over);
    again = effects.some(({ to }) => to.kind === "closed-cases");
    told.push(
      ...effects.flatMap(({ to }) => (to.kind === "case" ? to.id : [])),
    );
    expect(effects.length).toBeLessThanOrEqual(101);
    expect(rounds).toBeLessThan(3);
  }
  expect(new Set(told).size).toBe(240);
  expect(told.length).toBe(240);
  const { cases } = world.context();
  expect(Object.keys(cases).length).toBe(250);
  expect(world.send(over)).toEqual([]);
});

describe("a case whose week says that its time is over", () => {
  const over = { type: "time-over", closedBefore: startedAt + hour };

  it("stays while it is open, was closed later, or was opened again", () => {
    const world = createCaseWorld();
    world.send(opened());
    expect(world.send(over)).toBe(false);
    world.pass(2 * hour);
    world.send(closing);
    expect(world.send(over)).toBe(false);
    world.send({ type: "answered", solved: false, question: 1 });
    expect(world.send({ ...over, closedBefore: Infinity })).toBe(false);
    expect(world.where()).toBe("open.waiting");
  });

  it("goes with its timers, its words and its recordings", () => {
    const world = createCaseWorld();
    world.send(opened({ words: "por favor" }));
    const url = "https://api.example/Recordings/RE7";
    world.send({ type: "message-left", url, seconds: 9 });
    world.send(closing);
    world.send({ type: "message-undelivered", receipt: "closed:1" });
    expect(world.timers.size).toBe(1);
    world.sent.splice(0);
    world.send(over);
    expect(world.where()).toBe("gone");
    expect(world.timers.size).toBe(0);
    expect(world.file().opened).toBeUndefined();
    expect(JSON.stringify(world.file())).not.toMatch(/por favor|cobro|RE7/);
    expect(world.sent.map(({ effect }) => effect)).toEqual([
      { type: "delete-recording", recording: url },
    ]);
  });
});
