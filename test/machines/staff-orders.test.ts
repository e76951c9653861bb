import * as fc from "fast-check";
import {
  advance,
  whereIs,
  type MachineEvent,
} from "../../src/machines/advance.js";
import type { MachineEffect } from "../../src/machines/effects.js";
import { ringBackMachine } from "../../src/machines/ring-back/index.js";
import { createStaffCallMachine } from "../../src/machines/staff-call/index.js";
import { opened, people } from "./support/case-world.js";

const speech = { language: "es", voice: "Polly.Mia-Neural", speaks: "es-MX" };
const voices = { es: { voice: "Polly.Mia-Neural", speaks: "es-MX" } };

/** One machine with its timers; what it asks of the world is kept. */
function createWorld(machine: Parameters<typeof advance>[0]) {
  let snapshot: Parameters<typeof advance>[1];
  let now = 0;
  const timers = new Map<string, number>();
  const effects: MachineEffect[] = [];
  const send = (event: object): void => {
    const step = advance(machine, snapshot, {
      ...event,
      at: now,
    } as MachineEvent);
    snapshot = JSON.parse(JSON.stringify(step.snapshot)) as typeof snapshot;
    for (const { id, dueAt } of step.timers)
      if (dueAt === null) timers.delete(id);
      else timers.set(id, dueAt);
    effects.push(...(step.effects as MachineEffect[]));
  };
  return {
    effects,
    send,
    where: () => (snapshot ? whereIs(snapshot) : "nowhere"),
    /** All that was told to machines of a kind. */
    told: (kind: string) =>
      effects.flatMap((effect) =>
        effect.type === "tell" && effect.to.kind === kind ? [effect.event] : [],
      ),
    /** Lets the timer that is due first fire, if there is one. */
    fire(): boolean {
      const [next] = [...timers].toSorted(([, one], [, other]) => one - other);
      if (!next) return false;
      timers.delete(next[0]);
      now = Math.max(now, next[1]);
      send({ type: next[0] });
      return true;
    },
  };
}

const offer = fc.constantFrom(0, 1, 1, 1);
const ofLeg = fc.oneof(
  fc.record({
    type: fc.constantFrom("leg-placed", "leg-answered"),
    offer,
    leg: fc.constant("CA1"),
  }),
  fc.record({
    type: fc.constantFrom("leg-over", "leg-refused"),
    offer,
    result: fc.constant("no-answer"),
  }),
);
const keys = fc.record({
  type: fc.constant("digits"),
  digits: fc.constantFrom("1", "1", "2", "7"),
});
const silence = fc.constant({ type: "silence" });
const time = fc.constant({ type: "time" });

describe("a customer who is rung, whatever happens in whatever order", () => {
  const happening = fc.oneof(
    { weight: 6, arbitrary: fc.oneof(ofLeg, keys) },
    { weight: 2, arbitrary: silence },
    { weight: 1, arbitrary: time },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant("may-ring"),
        allowed: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ type: "given-up" }) },
  );
  const asked = fc.constantFrom(
    { room: "room" },
    { tells: { words: "Hecho.", question: 1 } },
  );

  it("is rung once at most, and whoever asked hears once what came of it", () => {
    fc.assert(
      fc.property(
        asked,
        fc.array(happening, { maxLength: 20 }),
        (purpose, list) => {
          const world = createWorld(ringBackMachine);
          world.send({
            type: "asked",
            by: { kind: "case", id: "CA1" },
            person: { name: "Ana Torres", title: "" },
            number: "+12025550143",
            line: "+12025550100",
            speech,
            ...purpose,
          });
          for (const one of list)
            if (one.type === "time") world.fire();
            else world.send(one);
          const gaveUp = list.some(({ type }) => type === "given-up");
          // A word of the guard always comes.
          world.send({ type: "may-ring", allowed: true });
          while (world.fire());
          const words = world.told("case").map(({ type }) => type);
          const first = ["customer-joined", "not-reached", "told", "answered"];
          expect(world.where()).toBe("over");
          expect(
            world.effects.filter(({ type }) => type === "ring-leg").length,
          ).toBeLessThan(2);
          const heard = words.filter((one) => first.includes(one));
          expect(heard.length).toBeLessThan(2);
          if (!gaveUp) expect(heard).toHaveLength(1);
          if (!gaveUp && heard[0] === "customer-joined")
            expect(words).toEqual(["customer-joined", "leg-ended"]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("a call of the line's people, whatever happens in whatever order", () => {
  const machine = createStaffCallMachine({
    people: {
      ...people,
      areas: ["billing"],
      reasons: ["late", "wrong"],
      labels: {},
    },
    voices,
    timeZone: "America/Bogota",
    number: "+12025550100",
  });
  const cases = ["CA1", "CA2"].map((id) => ({
    id,
    opened: { ...opened(), at: 0, id },
    due: 0,
    messages: 0,
  }));
  const right = {
    type: "pin-right",
    person: { id: "ana", name: "Ana Torres", languages: ["es"] },
    cases,
  };
  const happening = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constant("digits"),
        digits: fc.constantFrom(
          "12345",
          "0",
          "1",
          "1",
          "2",
          "3",
          "3",
          "4",
          "5",
        ),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.constant(right),
    },
    { weight: 1, arbitrary: fc.constant({ type: "pin-wrong" }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        { type: "customer-joined" },
        { type: "not-reached", why: "no-answer" },
        { type: "leg-ended" },
        { type: "recorded", url: "https://r.example/RE1", seconds: 3 },
      ),
    },
    { weight: 2, arbitrary: silence },
    { weight: 1, arbitrary: time },
  );

  it("closes no case twice, and sets whoever talked free in the end", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (list) => {
        const world = createWorld(machine);
        world.send({ type: "dialled", call: "CA9" });
        world.send({ type: "digits", digits: "12345" });
        world.send(right);
        world.send({ type: "digits", digits: "3" });
        for (const one of list)
          if (one.type === "time") world.fire();
          else world.send(one);
        world.send({ type: "hung-up" });
        // A note may still come in.
        if (world.where() === "hung-up-noting") world.fire();
        expect(world.where()).toBe("over");
        const queue = world.told("queue").map(({ type }) => type);
        const count = (what: string) =>
          queue.filter((type) => type === what).length;
        expect(count("free")).toBe(count("occupied"));
        const closed = world.effects.flatMap((effect) =>
          effect.type === "tell" && effect.event.type === "closed-by"
            ? [effect.to.id]
            : [],
        );
        expect(new Set(closed).size).toBe(closed.length);
      }),
      { numRuns: 200 },
    );
  });
});
