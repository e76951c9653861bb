import * as fc from "fast-check";
import type { Staff } from "../../src/machines/queue/events.js";
import { advance } from "../../src/machines/advance.js";
import { queueMachine } from "../../src/machines/queue/index.js";
import type { Queue } from "../../src/machines/queue/context.js";
import type { Bar, Relaxing } from "../../src/machines/queue/relaxing.js";
import { end, eva, luis, settle, talk } from "./support/people-carrier.js";
import { createPeopleWorld, wanted } from "./support/people-world.js";

const rosa: Staff = {
  ...luis,
  id: "rosa",
  name: "Rosa",
  phone: "+12025550113",
};
const usd = (amount: number) => ({ disputed: { amount, currency: "USD" } });
const rungFor = (world: ReturnType<typeof createPeopleWorld>) =>
  world.legs.map(({ call, phone }) => [call, phone]);

describe("a need that is let go of by a rule", () => {
  it("makes a caller wait for who meets it, and no longer than the rule says", () => {
    const world = createPeopleWorld([luis, eva], {}, { language: 30 });
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.toConnection("b", wanted("b", 1));
    settle(world);
    world.advance(29_000);
    settle(world);
    expect(rungFor(world)).toEqual([["a", luis.phone]]);
    world.advance(1_000);
    settle(world);
    expect(rungFor(world).at(-1)).toEqual(["b", eva.phone]);
  });

  it("is passed over at once when nobody on duty meets it", () => {
    const world = createPeopleWorld([eva], {}, { language: "never" });
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(rungFor(world)).toEqual([["a", eva.phone]]);
  });

  it("makes who disputes more than one person may concede wait for somebody who may", () => {
    const world = createPeopleWorld([
      { ...luis, credits: { USD: 5_000 } },
      { ...rosa, credits: { USD: 1_000 } },
    ]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.toConnection("b", wanted("b", 1, usd(2_500)));
    world.toConnection("c", wanted("c", 2, usd(900)));
    settle(world);
    expect(rungFor(world).slice(1)).toEqual([["c", rosa.phone]]);
    end(world, "a", "declined");
    settle(world);
    world.advance(15_000);
    settle(world);
    expect(rungFor(world).at(-1)).toEqual(["b", luis.phone]);
  });

  it("makes callers of a segment wait for whoever is there for them", () => {
    const world = createPeopleWorld([
      { ...luis, segments: ["corporate"] },
      rosa,
    ]);
    world.toConnection("a", wanted("a", 0, { segment: "corporate" }));
    talk(world, "a");
    world.toConnection("b", wanted("b", 1, { segment: "corporate" }));
    settle(world);
    expect(rungFor(world)).toEqual([["a", luis.phone]]);
    world.advance(14_000);
    settle(world);
    expect(rungFor(world)).toHaveLength(1);
    world.advance(1_000);
    settle(world);
    expect(rungFor(world).at(-1)).toEqual(["b", rosa.phone]);
  });

  it("holds from the wait on, not from the first arrival: who is back waits for the person of before", () => {
    const world = createPeopleWorld([luis, rosa], {}, { "last person": 20 });
    world.advance(3_600_000);
    world.toConnection("a", wanted("a", 0, { prefers: "rosa" }));
    talk(world, "a");
    world.toConnection("b", wanted("b", 1, { prefers: "rosa" }));
    settle(world);
    expect(rungFor(world)).toEqual([["a", rosa.phone]]);
    world.advance(20_000);
    settle(world);
    expect(rungFor(world).at(-1)).toEqual(["b", luis.phone]);
  });
});

it("a queue that an older release kept goes on", () => {
  const world = createPeopleWorld([luis]);
  world.toConnection("a", wanted("a", 0));
  talk(world, "a");
  const older = {
    status: "active",
    value: {},
    historyValue: {},
    children: {},
    context: world.queue(),
  };
  const next = advance(
    queueMachine,
    older as never,
    {
      type: "talk-over",
      at: 1,
      person: "luis",
    } as never,
  );
  expect(next.snapshot).toMatchObject({
    context: { people: [{ status: "wrap-up" }] },
  });
});

describe("an overtaking", () => {
  it("is written down with its rule, for who went first and for who did not", () => {
    const world = createPeopleWorld([luis, eva]);
    world.toConnection("a", wanted("a", 0, { topic: "billing" }));
    talk(world, "a");
    world.toConnection("b", wanted("b", 1, { topic: "billing" }));
    talk(world, "b");
    world.toConnection("c", wanted("c", 2, { topic: "nothing-but-luis" }));
    world.toQueue({
      type: "people-are",
      people: [{ ...luis, topics: ["nothing-but-luis"] }, eva],
    });
    world.toConnection("c", wanted("c", 2, { topic: "nothing-but-luis" }));
    settle(world);
    world.toConnection("d", wanted("d", 3, { topic: "sales" }));
    settle(world);
    end(world, "b", "declined");
    settle(world);
    world.advance(15_000);
    settle(world);
    const offered = world.connection("d")?.context;
    expect(offered?.overtook).toMatchObject([
      { person: "eva", calls: [{ call: "c", rule: "topic" }] },
    ]);
    world.toConnection("c", { type: "given-up" });
    settle(world);
    expect(world.connection("c")?.context.overtaken).toMatchObject([
      { by: "d", person: "eva", rule: "topic" },
    ]);
  });

  it("without a rule happens in no order of events", () => {
    const calls = ["a", "b", "c", "d", "e"];
    const people: Staff[] = [
      { ...luis, credits: { USD: 5_000 }, segments: ["corporate"] },
      { ...eva, credits: { USD: 1_000 } },
      { ...rosa, topics: ["sales"], languages: ["es", "en"] },
    ];
    const seconds = fc.constantFrom<number | "never">(0, 20, 60, "never");
    const deed = fc.record({
      what: fc.constantFrom(
        "arrive",
        "arrive",
        "free",
        "leave",
        "wait",
        "refuse",
      ),
      call: fc.constantFrom(...calls),
      person: fc.constantFrom("luis", "eva", "rosa"),
      needs: fc.record(
        {
          topic: fc.constantFrom("billing", "sales"),
          segment: fc.constant("corporate"),
          disputed: fc.constantFrom(usd(900).disputed, usd(2_000).disputed),
          prefers: fc.constantFrom("luis", "eva", "rosa"),
          language: fc.constantFrom("es", "en"),
        },
        { requiredKeys: ["language"] },
      ),
    });
    const rules = fc.record({
      topic: seconds,
      powers: seconds,
      segment: seconds,
      language: seconds,
      "last person": seconds,
    });
    const seen = new Set<Bar>();
    fc.assert(
      fc.property(
        fc.array(deed, { minLength: 40, maxLength: 80 }),
        rules,
        (deeds, relaxing) => {
          const world = createPeopleWorld(people, {}, relaxing);
          let arrived = 0;
          for (const { what, call, person, needs } of deeds) {
            const before = world.queue();
            const change = () => {
              const { offeredTo } =
                before.waiting.find((one) => one.call === call) ?? {};
              switch (what) {
                case "arrive":
                  arrived += 1;
                  // Some come back with the seniority of before.
                  return world.toQueue({
                    ...wanted(call, Math.max(0, world.now() - arrived * 7_000)),
                    ...needs,
                    type: "caller-waits",
                    request: arrived,
                    asked: world.now(),
                    tried: [],
                  });
                case "refuse":
                  return (
                    offeredTo !== undefined &&
                    world.toQueue({
                      type: "offer-over",
                      call,
                      person: offeredTo,
                      result: "declined",
                    })
                  );
                case "free":
                  return world.toQueue({ type: "wrapped-up", person });
                case "leave":
                  return world.toQueue({ type: "caller-left", call });
                case "wait":
                  return world.advance(15_000);
              }
            };
            // Whom a phone rings for goes nowhere in this test: who arrives again would leave it ringing.
            if (
              what === "arrive" &&
              before.waiting.some((one) => one.call === call)
            )
              continue;
            change();
            for (const bar of explained(
              before,
              world.queue(),
              relaxing,
              world.now(),
            ))
              seen.add(bar);
          }
        },
      ),
      { seed: 11, numRuns: Number(process.env["FAULT_SEEDS"] ?? 80) },
    );
    expect([...seen].toSorted()).toEqual(
      ["language", "last person", "powers", "segment", "topic"].toSorted(),
    );
  });
});

/** Every overtaking between two moments has a rule that is true of it; gives the rules. */
function explained(
  before: Queue,
  after: Queue,
  relaxing: Relaxing,
  at: number,
): Bar[] {
  const isNew = (one: Queue["waiting"][number]) =>
    one.offeredTo !== undefined &&
    before.waiting.find(({ call }) => call === one.call)?.offeredTo ===
      undefined;
  return after.waiting.filter(isNew).flatMap((junior) =>
    after.waiting
      .filter(({ offeredTo }) => offeredTo === undefined)
      .filter(
        ({ since, call }) =>
          since < junior.since ||
          (since === junior.since && call < junior.call),
      )
      .map((senior) => {
        const written = senior.overtaken?.findLast(
          ({ by, person }) => by === junior.call && person === junior.offeredTo,
        );
        expect(written).toMatchObject({ at });
        const rule = written?.rule ?? "declined";
        const person = after.people.find(
          (one) => one.person.id === junior.offeredTo,
        )?.person as Staff;
        const lacks: Record<Bar, boolean> = {
          declined: senior.tried.includes(person.id),
          topic: !person.topics?.includes(senior.topic ?? ""),
          powers:
            (person.credits?.["USD"] ?? 0) < (senior.disputed?.amount ?? 0),
          segment: !person.segments?.includes(senior.segment ?? ""),
          language: !person.languages?.includes(senior.language),
          "last person": senior.prefers !== person.id,
        };
        expect([rule, lacks[rule]]).toEqual([rule, true]);
        const limit = rule === "declined" ? "never" : relaxing[rule];
        expect(
          limit === "never" || at < (senior.asked ?? 0) + Number(limit) * 1000,
        ).toBe(true);
        return rule;
      }),
  );
}
