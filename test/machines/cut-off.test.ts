import {
  asked,
  createPeopleWorld,
  type PeopleWorld,
} from "./support/people-world.js";
import {
  luis,
  maria,
  minute,
  place,
  promise,
  room,
  settle,
  takeAgain,
  whereIs,
} from "./support/rung-back.js";

/** Her call ends while she waits for a person. */
function isCutOff(world: PeopleWorld, more: Record<string, unknown> = {}) {
  const { call, ...lost } = asked(maria, 0, { cutOff: "waiting", ...more });
  world.toCallback(maria, { call, ...lost });
  world.toCallback(maria, {
    type: "rang-off",
    call,
    served: false,
    step: "person",
    since: 0,
  });
  settle(world);
  return call;
}

describe("a caller who is cut off, and was told that the line rings back", () => {
  it("is given a minute to ring again, and then rung in the place where they stood", () => {
    const world = createPeopleWorld([luis]);
    isCutOff(world);
    world.advance(minute - 1);
    settle(world);
    expect(world.legs).toEqual([]);
    expect(world.messages).toEqual([]);
    world.advance(1);
    settle(world);
    expect(world.messages[0]).toContain("se cortó su llamada");
    expect(world.queue().waiting).toMatchObject([{ since: 0 }]);
    takeAgain(world);
    const caller = place(world, "callback");
    caller.answer();
    expect(world.heard(maria)).toEqual(["cut-off Luis Prado", "gather"]);
    caller.press("1");
    expect(world.heard(maria)).toEqual(["join"]);
  });

  it.each([
    "while the line waits",
    "while a person is rung",
    "while they ring",
  ])(
    "rings again %s: nobody rings them any more, and nothing is left of it",
    (when) => {
      const world = createPeopleWorld([luis]);
      isCutOff(world);
      if (when !== "while the line waits") world.advance(minute);
      settle(world);
      if (when === "while they ring") {
        takeAgain(world);
        place(world, "callback");
      }
      world.toCallback(maria, { type: "rang-in", call: "CA2" });
      settle(world);
      expect(whereIs(world)).toBe("idle");
      for (const [at, leg] of world.legs.entries())
        if (leg.state === "asked")
          world.toConnection(room, {
            type: "leg-placed",
            offer: leg.offer,
            leg: String(at),
          });
      settle(world);
      expect(world.legs.filter(({ state }) => state !== "over")).toEqual([]);
      world.toCallback(maria, { type: "rang-off", call: "CA2", served: false });
      world.advance(90 * minute);
      settle(world);
      expect(world.cases).toEqual([]);
      expect(world.queue().waiting).toEqual([]);
    },
  );

  it("is rung after a talk only when whoever had it says that they were cut off and did not reach them", () => {
    for (const [how, at] of [
      ["over", "idle"],
      ["together", "idle"],
      ["not-wanted", "idle"],
      ["no-answer", "trying.pausing"],
    ]) {
      const world = createPeopleWorld([luis]);
      const call = isCutOff(world, { cutOff: "talking" });
      world.advance(4 * minute);
      settle(world);
      expect(whereIs(world)).toBe("cut-off");
      world.toCallback(maria, { type: "talk-over", call, how });
      settle(world);
      expect(whereIs(world)).toBe(at);
    }
    const silent = createPeopleWorld([luis]);
    isCutOff(silent, { cutOff: "talking" });
    silent.advance(10 * minute);
    settle(silent);
    expect(whereIs(silent)).toBe("idle");
    expect(silent.messages).toEqual([]);
  });

  it("has a case when they are not to be rung, and at the fourth call-back within a day", () => {
    const world = createPeopleWorld([luis]);
    const number = "+19005551234";
    world.toCallback(number, asked(number, 0, { cutOff: "waiting" }));
    world.advance(minute);
    settle(world);
    expect(world.cases).toHaveLength(1);
    for (let count = 1; count <= 4; count += 1) {
      isCutOff(world);
      world.advance(minute);
      settle(world);
      expect(world.cases).toHaveLength(count < 4 ? 1 : 2);
      world.toCallback(maria, { type: "rang-in", call: `CB${count}` });
      settle(world);
    }
  });

  it("to whom a call is promised already is promised nothing else", () => {
    const world = createPeopleWorld([]);
    promise(world);
    const { asked: before } = world.callback(maria)?.context ?? {};
    isCutOff(world, { call: "CA7" });
    expect(world.callback(maria)?.context.asked).toEqual(before);
    expect(world.messages).toHaveLength(1);
  });
});
