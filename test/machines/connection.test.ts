import * as fc from "fast-check";
import type { Span } from "../../src/machines/company/hours.js";
import { placeOf } from "../../src/machines/queue/expected-wait.js";
import {
  ana,
  answer,
  end,
  eva,
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

describe("a caller who wants a person", () => {
  it("is offered to who speaks their language, and then to whoever has been idle longest", () => {
    const world = createPeopleWorld([eva, luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual([luis.phone]);
  });

  it("is rung for in full also when the carrier is slow to begin", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    world.advance(34_000);
    place(world, "a");
    world.advance(34_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("ringing");
    world.advance(1_000);
    settle(world);
    expect(world.told.at(-1)).toMatchObject({ result: "no-answer" });
  });

  it("goes on elsewhere while a telephone rings, comes back, and that one rings again", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    place(world, "a");
    world.toConnection("a", { type: "given-up" });
    settle(world);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual([
      luis.phone,
      luis.phone,
    ]);
    expect(world.told).toEqual([]);
  });

  it("is told so when nobody on duty has the topic", () => {
    const world = createPeopleWorld([luis, ana]);
    world.toConnection("a", wanted("a", 0, { topic: "sales" }));
    settle(world);
    expect(world.told).toEqual([
      { call: "a", type: "leg-ended", result: "no-answer" },
    ]);
  });

  it("waits for a busy person, knows their place, and is next by seniority", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.toConnection("c", wanted("c", 20));
    world.toConnection("b", wanted("b", 10));
    settle(world);
    expect(placeOf(world.queue(), "b", world.now())).toEqual({
      place: 1,
      seconds: 180,
      waited: 0,
    });
    expect(placeOf(world.queue(), "c", world.now())).toEqual({
      place: 2,
      seconds: 360,
      waited: 0,
    });
    end(world, "a", "declined");
    settle(world);
    expect(statusOf(world, "luis")).toBe("wrap-up");
    world.advance(15_000);
    settle(world);
    expect(world.legs.at(-1)?.call).toBe("b");
  });

  it("a person wraps up for as long as the company says", () => {
    const world = createPeopleWorld([{ ...luis, wrapUp: 40 }]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    end(world, "a", "declined");
    settle(world);
    world.advance(39_999);
    settle(world);
    expect(statusOf(world, "luis")).toBe("wrap-up");
    world.advance(1);
    settle(world);
    expect(statusOf(world, "luis")).toBe("available");
  });

  it("rings the next phone of a person who does not pick up, as their hours are", () => {
    const never = Array.from({ length: 7 }, () => []);
    const rings = [
      { phone: "+1" },
      { phone: "+2", hours: "night" },
      { phone: "+3" },
    ];
    const world = createPeopleWorld([{ ...luis, rings }], {
      night: {
        timeZone: "Etc/UTC",
        weekly: never,
        holidays: [],
        exceptions: {},
      },
    });
    world.toConnection("a", wanted("a", 0));
    settle(world);
    place(world, "a");
    end(world, "a", "no-answer");
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual(["+1", "+3"]);
    expect(statusOf(world, "luis")).toBe("ringing");
    expect(world.told).toEqual([]);
    place(world, "a");
    end(world, "a", "no-answer");
    settle(world);
    expect(world.legs).toHaveLength(2);
    expect(world.told.at(-1)).toMatchObject({ type: "leg-ended" });
    expect(statusOf(world, "luis")).toBe("available");
  });

  it("does not ring the next phone of a person who refuses the call", () => {
    const rings = [{ phone: "+1" }, { phone: "+3" }];
    const world = createPeopleWorld([{ ...luis, rings }]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    place(world, "a");
    end(world, "a", "declined");
    settle(world);
    expect(world.legs.map(({ phone }) => phone)).toEqual(["+1"]);
    expect(world.told.at(-1)).toMatchObject({ result: "declined" });
  });

  it("is not offered to somebody outside their hours, and hears that nobody is there", () => {
    const always: Span[] = [[0, 1440]];
    const weekly = Array.from({ length: 7 }, () => always);
    const world = createPeopleWorld([{ ...luis, hours: "office" }], {
      office: {
        timeZone: "Etc/UTC",
        weekly,
        holidays: ["1970-01-01"],
        exceptions: {},
      },
    });
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs).toEqual([]);
    expect(world.told.at(-1)).toMatchObject({ call: "a", type: "leg-ended" });
    world.advance(24 * 3_600_000);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs).toMatchObject([{ phone: luis.phone }]);
  });

  it("who is back after a talk is offered to the same person first, in their wrap-up", () => {
    const world = createPeopleWorld([
      luis,
      { ...luis, id: "lea", phone: "+1" },
    ]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    const first = world.legs.at(-1)?.phone;
    end(world, "a", "declined");
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs.at(-1)?.phone).toBe(first);
  });

  it("is not kept by a phone of which nothing is heard", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    place(world, "a");
    world.advance(35_000);
    settle(world);
    expect(world.legs[0]?.state).toBe("over");
    expect(world.told.at(-1)).toEqual({
      call: "a",
      type: "leg-ended",
      result: "no-answer",
    });
  });

  it("leaves no phone ringing that the carrier began after the caller had gone", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    world.toConnection("a", { type: "given-up" });
    place(world, "a");
    settle(world);
    expect(world.legs[0]?.state).toBe("over");
    expect(statusOf(world, "luis")).toBe("available");
  });
});

describe("a caller who is gone and stands in the queue all the same", () => {
  it("keeps nobody: the offer is given back, and the place with it", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    settle(world);
    world.toConnection("a", { type: "given-up" });
    settle(world);
    const { type: _, ring: _ring, ...needs } = wanted("a", 0);
    world.toQueue({
      type: "caller-waits",
      asked: 0,
      request: 1,
      tried: [],
      ...needs,
    });
    settle(world);
    expect(world.queue().waiting).toEqual([]);
    expect(statusOf(world, "luis")).toBe("available");
  });
});

describe("whatever happens, in any order", () => {
  const calls = ["a", "b", "c", "d"];
  const deed = fc.record({
    what: fc.constantFrom(
      "arrive",
      "deliver",
      "deliver",
      "deliver",
      "place",
      "answer",
      "accept",
      "decline",
      "say-nothing",
      "no-answer",
      "refuse",
      "talk-over",
      "leave",
      "wait",
      "away",
      "back",
    ),
    call: fc.constantFrom(...calls),
    person: fc.constantFrom("luis", "eva"),
    topic: fc.constantFrom("billing", "sales", undefined),
  });

  it("nobody is offered two callers, nor a caller twice whom they did not take; no leg outlives its caller; every caller gets an answer", () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 120 }), (deeds) => {
        const world = createPeopleWorld([luis, eva]);
        const live = new Set<string>();
        const offered = new Map<string, Set<string>>();
        for (const { what, call, person, topic } of deeds) {
          const before = world.legs.length;
          act(world, live, what, call, person, topic);
          for (const leg of world.legs.slice(before)) {
            const seen = offered.get(leg.call) ?? new Set();
            const tried = world.connection(leg.call)?.context.tried ?? [];
            const id = leg.phone === luis.phone ? "luis" : "eva";
            expect(tried.map((one) => one.person)).not.toContain(id);
            offered.set(leg.call, seen.add(id));
          }
          soundly(world);
        }
        // The rest of the day: messages arrive, phones ring out, callers who still wait go.
        for (let round = 0; round < 40; round += 1) {
          settle(world);
          for (const one of calls) {
            place(world, one);
            if (round > 20) {
              world.toConnection(one, { type: "given-up" });
              end(world, one, "no-answer");
            }
          }
          world.advance(30_000);
        }
        settle(world);
        expect(world.legs.filter(({ state }) => state !== "over")).toEqual([]);
        expect(world.queue().waiting).toEqual([]);
        for (const { status } of world.queue().people)
          expect(["available", "away"]).toContain(status);
      }),
      { seed: 7, numRuns: Number(process.env["FAULT_SEEDS"] ?? 200) },
    );
  });
});

function act(
  world: PeopleWorld,
  live: Set<string>,
  what: string,
  call: string,
  person: string,
  topic: string | undefined,
): void {
  switch (what) {
    case "arrive":
      if (!live.has(call))
        world.toConnection(
          call,
          wanted(call, world.now(), topic === undefined ? {} : { topic }),
        );
      live.add(call);
      return;
    case "deliver":
      world.deliver();
      return;
    case "place":
      return place(world, call);
    case "answer":
      return answer(world, call);
    case "accept":
    case "decline":
    case "say-nothing":
      if (world.connection(call)?.at === "briefing")
        world.toConnection(
          call,
          what === "say-nothing"
            ? { type: "silence" }
            : { type: "digits", digits: what === "accept" ? "1" : "2" },
        );
      return;
    case "no-answer":
    case "talk-over":
      return end(world, call, what === "no-answer" ? "no-answer" : "declined");
    case "refuse": {
      const leg = world.legs.findLast((one) => one.call === call);
      if (leg?.state !== "asked") return;
      leg.state = "over";
      world.toConnection(call, { type: "leg-refused", offer: leg.offer });
      return;
    }
    case "leave":
      if (live.delete(call)) world.toConnection(call, { type: "given-up" });
      return;
    case "wait":
      return world.advance(20_000);
    default:
      world.toQueue({
        type: "presence",
        person,
        status: what === "away" ? "away" : "available",
      });
  }
}

/** What holds at every instant. */
function soundly(world: PeopleWorld): void {
  const { people, waiting } = world.queue();
  const reserved = waiting.flatMap(({ offeredTo }) => offeredTo ?? []);
  expect(new Set(reserved).size).toBe(reserved.length);
  const order = waiting.map(({ since }) => since);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  for (const caller of waiting) {
    if (caller.offeredTo !== undefined) continue;
    // Who waits does not wait beside somebody who is free for them.
    for (const { person, status } of people)
      if (status === "available" && !caller.tried.includes(person.id))
        expect(
          caller.topic !== undefined &&
            !(person.topics ?? []).includes(caller.topic),
        ).toBe(true);
  }
}
