import {
  createManualClock,
  createRealClock,
  spokenMs,
} from "../../../src/carrier/simulator/index.js";

describe("a manual clock", () => {
  it("runs what is due in order of time, then of asking, and nothing later", async () => {
    const clock = createManualClock(1000);
    const ran: string[] = [];
    const note = (name: string) => () =>
      void ran.push(`${name} ${clock.now()}`);
    clock.after(20, note("b"));
    clock.after(10, note("a"));
    clock.after(20, note("c"));
    clock.after(31, note("late"));
    await clock.advance(30);
    expect(ran).toEqual(["a 1010", "b 1020", "c 1020"]);
    expect(clock.now()).toBe(1030);
  });

  it("runs what a callback asks for within the same advance", async () => {
    const clock = createManualClock(0);
    const times: number[] = [];
    const again = (): void => {
      times.push(clock.now());
      clock.after(100, again);
    };
    clock.after(100, again);
    await clock.advance(350);
    expect(times).toEqual([100, 200, 300]);
  });

  it("lets work in flight finish before time goes on", async () => {
    const clock = createManualClock(0);
    const ran: string[] = [];
    clock.after(10, () => {
      const work = new Promise<void>((resolve) => setImmediate(resolve)).then(
        () => {
          ran.push(`work ${clock.now()}`);
          clock.after(5, () => ran.push(`then ${clock.now()}`));
        },
      );
      clock.hold(work);
    });
    clock.after(20, () => ran.push(`later ${clock.now()}`));
    await clock.advance(30);
    expect(ran).toEqual(["work 10", "then 15", "later 20"]);
  });

  it("forgets what was cancelled", async () => {
    const clock = createManualClock(0);
    let ran = false;
    const cancel = clock.after(10, () => {
      ran = true;
    });
    cancel();
    await clock.advance(20);
    expect(ran).toBe(false);
  });
});

describe("a real clock", () => {
  it("runs so many times as fast as it was told", async () => {
    const clock = createRealClock(1000);
    const began = clock.now();
    await new Promise<void>((resolve) => {
      clock.after(20_000, resolve);
    });
    expect(clock.now() - began).toBeGreaterThanOrEqual(19_000);
  });

  it("refuses to stand still", () => {
    expect(() => createRealClock(0)).toThrow(/above 0/);
  });
});

describe("spokenMs", () => {
  it.each([
    ["", "en-US", 0],
    ["Hello, world!", "en-US", 800],
    ["Para hablar con una persona, marque 2.", "es-MX", 2800],
    ["Su caso es el 4711", "es-MX", 3200],
    ["¿Sí? — ¡No!", "es-ES", 800],
    ["arroz", "arb", 400],
  ])("takes %j in %s for %i ms", (text, language, ms) => {
    expect(spokenMs(text, language)).toBe(ms);
  });
});
