import {
  end,
  eva,
  luis,
  place,
  settle,
  statusOf,
  talk,
} from "./support/people-carrier.js";
import { createPeopleWorld, wanted } from "./support/people-world.js";

describe("a person", () => {
  it("who goes away during a talk is offered nobody after it", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.toQueue({ type: "presence", person: "luis", status: "away" });
    expect(statusOf(world, "luis")).toBe("talking");
    end(world, "a", "declined");
    settle(world);
    world.advance(15_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("away");
  });

  describe("who does not pick up", () => {
    const agent = { ...luis, missesAtMost: 3 };
    const offers = (...results: string[]) => {
      const world = createPeopleWorld([agent]);
      for (const [count, result] of results.entries()) {
        const call = `a${count}`;
        world.toConnection(call, wanted(call, count));
        settle(world);
        place(world, call);
        end(world, call, result);
        settle(world);
        world.toConnection(call, { type: "given-up", call });
        settle(world);
      }
      return world;
    };
    const presenceIn = (world: ReturnType<typeof createPeopleWorld>) =>
      world.queue().people[0];

    it("three times in a row is away, which says why, until they say that they are there", () => {
      expect(presenceIn(offers("no-answer", "failed"))).toMatchObject({
        status: "available",
      });
      const world = offers("no-answer", "failed", "no-answer");
      expect(presenceIn(world)).toMatchObject({
        status: "away",
        unanswered: true,
      });
      const rung = world.legs.length;
      world.toConnection("b", wanted("b", 9));
      settle(world);
      expect(world.legs).toHaveLength(rung);
      world.toQueue({ type: "presence", person: "luis", status: "available" });
      expect(presenceIn(world)).toEqual({
        person: agent,
        status: "available",
        since: expect.any(Number) as number,
      });
    });

    it("but is engaged in between is there", () => {
      expect(
        presenceIn(offers("no-answer", "no-answer", "busy", "no-answer")),
      ).toMatchObject({ status: "available", missed: 1 });
    });
  });

  it("whose desk gives no sign of life for a minute goes away and is offered nobody", () => {
    const world = createPeopleWorld([luis]);
    world.beat("luis");
    for (let count = 0; count < 5; count += 1) {
      world.advance(50_000);
      world.beat("luis");
      settle(world);
      expect(statusOf(world, "luis")).toBe("available");
    }
    world.advance(60_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("away");
    world.toConnection("a", wanted("a", 0));
    settle(world);
    expect(world.legs).toEqual([]);
    // Only they themselves say that they are back.
    world.beat("luis");
    settle(world);
    expect(statusOf(world, "luis")).toBe("away");
  });

  it("whose desk falls silent during a talk is offered nobody after it", () => {
    const world = createPeopleWorld([luis]);
    world.beat("luis");
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.advance(60_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("talking");
    end(world, "a", "declined");
    settle(world);
    world.advance(15_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("away");
  });

  it("who says by phone that they are there needs no desk", () => {
    const world = createPeopleWorld([luis]);
    world.beat("luis");
    settle(world);
    world.toQueue({ type: "presence", person: "luis", status: "available" });
    world.advance(3_600_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("available");
  });

  it("who says at the desk that they are back, just as it is found silent, is back", () => {
    const world = createPeopleWorld([luis]);
    world.beat("luis");
    settle(world);
    world.advance(60_000);
    world.advance(10);
    world.beat("luis");
    world.toQueue({
      type: "presence",
      person: "luis",
      status: "available",
      desk: true,
    });
    settle(world);
    expect(statusOf(world, "luis")).toBe("available");
    world.advance(60_000);
    settle(world);
    expect(statusOf(world, "luis")).toBe("away");
  });

  it("keeps what they are doing when the people file is read again", () => {
    const world = createPeopleWorld([luis]);
    world.toConnection("a", wanted("a", 0));
    talk(world, "a");
    world.toQueue({
      type: "people-are",
      people: [{ ...luis, name: "L" }, eva],
    });
    expect(statusOf(world, "luis")).toBe("talking");
    expect(statusOf(world, "eva")).toBe("available");
  });
});
