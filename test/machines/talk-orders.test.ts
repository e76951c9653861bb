/** Whatever the person, the caller and whoever is asked do in a talk, in any order: nobody is left behind. */
import * as fc from "fast-check";
import {
  ana,
  answer,
  end,
  luis,
  place,
  settle,
  statusOf,
  talk,
} from "./support/people-carrier.js";
import {
  createPeopleWorld,
  wanted,
  type PeopleWorld,
} from "./support/people-world.js";

const LONG = process.env["LONG"] === "1";
const director = { name: "Ana", role: "director", spoken: {} };
const told = {
  source: "x",
  variables: {},
  values: {},
  zone: "UTC",
  voice: "v",
  speaks: "es-MX",
};

const third = (world: PeopleWorld) =>
  `a.third${world.connection("a")?.context.thirds ?? 0}`;
const deeds: Readonly<Record<string, (world: PeopleWorld) => void>> = {
  hold: (world) => void world.toConnection("a", { type: "hold" }),
  ask: (world) =>
    void world.toConnection("a", { type: "ask", whom: "director" }),
  back: (world) => void world.toConnection("a", { type: "back" }),
  "third off": (world) => void world.toConnection("a", { type: "third-off" }),
  leave: (world) => void world.toConnection("a", { type: "leave" }),
  "agent's star": (world) => void world.toConnection("a", { type: "silence" }),
  "agent's 1": (world) =>
    void world.toConnection("a", { type: "digits", digits: "1" }),
  "agent's 3": (world) =>
    void world.toConnection("a", { type: "digits", digits: "3" }),
  "agent's 4": (world) =>
    void world.toConnection("a", { type: "digits", digits: "4" }),
  "agent hangs up": (world) => end(world, "a", "declined"),
  "caller's 1": (world) =>
    void world.toAside("a", { type: "digits", digits: "1" }),
  "caller's 0": (world) =>
    void world.toAside("a", { type: "digits", digits: "0" }),
  "caller hangs up": (world) =>
    void world.toConnection("a", { type: "given-up" }),
  "third rings": (world) => place(world, third(world)),
  "third picks up": (world) => answer(world, third(world)),
  "third accepts": (world) =>
    void world.toConnection(third(world), { type: "digits", digits: "1" }),
  "third hangs up": (world) => end(world, third(world), "declined"),
  "a message": (world) => void world.deliver(),
  "all messages": settle,
  "twenty seconds": (world) => world.advance(20_000),
};

/** The third in their turn, one step at a time. */
const thirdComes = ["third rings", "third picks up", "third accepts"];
const ends = ["agent hangs up", "caller hangs up", "third hangs up", "leave"];
const acts = Object.keys(deeds).filter((one) => !ends.includes(one));
/** Most talks get somewhere before they end. */
const someDeeds = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...acts).map((one) => [one]) },
      { weight: 6, arbitrary: fc.constant(["all messages"]) },
      {
        weight: 4,
        arbitrary: fc.constant(
          ["ask", ...thirdComes].flatMap((one) => [one, "all messages"]),
        ),
      },
      { weight: 1, arbitrary: fc.constantFrom(...ends).map((one) => [one]) },
    ),
    { maxLength: 30 },
  )
  .map((some) => some.flat());

function run(names: readonly string[]) {
  const world = createPeopleWorld([
    { ...luis, above: { director } },
    { ...ana, topics: ["Ana"] },
  ]);
  world.toConnection("a", wanted("a", 0, { brief: { es: told } }));
  talk(world, "a");
  let apartMs = 0;
  for (const name of names) {
    deeds[name]?.(world);
    apartMs =
      world.aside("a")?.at === "waiting"
        ? apartMs + (name === "twenty seconds" ? 20_000 : 0)
        : 0;
    expect(apartMs).toBeLessThanOrEqual(180_000);
  }
  return world;
}

it("everybody is free again, and no leg is left, once the caller is gone", () => {
  fc.assert(
    fc.property(someDeeds, (names) => {
      const world = run(names);
      settle(world);
      world.toConnection("a", { type: "given-up" });
      settle(world);
      // Not by its own deadline.
      expect(world.aside("a")?.at ?? "idle").toBe("idle");
      // What rang late is placed, and ended.
      for (const call of ["a", ...names.map((_one, at) => `a.third${at + 1}`)])
        place(world, call);
      settle(world);
      for (let minutes = 0; minutes < 10; minutes += 1) {
        world.advance(60_000);
        settle(world);
      }
      expect(world.aside("a")?.at ?? "idle").toBe("idle");
      expect([statusOf(world, "luis"), statusOf(world, "ana")]).toEqual([
        "available",
        "available",
      ]);
      expect(
        world.legs.filter(
          ({ state }) => state === "ringing" || state === "answered",
        ),
      ).toEqual([]);
    }),
    { seed: 7, numRuns: LONG ? 3_000 : 100 },
  );
});

it("a caller whose talk goes on is never outside it for long, and a talk that ended was told of once", () => {
  fc.assert(
    fc.property(someDeeds, (names) => {
      const world = run(names);
      settle(world);
      for (let minutes = 0; minutes < 4; minutes += 1) {
        world.advance(60_000);
        settle(world);
      }
      expect(world.aside("a")?.at ?? "idle").toBe("idle");
      const over = world.told.filter(
        ({ call, type }) => call === "a" && type === "leg-ended",
      );
      expect(over.length).toBeLessThanOrEqual(1);
      const { at = "" } = world.connection("a") ?? {};
      const goes = names.includes("caller hangs up");
      // Over without a word to the caller: only when it is the caller who went.
      if (!at.startsWith("joined") && !goes) expect(over).toHaveLength(1);
    }),
    { seed: 7, numRuns: LONG ? 3_000 : 100 },
  );
});
