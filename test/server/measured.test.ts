import { readFile } from "node:fs/promises";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { rehearse } from "../../src/flows/rehearse.js";
import {
  parseTranscript,
  printTranscript,
} from "../../src/flows/transcript.js";
import { readPeople } from "../../src/server/company.js";
import { maskNumbers } from "../../src/server/log.js";
import { lineNumber } from "../support/answered-line.js";
import type { Clocks, TimedPromise } from "../../src/flows/proof/index.js";
import { timedPromises } from "../../src/flows/proof/index.js";
import { walkOverHttp, type WalksResult } from "../support/walks-over-http.js";

const calls = Number(process.env["HTTP_WALKS"] ?? 60);
/** So many at once on one server. */
const together = 100;

const secondsOf = (all: readonly Clocks[], name: TimedPromise) =>
  all.map(({ longest }) => longest[name] ?? 0);

describe(`${calls} calls left to chance, through the server and the simulator`, () => {
  const walks: WalksResult[] = [];
  beforeAll(async () => {
    for (let begun = 0; begun < calls; begun += together)
      walks.push(
        await walkOverHttp({
          calls: Math.min(together, calls - begun),
          seed: begun + 1,
        }),
      );
  }, 3_600_000);
  const all = () => walks.flatMap(({ clocks }) => clocks);

  it.each(timedPromises)(
    "never take longer than was proved, and come near: %s",
    (name) => {
      const bound = all()[0]?.proved[name] ?? 0;
      const longest = Math.max(...secondsOf(all(), name));
      expect(bound).toBeGreaterThan(60);
      expect(longest).toBeLessThanOrEqual(bound);
      // Few of the calls left to chance are as silent, or have a person as soon, as the worst ones.
      const near = name.startsWith("answered") ? 0.3 : 0.1;
      expect(longest).toBeGreaterThan(near * bound);
    },
  );

  it("exceed no assumption, and nothing is reported", () => {
    expect(all().flatMap(({ exceeded }) => exceeded)).toEqual([]);
    expect(walks.flatMap(({ logged }) => logged)).toEqual([]);
  });

  it("are counted, each against what was proved", () => {
    const { metrics } = walks[0] ?? { metrics: "" };
    expect(metrics).toMatch(
      /directo_call_seconds_count\{promise="asks for a person within"\} \d\d/,
    );
    expect(metrics).toMatch(
      /directo_proved_seconds\{promise="answered or promised within"\} 34\d/,
    );
    expect(metrics).not.toMatch(/directo_calls_beyond_proved_total\{/);
  });
});

describe("a carrier that goes beyond an assumption", () => {
  it.each([
    ["answer", 6],
    ["speech", 8],
    // A server cannot tell a slow recogniser from a caller who speaks for up to 60 s.
    ["recognition", 70],
    // From a decision of the line until the carrier hears of it.
    ["relay", 15],
    ["tone", 12],
  ] as const)(
    "is reported by name, and not as a defect of the model: %s",
    async (name, seconds) => {
      const { clocks, logged, metrics } = await walkOverHttp({
        calls: 10,
        seed: 5,
        ...(name === "tone" && { from: "anonymous" }),
        beyond: { [name]: seconds },
      });
      const exceeded = clocks.flatMap((one) => one.exceeded);
      expect(exceeded.length).toBeGreaterThan(0);
      for (const { assumptions } of exceeded)
        expect(assumptions).toContain(name);
      expect(logged).toContainEqual(
        expect.objectContaining({
          msg: "a turn took longer than is assumed",
          assumption: expect.stringContaining(name) as string,
        }),
      );
      expect(metrics).toContain("directo_assumptions_exceeded_total{");
      expect(metrics).not.toContain('cause="model"');
    },
  );
});

describe("a call that takes longer than was proved, with no assumption exceeded", () => {
  it("is a defect of the model, counted and written down so that it can be played again", async () => {
    const { logged, metrics } = await walkOverHttp({
      calls: 4,
      seed: 9,
      wronglyProved: 3,
    });
    expect(metrics).toMatch(
      /directo_calls_beyond_proved_total\{promise="asks for a person within",cause="model"\} \d/,
    );
    const [defect] = logged.filter(
      ({ msg }) =>
        msg === "a call took longer than was proved: a defect of the model",
    );
    const text = String(defect?.["transcript"]);
    expect(text).not.toMatch(/\+1202555/);
    const { document } = checkFlow(
      await readFile("flows/customer-line.yaml", "utf8"),
    );
    if (!document) throw new Error("The flow that ships has mistakes.");
    const transcript = parseTranscript(text);
    const played = rehearse(transcript, {
      flow: compileFlow(document),
      people: await readPeople("demo/people.yaml"),
      startedAt: Date.parse(new Map(transcript.header).get("clock") ?? ""),
      line: lineNumber,
      call: "call",
      reference: "48291377",
    });
    expect(maskNumbers(printTranscript(played))).toBe(text);
  });
});
