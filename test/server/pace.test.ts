import { createPace } from "../../src/server/pace.js";

/** A clock that stands where it is put. */
function createStandingClock() {
  const waits: number[] = [];
  const clock = {
    at: 1_000,
    now: () => clock.at,
    after: (ms: number, run: () => void) => {
      waits.push(ms);
      run();
      return () => undefined;
    },
  };
  return { clock, waits };
}

describe("a pace of two a second", () => {
  it("lets the first through at once and each next one half a second later", async () => {
    const { clock, waits } = createStandingClock();
    const pace = createPace(2, clock);
    await Promise.all([pace(), pace(), pace()]);
    expect(waits).toEqual([500, 1_000]);
  });

  it("keeps nobody for an hour whose clock was set back by one", async () => {
    const { clock, waits } = createStandingClock();
    const pace = createPace(2, clock);
    clock.at += 3_600_000;
    await pace();
    clock.at -= 3_600_000;
    await pace();
    expect(waits).toEqual([500]);
  });
});
