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
const room = `CA${maria}.back`;
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
const whereIs = (world: PeopleWorld) => world.callback(maria)?.at;
const statusOf = (world: PeopleWorld, id = "luis") =>
  world.queue().people.find(({ person }) => person.id === id)?.status;

/** The newest leg to a telephone is placed, and rings. */
function place(world: PeopleWorld, machine: "connection" | "callback") {
  const name = machine === "callback" ? maria : room;
  const at = world.legs.findLastIndex((leg) => leg.call === name);
  const leg = world.legs[at];
  if (leg?.state !== "asked") throw new Error(`${name} rings nobody.`);
  leg.state = "ringing";
  const tell = (event: { readonly type: string } & Record<string, unknown>) => {
    if (machine === "callback") world.toCallback(maria, event);
    else world.toConnection(room, event);
    settle(world);
  };
  const about = { offer: leg.offer, leg: String(at) };
  tell({ type: "leg-placed", ...about });
  return {
    phone: leg.phone,
    answer: () => tell({ type: "leg-answered", ...about }),
    press: (digits: string) => tell({ type: "digits", digits }),
    silence: () => tell({ type: "silence" }),
    over: (result: string) => {
      leg.state = "over";
      tell({ type: "leg-over", offer: leg.offer, result });
    },
    isOver: () => leg.state === "over",
  };
}

/** A call-back is promised, and Luis takes it. */
function taken(more: Record<string, unknown> = {}) {
  const world = createPeopleWorld([luis]);
  world.toCallback(maria, asked(maria, 0, more));
  settle(world);
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
    world.toCallback(maria, asked(maria, 0));
    settle(world);
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
    world.toCallback(maria, asked(maria, 10));
    settle(world);
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
    world.toCallback(maria, asked(maria, 0));
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
    world.toCallback(maria, asked(maria, 0, { first: "caller" }));
    settle(world);
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
    world.toCallback(maria, asked(maria, 0, { first: "caller" }));
    settle(world);
    const caller = place(world, "callback");
    caller.answer();
    caller.press("1");
    place(world, "connection").over("no-answer");
    expect(world.heard(maria)?.[0]).toMatch(/^by-hand/);
    expect(world.cases).toHaveLength(1);
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

/** Luis takes the call-back once more. */
function takeAgain(world: PeopleWorld): void {
  const person = place(world, "connection");
  person.answer();
  person.press("1");
}

describe("whatever happens, in any order", () => {
  const numbers = ["+12025550143", "+12025550144", "+12025550145"];
  const deeds = [
    ...["arrive", "leave", "ask-back", "ask-back", "ring-in", "ring-off"],
    ...["deliver", "deliver", "deliver", "deliver", "place", "place"],
    ...["answer", "answer", "1", "1", "1", "2", "silence", "over"],
    ...["wait", "away", "back"],
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
          if (["idle", "trying.pausing", "ringing-in"].includes(at))
            expect([undefined, "over", "wrap-up"]).toContain(person);
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
      if (promised.has(number))
        world.toCallback(number, {
          type: "rang-off",
          call: "CA9",
          served: which === 0,
        });
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
      return void tell(
        world,
        leg,
        what === "silence"
          ? { type: "silence" }
          : { type: "digits", digits: what },
      );
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
      if (world.callback(number)?.at === "ringing-in")
        world.toCallback(number, {
          type: "rang-off",
          call: "CA9",
          served: false,
        });
    }
    for (const leg of world.legs) {
      if (leg.state === "asked") ring(world, leg);
      if (leg.state !== "over" && round % 2 === 1) end(world, leg);
    }
    world.advance(5 * minute);
  }
  settle(world);
}

function ring(world: PeopleWorld, leg: Leg): void {
  leg.state = "ringing";
  tell(world, leg, { type: "leg-placed" });
}

function end(world: PeopleWorld, leg: Leg): void {
  if (leg.state === "asked") {
    leg.state = "over";
    return void tell(world, leg, { type: "leg-refused" });
  }
  leg.state = "over";
  tell(world, leg, { type: "leg-over", result: "no-answer" });
}

function tell(
  world: PeopleWorld,
  leg: Leg,
  event: { readonly type: string } & Record<string, unknown>,
): void {
  const about = { offer: leg.offer, leg: String(world.legs.indexOf(leg)) };
  if (leg.call.startsWith("+"))
    world.toCallback(leg.call, { ...about, ...event });
  else world.toConnection(leg.call, { ...about, ...event });
}
