import {
  advance,
  type Advanced,
  type MachineEvent,
} from "../../src/machines/advance.js";
import { callbackMachine } from "../../src/machines/callback/index.js";
import { asked, createPeopleWorld, wanted } from "./support/people-world.js";
import {
  luis,
  maria,
  minute,
  place,
  promise,
  room,
  settle,
  statusOf,
  takeAgain,
  whereIs,
} from "./support/rung-back.js";

/** A call-back is promised, and Luis takes it. */
function taken() {
  const world = createPeopleWorld([luis]);
  promise(world);
  const person = place(world, "connection");
  person.answer();
  person.press("1");
  return { world, person };
}

describe("a call-back", () => {
  it("rings the person, then the caller, who is connected with key 1 and asked afterwards", () => {
    const { world, person } = taken();
    expect(world.heard(room)).toEqual(["join"]);
    const caller = place(world, "callback");
    expect(caller.phone).toBe(maria);
    caller.answer();
    expect(world.heard(maria)).toEqual(["rung-back Luis Prado", "gather"]);
    caller.press("1");
    expect(world.heard(maria)).toEqual(["join"]);
    person.over("declined");
    expect(world.heard(maria)?.[0]).toBe("solved");
    caller.press("1");
    expect(world.heard(maria)).toEqual(["kept", "hang-up"]);
    expect(whereIs(world)).toBe("idle");
    expect(world.cases).toEqual([]);
    world.advance(minute);
    settle(world);
    expect(statusOf(world)).toBe("available");
  });

  it("rings the caller in full also when the carrier is slow to begin", () => {
    const { world } = taken();
    world.advance(34_000);
    const caller = place(world, "callback");
    world.advance(34_000);
    settle(world);
    expect(whereIs(world)).toBe("ringing");
    caller.answer();
    expect(world.heard(maria)).toEqual(["rung-back Luis Prado", "gather"]);
  });

  it("that is asked for again keeps the earlier time, and takes the new one where the caller changed it", () => {
    const world = createPeopleWorld([]);
    promise(world);
    const open = () => world.callback(maria)?.context.asked;
    const first = open()?.case;
    world.advance(10 * minute);
    const due = (first?.due ?? 0) + 10 * minute;
    const again = asked(maria, 10 * minute);
    const later = { ...again, case: { ...again.case, due } };
    world.toCallback(maria, later);
    settle(world);
    expect(open()?.case.due).toBe(first?.due);
    world.toCallback(maria, { ...later, changes: true });
    settle(world);
    expect(open()).toMatchObject({ since: 0, case: { due } });
    expect(world.messages.at(-1)).toContain("le llamamos antes del");
  });

  it("is never connected with a voicemail, which hears who calls and nothing else", () => {
    const { world, person } = taken();
    const caller = place(world, "callback");
    caller.answer();
    caller.silence();
    caller.silence();
    expect(world.heard(maria)).toEqual(["hang-up"]);
    expect(whereIs(world)).toBe("trying.pausing");
    expect(person.isOver()).toBe(true);
    expect(world.messages.at(-1)).toContain("Le volvemos a llamar después de");
  });

  it("is tried again after five and after fifteen minutes, and then is a case, due when it was promised", () => {
    const { world } = taken();
    for (const pause of [5, 15]) {
      place(world, "callback").over("no-answer");
      expect(whereIs(world)).toBe("trying.pausing");
      world.advance(pause * minute - 1);
      expect(whereIs(world)).toBe("trying.pausing");
      world.advance(1);
      settle(world);
      takeAgain(world);
    }
    place(world, "callback").over("busy");
    expect(whereIs(world)).toBe("idle");
    expect(world.cases).toMatchObject([{ id: `CA${maria}`, due: 60 * minute }]);
  });

  it("for which nobody is there becomes a case half an hour before it is due", () => {
    const world = createPeopleWorld([]);
    promise(world);
    for (let at = 0; at < 30; at += 1) {
      expect(world.cases).toEqual([]);
      world.advance(minute);
      settle(world);
    }
    expect(world.cases).toEqual([
      { id: `CA${maria}`, due: 60 * minute, at: 30 * minute },
    ]);
    world.advance(60 * minute);
    settle(world);
    expect(world.queue().waiting).toEqual([]);
    expect(world.cases).toHaveLength(1);
  });

  it("stands in the queue where the caller stood", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    world.toConnection("c", wanted("c", 20));
    promise(world, 10);
    expect(world.queue().waiting.map(({ call }) => call)).toEqual([
      "a",
      room,
      "c",
    ]);
  });

  it("goes back to the same person when the caller says that it is not settled", () => {
    const { world, person } = taken();
    const caller = place(world, "callback");
    caller.answer();
    caller.press("1");
    person.over("declined");
    caller.press("2");
    expect(world.heard(maria)?.[0]).toMatch(/^again/);
    expect(place(world, "connection").phone).toBe(luis.phone);
  });

  it("who needs it no more presses 2, and nobody is rung again", () => {
    const { world, person } = taken();
    const caller = place(world, "callback");
    caller.answer();
    caller.press("2");
    expect(whereIs(world)).toBe("idle");
    expect(person.isOver()).toBe(true);
    world.advance(60 * minute);
    settle(world);
    expect(world.legs).toHaveLength(2);
    expect(world.cases).toEqual([]);
  });

  it.each([
    ["waits", 0],
    ["rings them", 1],
  ])(
    "that is not wanted any more, as they say on another call while it %s, is over, and they read so",
    (_where, rung) => {
      const world = createPeopleWorld(rung > 0 ? [luis] : []);
      promise(world);
      if (rung > 0) takeAgain(world);
      const { id } = asked(maria, 0).case;
      world.toCallback(maria, { type: "not-wanted", case: "another" });
      expect(whereIs(world)).not.toBe("idle");
      world.toCallback(maria, { type: "not-wanted", case: id });
      settle(world);
      expect(whereIs(world)).toBe("idle");
      expect(world.messages.at(-1)).toContain("ya no le llamamos");
      world.advance(60 * minute);
      settle(world);
      expect(world.cases).toEqual([]);
      expect(world.queue().waiting).toEqual([]);
    },
  );

  it("is not tried while the call goes on that it was promised on", () => {
    const world = createPeopleWorld([luis]);
    const promised = asked(maria, 0);
    world.toCallback(maria, promised);
    settle(world);
    expect(world.messages).toHaveLength(1);
    world.advance(20_000);
    settle(world);
    expect(world.legs).toEqual([]);
    const over = { type: "rang-off", call: promised.call, served: false };
    world.toCallback(maria, over);
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual([luis.phone]);
  });

  it("is kept by whoever takes that call after all: the director with 0", () => {
    const world = createPeopleWorld([luis]);
    const promised = asked(maria, 0);
    world.toCallback(maria, promised);
    settle(world);
    const served = { type: "rang-off", call: promised.call, served: true };
    world.toCallback(maria, served);
    world.toCallback(maria, { ...served, served: false });
    settle(world);
    world.advance(90 * minute);
    settle(world);
    expect(whereIs(world)).toBe("idle");
    expect(world.legs).toEqual([]);
    expect(world.cases).toEqual([]);
  });

  it("is tried at once when that call is over before it is known whether the number may be rung", () => {
    const world = createPeopleWorld([luis]);
    const promised = asked(maria, 0);
    world.toCallback(maria, promised);
    const over = { type: "rang-off", call: promised.call, served: false };
    world.toCallback(maria, over);
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual([luis.phone]);
  });

  it("is one for each number, with the first place and the first promise", () => {
    const world = createPeopleWorld([]);
    world.toCallback(maria, asked(maria, 0));
    world.toCallback(maria, asked(maria, 5 * minute, { call: "CA2" }));
    settle(world);
    const { asked: open } = world.callback(maria)?.context ?? {};
    expect(open).toMatchObject({ since: 0, call: `CA${maria}` });
    expect(open?.case.due).toBe(60 * minute);
  });

  it("is not tried while the caller is on another call, and goes on after it unless a person took that", () => {
    const world = createPeopleWorld([luis]);
    promise(world);
    world.toCallback(maria, { type: "rang-in", call: "CA2" });
    settle(world);
    expect(world.queue().waiting).toEqual([]);
    world.toCallback(maria, { type: "rang-off", call: "CA2", served: false });
    settle(world);
    expect(world.queue().waiting).toMatchObject([{ since: 0 }]);
    world.toCallback(maria, { type: "rang-in", call: "CA3" });
    world.toCallback(maria, { type: "rang-off", call: "CA3", served: true });
    settle(world);
    expect(whereIs(world)).toBe("idle");
    expect(world.queue().waiting).toEqual([]);
  });

  it("rings the caller first by setting, and then the person who was kept free", () => {
    const world = createPeopleWorld([luis]);
    promise(world, 0, { first: "caller" });
    expect(statusOf(world)).toBe("ringing");
    expect(world.legs.map(({ phone }) => phone)).toEqual([maria]);
    const caller = place(world, "callback");
    caller.answer();
    caller.press("1");
    expect(world.heard(maria)).toEqual(["one-moment", "join"]);
    const person = place(world, "connection");
    person.answer();
    person.press("1");
    expect(whereIs(world)).toBe("talking");
  });

  it("tells a caller who is on the telephone first when nobody comes, and becomes a case", () => {
    const world = createPeopleWorld([luis]);
    promise(world, 0, { first: "caller" });
    const caller = place(world, "callback");
    caller.answer();
    caller.press("1");
    place(world, "connection").over("no-answer");
    expect(world.heard(maria)?.[0]).toMatch(/^by-hand/);
    expect(world.cases).toHaveLength(1);
  });

  it("to a number that may not be rung is a case at once, and so is the fourth within a day", () => {
    const world = createPeopleWorld([luis]);
    promise(world, 0, {}, "+19005551234");
    expect(world.cases).toHaveLength(1);
    expect(world.legs).toEqual([]);
    for (let count = 1; count <= 4; count += 1) {
      promise(world, world.now());
      world.toCallback(maria, { type: "rang-in", call: "CA9" });
      world.toCallback(maria, { type: "rang-off", call: "CA9", served: true });
      settle(world);
      expect(world.cases).toHaveLength(count < 4 ? 1 : 2);
      expect(world.cases.at(-1)?.limit).toBe(
        count < 4 ? "of-kind" : "of-number",
      );
    }
  });

  it("keeps a call of the day for the first time that it rings, or gives it back", () => {
    const promised = asked(maria, 0);
    const { call } = promised;
    const kept = { day: "2026-11-22", cost: 20 };
    const after = (...events: readonly object[]) =>
      [promised, { type: "may-ring", allowed: true, kept }, ...events].reduce<
        Partial<Advanced>
      >(
        ({ snapshot }, event) =>
          advance(callbackMachine, snapshot, {
            ...event,
            at: 1,
          } as MachineEvent),
        {},
      ).effects;
    const person = { id: "luis", name: "Luis Prado" };
    expect(
      after(
        { type: "rang-off", call, served: false },
        { type: "leg-accepted", person },
      ),
    ).toMatchObject([{ type: "ring-leg", counted: true }]);
    expect(after({ type: "rang-off", call, served: true })).toEqual([
      {
        type: "tell",
        to: { kind: "outbound", id: "2026-11-22" },
        event: { type: "call-released", cost: 20 },
      },
    ]);
  });

  it("that waits for the end of a call has the carrier asked for it every five minutes", () => {
    const promised = asked(maria, 0);
    const { call } = promised;
    const allowed = { type: "may-ring", allowed: true };
    let step = [promised, allowed].reduce<Partial<Advanced>>(
      ({ snapshot }, event) =>
        advance(callbackMachine, snapshot, {
          ...event,
          at: 0,
        }),
      {},
    );
    for (const minutes of [5, 10]) {
      const timer = step.timers?.find(
        ({ dueAt }) => dueAt === minutes * minute,
      );
      expect(timer).toBeDefined();
      step = advance(callbackMachine, step.snapshot, {
        type: timer?.id ?? "",
        at: minutes * minute,
      });
      expect(step.effects).toEqual([
        { type: "look-for-leg", leg: call, of: { kind: "call", id: call } },
      ]);
    }
  });

  it("is a case when no more calls go out today, and the person is let go", () => {
    const { world, person } = taken();
    const { offer } = world.callback(maria)?.context ?? {};
    world.toCallback(maria, { type: "leg-refused", offer, beyond: "limit" });
    settle(world);
    expect(world.cases).toMatchObject([{ limit: "of-day" }]);
    expect(person.isOver()).toBe(true);
  });

  it("leaves no telephone ringing that the carrier began late", () => {
    const { world, person } = taken();
    person.over("declined");
    const at = world.legs.findLastIndex(({ call }) => call === maria);
    world.toCallback(maria, {
      type: "leg-placed",
      offer: world.legs[at]?.offer,
      leg: String(at),
    });
    settle(world);
    expect(world.legs[at]?.state).toBe("over");
  });
});

it("a customer's number that has to be approved first is rung for nobody", () => {
  const world = createPeopleWorld([luis]);
  world.toRingBack("room", {
    type: "asked",
    by: { kind: "staff-call", id: "CA1" },
    person: { name: "Luis Prado", title: "" },
    number: maria,
    unapproved: true,
    line: "+12025550100",
    room: "room",
    speech: { language: "es", voice: "v", speaks: "es-MX" },
  });
  settle(world);
  expect(world.legs).toEqual([]);
  expect(world.told).toEqual([
    { call: "CA1", type: "not-reached", why: "not-allowed" },
  ]);
});
