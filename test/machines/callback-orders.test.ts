import * as fc from "fast-check";
import type { Staff } from "../../src/machines/queue/events.js";
import {
  asked,
  createPeopleWorld,
  wanted,
  type Leg,
  type PeopleWorld,
} from "./support/people-world.js";

const maria = "+12025550143";
const luis: Staff = {
  id: "luis",
  name: "Luis Prado",
  phone: "+12025550111",
  role: "agent",
  languages: ["es"],
};
const minute = 60_000;

const settle = (world: PeopleWorld) => {
  while (world.deliver());
};

describe("whatever happens, in any order", () => {
  const numbers = ["+12025550143", "+12025550144", "+12025550145"];
  const deeds = [
    "arrive",
    "leave",
    "ask-back",
    "ask-back",
    "ring-in",
    "ring-off",
    "deliver",
    "deliver",
    "deliver",
    "deliver",
    "place",
    "place",
    "answer",
    "answer",
    "1",
    "1",
    "1",
    "2",
    "silence",
    "over",
    "wait",
    "away",
    "back",
  ] as const;
  const deed = fc.record({
    what: fc.constantFrom(...deeds),
    which: fc.nat({ max: 2 }),
    first: fc.constantFrom("person", "caller"),
  });

  it("a call-back keeps the first arrival's place, and ends with a talk, by the caller's word, or as a case; no telephone is left ringing", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 150 }), (list) => {
        const world = createPeopleWorld([
          luis,
          { ...luis, id: "lea", phone: "+12025550112" },
        ]);
        const arrived = new Map<string, number>();
        const promised = new Set<string>();
        for (const { what, which, first } of list) {
          const number = numbers[which] ?? maria;
          act(world, arrived, promised, what, which, number, first);
          for (const { call, since } of world.queue().waiting)
            expect(since).toBe(arrived.get(call.replace(/^CA|\.back$/g, "")));
          const reserved = world
            .queue()
            .waiting.flatMap(({ offeredTo }) => offeredTo ?? []);
          expect(new Set(reserved).size).toBe(reserved.length);
        }
        settle(world);
        for (const number of numbers) {
          const at = world.callback(number)?.at ?? "idle";
          const { at: person } = world.connection(`CA${number}.back`) ?? {};
          // Nobody waits for, or is kept free for, a caller who is not being rung.
          if (["idle", "trying.pausing", "on-the-line"].includes(at))
            expect([undefined, "new", "over", "wrap-up"]).toContain(person);
        }
        restOfDay(world, numbers);
        for (const number of numbers) {
          const { at = "idle", context } = world.callback(number) ?? {};
          expect(at).toBe("idle");
          const last = context?.tries.at(-1)?.result;
          const isCase = world.cases.some(({ id }) => id === `CA${number}`);
          if (promised.has(number))
            expect(isCase || last === "talked" || last === "not-wanted").toBe(
              true,
            );
        }
        expect(world.queue().waiting).toEqual([]);
        expect(world.legs.filter(({ state }) => state !== "over")).toEqual([]);
      }),
      { seed: 7, numRuns: Number(process.env["FAULT_SEEDS"] ?? 150) },
    );
  });
});

/** A call that is cut off while its caller waits or talks; the caller rings again, the person rings them, the line does: in any order. */
describe("a caller who was cut off", () => {
  const told = { source: "x", variables: {}, values: {}, zone: "UTC" };
  const brief = { es: { ...told, voice: "v", speaks: "es-MX" } };
  const call = "CA1";
  const deeds: Readonly<Record<string, (world: PeopleWorld) => void>> = {
    "a message": (world) => void world.deliver(),
    "all messages": settle,
    "agent's 1": (world) =>
      void world.toConnection(call, { type: "digits", digits: "1" }),
    "agent's 2": (world) =>
      void world.toConnection(call, { type: "digits", digits: "2" }),
    "agent hears nothing": (world) =>
      void world.toConnection(call, { type: "silence" }),
    "agent hangs up": (world) =>
      world.legs
        .filter((leg) => leg.call === call && leg.state !== "over")
        .forEach((leg) => end(world, leg)),
    "carrier rings": (world) =>
      world.legs
        .filter(({ state }) => state === "asked")
        .forEach((leg) => ring(world, leg)),
    "picks up": (world) => {
      const leg = world.legs.find(({ state }) => state === "ringing");
      if (!leg) return;
      leg.state = "answered";
      tell(world, leg, { type: "leg-answered" });
    },
    "presses 1": (world) => {
      const leg = world.legs.findLast(({ state }) => state === "answered");
      if (leg) tell(world, leg, { type: "digits", digits: "1" });
    },
    "does not pick up": (world) => {
      const leg = world.legs.find(({ state }) => state === "ringing");
      if (leg) end(world, leg);
    },
    "ten seconds": (world) => world.advance(10_000),
    "a minute": (world) => world.advance(minute),
  };
  const rings = (world: PeopleWorld) =>
    world.legs.filter(
      ({ phone, state }) =>
        phone === maria && !["over", "asked"].includes(state),
    ).length;

  const isOnTelephone = (world: PeopleWorld) =>
    world.legs.some(
      ({ phone, state }) => phone === maria && state === "answered",
    );

  it("is rung by one of them at most, never while they are on the telephone, and each telephone is put down in the end", () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.array(
          fc.oneof(
            fc
              .constantFrom(...Object.keys(deeds), "rings again")
              .map((one) => [one]),
            // The line rings a person, and then the caller.
            fc.constant(["a minute", "picks up", "presses 1", "picks up"]),
            // The person who had the talk does.
            fc.constant(["agent's 1", "picks up"]),
          ),
          { maxLength: 25 },
        ),
        (isTalking, lists) => {
          const names = lists.flat();
          const world = createPeopleWorld([luis]);
          world.toConnection(call, wanted(call, 0, { brief }));
          settle(world);
          deeds["carrier rings"]?.(world);
          deeds["picks up"]?.(world);
          // Whoever has just taken the call may not have told the caller's call yet.
          if (isTalking) deeds["presses 1"]?.(world);
          const isKnown = isTalking && world.deliver();
          const cutOff = isKnown ? "talking" : "waiting";
          world.toCallback(maria, asked(maria, 0, { call, brief, cutOff }));
          world.toConnection(call, {
            type: "given-up",
            number: maria,
            callBack: true,
          });
          let again = false;
          for (const name of names) {
            // Who is on the telephone with the line does not ring it.
            if (name === "rings again" && !again && !isOnTelephone(world)) {
              again = true;
              world.toCallback(maria, { type: "rang-in", call: "CA2" });
              settle(world);
              reached.add("by themselves");
            } else deeds[name]?.(world);
            settle(world);
            deeds["carrier rings"]?.(world);
            settle(world);
            expect(rings(world)).toBeLessThanOrEqual(again ? 0 : 1);
          }
          for (const leg of world.legs)
            if (leg.phone === maria && leg.state === "answered")
              reached.add(leg.call);
          for (let round = 0; round < 40; round += 1) {
            deeds["carrier rings"]?.(world);
            for (const leg of world.legs)
              if (leg.state !== "over" && round % 2 === 1) end(world, leg);
            world.advance(5 * minute);
            settle(world);
          }
          expect(world.callback(maria)?.at).toBe("idle");
          expect(world.queue().waiting).toEqual([]);
          expect(world.legs.filter(({ state }) => state !== "over")).toEqual(
            [],
          );
          if (again) expect(world.cases).toEqual([]);
        },
      ),
      { seed: 11, numRuns: Number(process.env["FAULT_SEEDS"] ?? 100) },
    );
    expect([...reached].toSorted()).toEqual([
      maria,
      `${call}.again1`,
      "by themselves",
    ]);
  });
});

type What =
  | "arrive"
  | "leave"
  | "ask-back"
  | "ring-in"
  | "ring-off"
  | "deliver"
  | "place"
  | "answer"
  | "1"
  | "2"
  | "silence"
  | "over"
  | "wait"
  | "away"
  | "back";

function act(
  world: PeopleWorld,
  arrived: Map<string, number>,
  promised: Set<string>,
  what: What,
  which: number,
  number: string,
  first: string,
): void {
  const live = world.legs.filter(({ state }) => state !== "over");
  const leg = live[which % Math.max(1, live.length)];
  switch (what) {
    case "arrive":
      if (arrived.has(number)) return;
      arrived.set(number, world.now());
      world.toConnection(`CA${number}`, wanted(`CA${number}`, world.now()));
      return;
    case "leave":
      world.toConnection(`CA${number}`, { type: "given-up" });
      return;
    case "ask-back": {
      const since = arrived.get(number);
      if (since === undefined || promised.has(number)) return;
      promised.add(number);
      world.toConnection(`CA${number}`, { type: "given-up" });
      const due = world.now() + 60 * minute;
      const { case: file } = asked(number, since);
      world.toCallback(
        number,
        asked(number, since, { first, case: { ...file, due } }),
      );
      return;
    }
    case "ring-in":
      if (promised.has(number))
        world.toCallback(number, { type: "rang-in", call: "CA9" });
      return;
    case "ring-off":
      rangOff(world, number, which === 0);
      return;
    case "deliver":
      world.deliver();
      return;
    case "place":
      if (leg?.state === "asked") ring(world, leg);
      return;
    case "answer":
      if (leg?.state !== "ringing") return;
      leg.state = "answered";
      tell(world, leg, { type: "leg-answered" });
      return;
    case "1":
    case "2":
    case "silence":
      if (leg?.state !== "answered") return;
      tell(
        world,
        leg,
        what === "silence"
          ? { type: "silence" }
          : { type: "digits", digits: what },
      );
      return;
    case "over":
      if (leg) end(world, leg);
      return;
    case "wait":
      return world.advance([20_000, 2 * minute, 10 * minute][which] ?? 0);
    case "away":
    case "back":
      world.toQueue({
        type: "presence",
        person: which === 0 ? "luis" : "lea",
        status: what === "away" ? "away" : "available",
      });
  }
}

/** Messages arrive, telephones ring out, callers who still wait go, and the hours pass. */
function restOfDay(world: PeopleWorld, numbers: readonly string[]): void {
  for (let round = 0; round < 60; round += 1) {
    settle(world);
    for (const number of numbers) {
      world.toConnection(`CA${number}`, { type: "given-up" });
      rangOff(world, number, false);
    }
    for (const leg of world.legs) {
      if (leg.state === "asked") ring(world, leg);
      if (leg.state !== "over" && round % 2 === 1) end(world, leg);
    }
    world.advance(5 * minute);
  }
  settle(world);
}

/** The call is over that the caller was on. */
function rangOff(world: PeopleWorld, number: string, served: boolean): void {
  const call = world.callback(number)?.context.onCall;
  if (call !== undefined)
    world.toCallback(number, { type: "rang-off", call, served });
}

function ring(world: PeopleWorld, leg: Leg): void {
  leg.state = "ringing";
  tell(world, leg, { type: "leg-placed" });
}

function end(world: PeopleWorld, leg: Leg): void {
  const wasAsked = leg.state === "asked";
  leg.state = "over";
  tell(
    world,
    leg,
    wasAsked
      ? { type: "leg-refused" }
      : { type: "leg-over", result: "no-answer" },
  );
}

function tell(
  world: PeopleWorld,
  leg: Leg,
  event: { readonly type: string } & Record<string, unknown>,
): void {
  const about = { offer: leg.offer, leg: String(world.legs.indexOf(leg)) };
  if (leg.call.startsWith("+"))
    world.toCallback(leg.call, { ...about, ...event });
  else if (/\.again\d+$/.test(leg.call))
    world.toRingBack(leg.call, { ...about, ...event });
  else world.toConnection(leg.call, { ...about, ...event });
}
