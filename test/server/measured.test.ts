import { readFile } from "node:fs/promises";
import { checkFlow, compileFlow } from "../../src/flows/index.js";
import { rehearse } from "../../src/flows/rehearse.js";
import {
  parseTranscript,
  printTranscript,
} from "../../src/flows/transcript/index.js";
import { readPeople } from "../../src/server/served/company.js";
import { maskNumbers } from "../../src/server/log.js";
import type { PeopleFile } from "../../src/server/served/company.js";
import { turnSeconds } from "../../src/flows/proof/assumptions.js";
import {
  certify,
  compiled,
  shippedText,
} from "../flows/proof/support/flows.js";
import { inboundForm, lineNumber } from "../support/answered-line.js";
import { readClocks, rehearseOverHttp } from "../support/rehearse-over-http.js";
import type { RehearsedLine } from "../support/two-servers.js";
import { until } from "../support/until.js";
import type { Clocks, TimedPromise } from "../../src/flows/proof/index.js";
import { assumed, timedPromises } from "../../src/flows/proof/index.js";
import { walkOverHttp, type WalksResult } from "../support/walks-over-http.js";

const calls = Number(
  process.env["HTTP_WALKS"] ?? (process.env["LONG"] ? 5_000 : 12),
);
/** So many at once on one server. */
const together = 100;

const isTimed = (name: string): name is TimedPromise =>
  (timedPromises as readonly string[]).includes(name);
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

  it.each(timedPromises)("never take longer than was proved: %s", (name) => {
    const bound = all()[0]?.proved[name] ?? 0;
    const longest = Math.max(...secondsOf(all(), name));
    expect(bound).toBeGreaterThan(50);
    expect(longest).toBeLessThanOrEqual(bound);
    // How near the worst calls come is seen below: chance alone is seldom as silent as they are.
    expect(longest).toBeGreaterThan(0);
  });

  it("exceed no assumption, and nothing is reported", () => {
    expect(all().flatMap(({ exceeded }) => exceeded)).toEqual([]);
    expect(walks.flatMap(({ logged }) => logged)).toEqual([]);
  });

  it("are counted, each against what was proved", () => {
    const { metrics } = walks[0] ?? { metrics: "" };
    expect(metrics).toMatch(
      /directo_call_seconds_count\{flow="customer-line",promise="asks for a person within"\} \d\d/,
    );
    expect(metrics).toMatch(
      /directo_proved_seconds\{flow="customer-line",promise="answered or promised within"\} \d{3}/,
    );
    expect(metrics).not.toMatch(/directo_calls_beyond_proved_total\{/);
  });
});

describe("every telephone, callers' and people's", () => {
  // People who took a call press star and what it leads to: callers wait, others are asked, calls are handed over.
  it.each(process.env["LONG"] ? [1, 2, 3, 4, 5, 6] : [3])(
    "is silent for three seconds at most, unless it waits for an answer or silence is wished for (seed %d)",
    async (seed) => {
      const { silences, logged } = await walkOverHttp({
        calls: process.env["LONG"] ? 60 : 10,
        seed,
        answersIn: 500,
        parts: true,
      });
      expect(silences).toEqual([]);
      expect(logged).toEqual([]);
    },
    600_000,
  );
});

describe("the worst calls that the proof names, over HTTP and as late as is assumed", () => {
  const { promises } = certify(compiled(shippedText));
  const worst = promises.flatMap(({ name, bound, worst: call }) =>
    // The call of the longest hold ends where the hold begins.
    isTimed(name) && name !== "hold at most" && call
      ? [{ name, bound: Number(bound), call }]
      : [],
  );
  const onDuty: PeopleFile["agents"] = [
    { name: "Luis", phone: "+12025550111", topics: ["billing"] },
  ];

  it.each(worst)(
    "come near what was proved, and not above: $name",
    async ({ name, bound, call }) => {
      const transcript = parseTranscript(call.transcript);
      const people = await readPeople("demo/people.yaml");
      let clocks: Clocks | undefined;
      const played = await rehearseOverHttp(transcript, {
        people: { ...people, agents: onDuty },
        startedAt: Date.UTC(2026, 10, 22, 14, 15),
        asLateAsAssumed: true,
        async lastly(line, pass) {
          if (name.startsWith("rings")) await ringAtLast(line, pass);
          clocks = await readClocks(line.store);
        },
      });
      const places = ({ turns }: typeof played) =>
        turns.map(({ lines }) => lines.at(-1));
      expect(places(played)).toEqual(places(transcript));
      const seconds = clocks?.longest[name] ?? 0;
      expect(clocks?.exceeded).toEqual([]);
      expect(seconds).toBeLessThanOrEqual(bound);
      expect(seconds).toBeGreaterThan(0.9 * bound);
    },
  );
});

/** The person's phone rings as late as is assumed. */
async function ringAtLast(
  line: RehearsedLine,
  pass: (seconds: number) => void,
): Promise<void> {
  pass(assumed.relay);
  await line.settle();
  const leg = line.legs.rung.at(-1);
  if (!leg) throw new Error("Nobody is being rung.");
  pass(assumed["set-up"] + turnSeconds(assumed));
  await line.post(
    leg.statusUrl,
    inboundForm(leg.leg, { CallStatus: "ringing" }),
  );
  const isRung = async () =>
    (await readClocks(line.store))?.run["rings within, when someone is free"];
  await until(async () => (await isRung()) !== undefined);
}

describe("a carrier that goes beyond an assumption", () => {
  const beyond = [
    ["request", 6],
    ["answer", 6],
    ["voice", 8],
    ["speech", 8],
    // A server cannot tell a slow recogniser from a caller who speaks for up to 60 s.
    ["recognition", 70],
    // From a decision of the line until the carrier hears of it.
    ["relay", 15],
    ["tone", 12],
    // What ends a caller's words is told apart neither from the recogniser nor from the caller.
    ["end of speech", 70],
    ["set-up", 9],
  ] as const;
  // Of turns and of rings one each: the others come to the same, and take half a minute.
  const few = beyond.filter(
    ([name]) => name === "request" || name === "set-up",
  );

  it.each(process.env["LONG"] ? beyond : few)(
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
      /directo_calls_beyond_proved_total\{flow="customer-line",promise="asks for a person within",cause="model"\} \d/,
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
