import { createManualClock } from "../../src/carrier/simulator/clock.js";
import { readPeople } from "../../src/server/served/company.js";
import { createPace } from "../../src/server/relay/pace.js";
import { answerLine, inboundForm } from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { hangUpCaller } from "../support/talk.js";
import { until } from "../support/until.js";

describe("a pace of two a second", () => {
  const start = 1_000_000;

  /** Who was let through, and how many ms after the start. */
  function begin() {
    const clock = createManualClock(start);
    const set = { back: 0 };
    const pace = createPace(2, { ...clock, now: () => clock.now() - set.back });
    const came: [string, number][] = [];
    const ask = (name: string, since = start) =>
      clock.hold(
        pace(since).then(() => void came.push([name, clock.now() - start])),
      );
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

it("phones ring at the carrier's pace, the most senior caller's first, and none for a caller who left meanwhile", async () => {
  const people = await readPeople("demo/people.yaml");
  const [luis] = people.agents;
  if (!luis) throw new Error("The demo company has no agent.");
  const agents = [1, 2, 3, 4].map((place) => ({
    ...luis,
    name: `Agent ${place}`,
    phone: `+1202555020${place}`,
  }));
  const answered = await answerLine({
    people: { ...people, agents },
    callsPerSecond: 1,
  });
  const { line, legs } = answered;
  const begin = async (call: string) => {
    const { body } = await answered.post("/voice", inboundForm(call));
    return () =>
      answered.post(actionOf(body) ?? "", inboundForm(call, { Digits: "2" }));
  };
  const rung = () =>
    legs.rung.map(({ answerUrl }) => /CA\w+/u.exec(answerUrl)?.[0] ?? "");
  try {
    await line.relay.start();
    const senior = await begin("CAsenior");
    const first = await begin("CAfirst");
    const left = await begin("CAleft");
    const junior = await begin("CAjunior");
    const began = Date.now();
    await first();
    await until(() => rung().length > 0);
    for (const ask of [junior, left, senior]) await ask();
    await hangUpCaller(answered, "CAleft");
    await until(() => rung().includes("CAjunior"));
    // What was for the one who left rings for nobody.
    expect(rung()).toEqual(["CAfirst", "CAsenior", "CAjunior"]);
    expect(Date.now() - began).toBeGreaterThanOrEqual(2_000);
  } finally {
    await line.relay.stop();
    await answered.close();
  }
}, 15_000);
