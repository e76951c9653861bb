import { resumableSteps } from "../../../src/flows/assigns.js";
import type { CallEvent, Charge, People } from "../../../src/flows/events.js";
import { parseEvent } from "../../../src/flows/transcript/parse-event.js";
import { parseTranscript } from "../../../src/flows/transcript/index.js";
import { certify, compiled, resultOf, shippedText } from "./support/flows.js";
import { createChance, pickFrom, walk, type Walk } from "./support/walk.js";

const flow = compiled(shippedText);
const certificate = certify(flow);
const boundOf = (name: Parameters<typeof resultOf>[1]) =>
  Number(resultOf(certificate, name).bound);
const resumable = resumableSteps(flow.chart.steps);
const walks = Number(
  process.env["PROOF_WALKS"] ?? (process.env["LONG"] ? 5_000 : 1_500),
);

// Everything that is spoken is as long as it may be.
const longName = "María Fernanda del Valle Ponce Ruiz";
const people: People = {
  agents: [{ name: longName, phone: "+12025550111", topics: ["billing"] }],
  director: {
    name: longName,
    phone: "+12025550122",
    title: {
      es: "directora de servicio y de calidad",
      en: "director of all service and quality",
    },
  },
};
const charges: Charge[] = [1, 2, 3].map((place) => ({
  id: `charge-${place}`,
  amount: { amount: 7777, currency: "USD" },
  date: `2026-09-2${place}`,
  label: {
    es: "una llamada muy larga a un país lejano",
    en: "a very long call to a far away country",
  },
}));

/** The call that comes to a bound, as a walk. */
function worstOf(name: Parameters<typeof resultOf>[1]) {
  const { worst } = resultOf(certificate, name);
  const [call, ...script] = parseTranscript(worst?.transcript ?? "").turns.map(
    ({ event }) => parseEvent(event),
  );
  if (call?.type !== "call") throw new Error("It begins with a call.");
  return {
    grade: call.grade,
    language: call.language,
    hasCase: call.openCase !== undefined,
    isUntold: call.outcome === true,
    resumes: call.resumes,
    script: script.map((event) => ({ ...event, at: 0 }) as CallEvent),
  };
}

const worstCalls = [
  worstOf("asks for a person within"),
  worstOf("rings within, when someone is free"),
  worstOf("answered or promised within"),
];

describe(`${walks} calls left to chance, with durations up to the assumptions`, () => {
  const grades = [
    "attested",
    "present",
    "present",
    "shared",
    "withheld",
  ] as const;
  const walkBySeed = (seed: number): Walk => {
    const chance = createChance(seed + 1);
    const atMost = chance() < 0.5;
    const grade = grades[seed % grades.length] ?? "present";
    const isOwn = grade === "attested" || grade === "present";
    return walk({
      flow,
      hasCase: isOwn && seed % 7 === 3,
      isUntold: seed % 7 === 4 || seed % 21 === 3,
      resumes:
        isOwn && seed % 7 === 5 ? pickFrom(resumable, chance) : undefined,
      people: chance() < 0.3 ? { ...people, agents: [] } : people,
      grade,
      language: isOwn && seed % 3 === 0 ? "en" : undefined,
      charges,
      chance,
      share: () => (atMost ? 1 : chance()),
      ...(seed % 2 === 1 && alongWorst(chance)),
    });
  };
  // Chance alone hardly ever takes the longest way at every turn: half of the calls go some way along the worst one.
  function alongWorst(chance: () => number) {
    const { script, ...call } = pickFrom(worstCalls, chance);
    const turns = Math.ceil(chance() * script.length);
    return { ...call, script: script.slice(0, turns), thenChance: true };
  }
  // A million of them are not kept.
  const longest = { asked: 0, rung: 0, served: 0, menus: 0 };
  const wrong: number[] = [];
  const places = new Set<string>();
  for (let seed = 0; seed < walks; seed += 1) {
    const one = walkBySeed(seed);
    const { asked = 0, rung = 0, served = 0, menus, staffed } = one;
    longest.asked = Math.max(longest.asked, asked);
    // Without agents the director is rung, and later.
    if (staffed) longest.rung = Math.max(longest.rung, rung);
    longest.served = Math.max(longest.served, served);
    longest.menus = Math.max(longest.menus, menus);
    if (one.sentAway || one.endless) wrong.push(seed);
    for (const place of one.places) places.add(place);
  }
  const comesNear = (seconds: number, name: Parameters<typeof boundOf>[0]) => {
    expect(seconds).toBeLessThanOrEqual(boundOf(name));
    expect(seconds).toBeGreaterThan(0.85 * boundOf(name));
  };

  it("never take longer to ask for a person than was proved, and some come near", () => {
    comesNear(longest.asked, "asks for a person within");
  });

  it("never ring later than was proved when somebody is on duty, and some come near", () => {
    comesNear(longest.rung, "rings within, when someone is free");
  });

  it("never leave a caller without an answer or a promise for longer than was proved, and some come near", () => {
    comesNear(longest.served, "answered or promised within");
  });

  it("never hear more menus, are never sent away and never go on for ever", () => {
    expect(longest.menus).toBe(boundOf("menus before a person"));
    expect(wrong).toEqual([]);
  });

  it("go through most of the flow", () => {
    for (const [step, states] of Object.entries(flow.chart.steps))
      for (const [name, state] of Object.entries(states))
        // What only says something is passed in the same turn.
        if (state.entry && !state.always && name !== "conceded")
          expect(places).toContain(`${step}.${name}`);
  });
});

describe("the longest call of a promise, played with everything at its longest", () => {
  it.each([
    ["asks for a person within", "asked"],
    ["answered or promised within", "served"],
  ] as const)("comes close to the bound of %s", (name, clock) => {
    const { bound } = resultOf(certificate, name);
    const played = walk({
      flow,
      people,
      charges,
      chance: () => 0,
      share: () => 1,
      ...worstOf(name),
    });
    expect(played[clock]).toBeLessThanOrEqual(Number(bound));
    expect(played[clock]).toBeGreaterThan(0.9 * Number(bound));
  });
});
