import type { CallEvent, Charge } from "../../../src/flows/events.js";
import type { Effect } from "../../../src/flows/effects.js";
import { abstract, keyOf, type Facts } from "../../../src/flows/proof/facts.js";
import { readMemory } from "../../../src/flows/proof/live-facts.js";
import { transition as xstateTransition } from "xstate";
import { advance, transition } from "../../../src/machines/advance.js";
import { compiled, shippedText } from "./support/flows.js";
import { createChance, pickFrom } from "./support/walk.js";

const flow = compiled(shippedText);
const memory = readMemory(flow.chart);
type Snapshot = ReturnType<typeof advance>["snapshot"];

const names = ["Ana Torres", "Bea Li", "Carlos Jaramillo"];
const at = Date.UTC(2026, 10, 22, 14);
const charge = (place: number, cents: number): Charge => ({
  id: `charge-${place + 1}`,
  amount: { amount: cents, currency: "USD" },
  date: "2026-11-03",
  label: { es: "un cargo", en: "a charge" },
});

const posts: readonly CallEvent[] = [
  ..."0129#"
    .split("")
    .map((digits) => ({ type: "digits", digits, at }) as const),
  { type: "silence", at },
  { type: "speech", text: "cobro", at },
  { type: "speech", text: "cobro", confidence: 0.9, at },
  { type: "speech", text: "no", at },
  { type: "speech", text: "yes", confidence: 0.9, at },
  { type: "leg-accepted", at },
  { type: "leg-ended", result: "answered", at },
  { type: "leg-ended", result: "busy", at },
  { type: "recorded", url: "https://r.example/1", seconds: 3, at },
  {
    type: "charges-found",
    account: "a",
    charges: [charge(0, 210), charge(1, 900)],
    at,
  },
  { type: "charges-found", charges: [], at },
  { type: "charges-unavailable", at },
  {
    type: "claim-answered",
    charge: "charge-1",
    outcome: "conceded",
    total: { amount: 900, currency: "USD" },
    at,
  },
  { type: "claim-answered", charge: "charge-1", outcome: "repeat", at },
  { type: "hung-up", at },
];

/** A call of its own: other names, times, amounts and ids than the next one's. */
function* snapshots(seed: number): Generator<Snapshot> {
  const chance = createChance(seed);
  const pick = <T>(list: readonly T[]) => pickFrom(list, chance);
  const grade = pick(["attested", "present", "shared", "withheld"] as const);
  const agents =
    chance() < 0.3
      ? []
      : [
          {
            name: pick(names),
            phone: `+1202555${seed % 10}111`,
            topics: ["billing"],
          },
        ];
  let { snapshot } = advance(flow.machine, undefined, {
    type: "call-started",
    at: at + seed * 1000,
    call: `CA${seed}`,
    line: "+12025550100",
    caller: { number: `+1202555${1000 + (seed % 9000)}`, grade },
    people: {
      agents,
      director: {
        name: pick(names),
        phone: "+12025550122",
        title: { es: "directora", en: "director" },
      },
    },
    reference: String(10_000_000 + seed),
    ...(seed % 4 === 0 && { language: "en" }),
  } as CallEvent);
  for (let turn = 0; turn < 25; turn += 1) {
    yield snapshot;
    const next = advance(flow.machine, snapshot, {
      ...pick(posts),
      at: at + turn * 9000,
    });
    if (next.done) return;
    snapshot = next.snapshot;
  }
}

// Whether agents are there is part of what decides where it is asked; a snapshot shows it in its people.
function factsOf(snapshot: Snapshot): Facts {
  const { context } = snapshot as unknown as {
    context: { people: { agents: readonly unknown[] } };
  };
  return abstract(snapshot, { billing: context.people.agents.length > 0 });
}

const keyAt = (facts: Facts) => keyOf(facts, memory.liveAt(facts.place));

describe("two calls that agree in the facts that matter", () => {
  const byKey = new Map<string, Snapshot[]>();
  for (let seed = 1; seed <= 600; seed += 1)
    for (const snapshot of snapshots(seed)) {
      const key = keyAt(factsOf(snapshot));
      const known = byKey.get(key) ?? [];
      if (known.length < 6) byKey.set(key, [...known, snapshot]);
    }

  it("are many enough to say something", () => {
    const pairs = [...byKey.values()].filter(({ length }) => length > 1);
    expect(pairs.length).toBeGreaterThan(60);
  });

  it("go on alike, whatever happens", () => {
    let compared = 0;
    for (const [key, [first, ...others]] of byKey) {
      if (!first) continue;
      for (const post of posts) {
        const expected = outcomeOf(first, post);
        for (const other of others) {
          compared += 1;
          expect({ key, post, ...outcomeOf(other, post) }).toEqual({
            key,
            post,
            ...expected,
          });
        }
      }
    }
    expect(compared).toBeGreaterThan(3_000);
  });
});

/** Where it goes and what the caller's phone is told, without the words. */
function outcomeOf(snapshot: Snapshot, post: CallEvent) {
  const next = advance(flow.machine, snapshot, post);
  const told = (next.effects as readonly Effect[]).flatMap((effect) => {
    // Of what other machines are told a promise reads only that a case or a call-back is opened.
    if (effect.type === "tell" && !/^(opened|asked)$/.test(effect.event.type))
      return [];
    if (effect.type === "say")
      return `say ${effect.text === "" ? "nothing" : effect.language}`;
    if (effect.type === "gather")
      return `gather ${effect.timeout} ${effect.speech?.language ?? ""}`;
    return effect.type;
  });
  return { accepted: next.accepted, to: keyAt(factsOf(next.snapshot)), told };
}

describe("a turn with a scope that is made once for each machine", () => {
  it("is XState's own transition, in state and in actions", () => {
    const { machine } = flow;
    const told = (actions: readonly { type: string; params?: unknown }[]) =>
      actions.map(({ type, params }) => ({ type, params }));
    let turns = 0;
    for (let seed = 1; seed <= 40; seed += 1)
      for (const snapshot of snapshots(seed)) {
        const from = machine.restoreSnapshot(snapshot, undefined as never);
        const event = posts[(seed + turns) % posts.length];
        if (!event) continue;
        const [state, actions] = transition(machine, from, event);
        const [own, ownActions] = xstateTransition(machine, from, event);
        expect(machine.getPersistedSnapshot(state)).toEqual(
          machine.getPersistedSnapshot(own),
        );
        expect(told(actions)).toEqual(told(ownActions));
        turns += 1;
      }
    expect(turns).toBeGreaterThan(100);
  });
});
