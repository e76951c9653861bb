import { createManualClock } from "../../src/carrier/simulator/clock.js";
import { createPace } from "../../src/server/pace.js";

describe("a pace of two a second", () => {
  const start = 1_000_000;

  /** Who was let through, and how many ms after the start. */
  function begin() {
    const clock = createManualClock(start);
    const set = { back: 0 };
    const pace = createPace(2, { ...clock, now: () => clock.now() - set.back });
    const came: [string, number][] = [];
    const ask = (name: string, since = start) =>
      void pace(since).then(() => came.push([name, clock.now() - start]));
    return { clock, set, ask, came };
  }

  it("lets the first through at once and each next one half a second later", async () => {
    const { clock, ask, came } = begin();
    for (const name of ["a", "b", "c"]) ask(name);
    await clock.advance(10_000);
    ask("d");
    await clock.settle();
    expect(came).toEqual([
      ["a", 0],
      ["b", 500],
      ["c", 1_000],
      ["d", 10_000],
    ]);
  });

  it("lets the most senior of those who wait through first, whenever they asked", async () => {
    const { clock, ask, came } = begin();
    ask("goes at once");
    ask("a junior", start - 1_000);
    ask("another", start - 1_000);
    await clock.advance(600);
    ask("a senior", start - 60_000);
    await clock.advance(10_000);
    expect(came).toEqual([
      ["goes at once", 0],
      ["a junior", 500],
      ["a senior", 1_000],
      ["another", 1_500],
    ]);
  });

  it("keeps nobody for an hour whose clock was set back by one", async () => {
    const { clock, set, ask, came } = begin();
    ask("before");
    set.back = 3_600_000;
    ask("after");
    ask("behind");
    await clock.advance(10_000);
    expect(came).toEqual([
      ["before", 0],
      ["after", 500],
      ["behind", 1_000],
    ]);
  });
});
