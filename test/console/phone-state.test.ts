import { readdirSync, readFileSync } from "node:fs";
import type { PhoneEvent } from "../../src/carrier/simulator/phone-api.js";
import { heardShare } from "../../src/phone/phone-entry.js";
import {
  isOver,
  noCalls,
  reducePhone,
  type PhoneState,
} from "../../src/phone/phone-state.js";
import {
  conversationOf,
  formatClock,
  formatNumber,
  heardAt,
  messagesTo,
  newestCall,
  personAt,
  ringsSoFar,
} from "../../src/phone/phone-view.js";
import { englishStates } from "../../src/phone/words-en.js";
import { spanishStates } from "../../src/phone/words-es.js";
import { chooseLanguage, wordStep } from "../../src/phone/words.js";

type Body = PhoneEvent extends infer Event
  ? Event extends PhoneEvent
    ? Omit<Event, "at" | "sid">
    : never
  : never;

const maria = "+12025550143";
const luis = "+12025550111";
const line = "+12025550100";

const started = (from: string, to: string, parent?: string): Body =>
  parent === undefined
    ? { type: "leg-started", direction: "inbound", from, to }
    : { type: "leg-started", direction: "outbound-dial", from, to, parent };
const status = (
  now: "ringing" | "in-progress" | "completed" | "no-answer",
): Body => ({ type: "leg-status", status: now });
const said = (text: string, ms: number): Body => ({
  type: "said",
  text,
  ms,
  language: "es-MX",
  voice: "Mia",
});
const listening: Body = {
  type: "listening",
  input: ["dtmf"],
  timeoutMs: 5_000,
};
const webhook: Body = {
  type: "webhook",
  url: "http://line/voice/turn",
  status: 200,
  ms: 20,
};

/** The state after events given as [second, leg, event]. */
function replay(
  events: readonly (readonly [number, string, Body])[],
): PhoneState {
  return events.reduce(
    (state, [second, sid, body]) =>
      reducePhone(state, { at: second * 1_000, sid, ...body }),
    noCalls,
  );
}

const answered = [
  [0, "CA1", started(maria, line)],
  [0, "CA1", status("ringing")],
  [1, "CA1", status("in-progress")],
] as const;

const kinds = (state: PhoneState, sid = "CA1") => {
  const leg = state.legs.get(sid);
  return leg ? conversationOf(state, leg).map(({ kind }) => kind) : [];
};

describe("the conversation", () => {
  test("shows who calls, that the line answers and what it says, in order", () => {
    const state = replay([...answered, [1, "CA1", said("Acme.", 400)]]);
    expect(kinds(state)).toEqual(["dialled", "answered", "said"]);
  });

  test("keeps how much of a sentence was heard when a key cut it", () => {
    const state = replay([
      ...answered,
      [1, "CA1", listening],
      [1, "CA1", said("Acme. Para hablar con una persona, 2.", 4_000)],
      [2, "CA1", { type: "cut" }],
      [2, "CA1", { type: "pressed", digits: "2" }],
    ]);
    const [sentence] = state.entries.filter(({ kind }) => kind === "said");
    expect(sentence?.kind === "said" && heardShare(sentence)).toBe(0.25);
  });

  test("takes a sentence for heard out when the next one begins after its time", () => {
    const state = replay([
      ...answered,
      [1, "CA1", said("Acme.", 400)],
      [2, "CA1", said("Un momento.", 800)],
    ]);
    const shares = state.entries.flatMap((entry) =>
      entry.kind === "said" ? [heardShare(entry)] : [],
    );
    expect(shares).toEqual([1, 1]);
  });

  test("tells a silence from the end of the prompt to the carrier's question what is next", () => {
    const state = replay([
      ...answered,
      [1, "CA1", listening],
      [1, "CA1", said("Acme.", 2_000)],
      [8.02, "CA1", webhook],
    ]);
    const silence = state.entries.at(-1);
    expect(silence?.kind === "silence" && silence.ms).toBe(5_000);
    expect(kinds(state)).toContain("silence");
  });

  test("tells no silence where somebody pressed a key, nor where the line only takes breath", () => {
    const pressed = replay([
      ...answered,
      [1, "CA1", listening],
      [2, "CA1", { type: "pressed", digits: "1" }],
      [8, "CA1", webhook],
    ]);
    const breath = replay([
      ...answered,
      [1, "CA1", listening],
      [1, "CA1", said("Un momento.", 800)],
      [2.8, "CA1", webhook],
    ]);
    expect(kinds(pressed)).not.toContain("silence");
    expect(kinds(breath)).not.toContain("silence");
  });

  test("holds the text message that reached the caller, also after the call", () => {
    const state = replay([
      ...answered,
      [9, "CA1", status("completed")],
      [10, "SM1", { type: "message", from: line, to: maria, body: "Caso 1" }],
    ]);
    expect(kinds(state).slice(-2)).toEqual(["ended", "message"]);
  });

  test("holds what a person does, and leaves what the person hears on that person's telephone", () => {
    const state = replay([
      ...answered,
      [2, "CA2", started(maria, luis, "CA1")],
      [2, "CA2", status("ringing")],
      [5, "CA2", status("in-progress")],
      [5, "CA2", said("Marque 1.", 800)],
      [6, "CA2", { type: "pressed", digits: "1" }],
    ]);
    expect(kinds(state).slice(2)).toEqual(["rings", "answered", "pressed"]);
    expect(state.legs.get("CA2")?.lastSaid).toBe("Marque 1.");
  });

  test("keeps two calls apart", () => {
    const state = replay([
      ...answered,
      [2, "CA9", started("anonymous", line)],
      [3, "CA1", said("Acme.", 400)],
    ]);
    expect(kinds(state, "CA9")).toEqual(["dialled"]);
    expect(newestCall(state)?.sid).toBe("CA9");
  });

  const outbound = (to: string): Body => ({
    type: "leg-started",
    direction: "outbound-api",
    from: line,
    to,
  });
  const asked = (address: string): Body => ({ ...webhook, url: address });

  test("goes on when its caller is rung back, whoever else calls meanwhile", () => {
    const state = replay([
      ...answered,
      [2, "CA1", status("completed")],
      [3, "CA9", started("anonymous", line)],
      [4, "CA5", outbound(maria)],
      [4, "CA5", status("ringing")],
      [5, "CA5", asked("http://line/voice/back/status?offer=1")],
      [6, "CA5", status("in-progress")],
      [6, "CA5", said("Le llama Luis.", 800)],
    ]);
    expect(kinds(state, "CA5").slice(-4)).toEqual([
      "ended",
      "rings",
      "answered",
      "said",
    ]);
    expect(kinds(state, "CA9")).toEqual(["dialled"]);
    expect(newestCall(state, (number) => number === maria)?.sid).toBe("CA5");
  });

  test("has the person whom the line rings for it, and not for the newer call", () => {
    const state = replay([
      ...answered,
      [3, "CA9", started("anonymous", line)],
      [4, "CA2", outbound(luis)],
      [4, "CA2", status("ringing")],
      [
        5,
        "CA2",
        asked("http://line/voice/person/status?call=CA1.back&offer=1"),
      ],
    ]);
    expect(kinds(state, "CA9")).toEqual(["dialled"]);
    expect(kinds(state).at(-1)).toBe("rings");
  });

  test("is, at a person's telephone, what is heard there and what the other says in the talk", () => {
    const state = replay([
      ...answered,
      [1, "CA1", said("Acme.", 400)],
      [2, "CA2", outbound(luis)],
      [2, "CA2", status("ringing")],
      [3, "CA1", { type: "spoke", text: "¿Hola?" }],
      [5, "CA2", status("in-progress")],
      [5, "CA2", said("Marque 1.", 800)],
      [6, "CA1", { type: "bridged", with: "CA2" }],
      [6, "CA2", { type: "bridged", with: "CA1" }],
      [7, "CA1", { type: "spoke", text: "Soy María." }],
    ]);
    const leg = state.legs.get("CA2");
    expect(leg && heardAt(state, leg).map(({ kind }) => kind)).toEqual([
      "rings",
      "answered",
      "said",
      "talking",
      "spoke",
    ]);
  });

  test("leaves out a leg whose beginning is no longer among the events", () => {
    expect(replay([[5, "CA7", said("…", 400)]])).toEqual(noCalls);
  });
});

describe("a person's telephone", () => {
  const ringing = [
    ...answered,
    [2, "CA2", started(maria, luis, "CA1")],
    [2, "CA2", status("ringing")],
  ] as const;

  test("is idle, rings, is briefed, talks and is idle again", () => {
    const talk: (readonly [number, string, Body])[] = [
      ...ringing,
      [5, "CA2", status("in-progress")],
    ];
    const bridged: (readonly [number, string, Body])[] = [
      ...talk,
      [6, "CA1", { type: "bridged", with: "CA2" }],
      [6, "CA2", { type: "bridged", with: "CA1" }],
    ];
    const over: typeof talk = [...bridged, [9, "CA2", status("completed")]];
    expect(
      [answered, ringing, talk, bridged, over].map(
        (events) => personAt(replay(events), luis).status,
      ),
    ).toEqual(["idle", "ringing", "briefed", "talking", "idle"]);
  });

  test("rings once in five seconds, and five times in twenty-five", () => {
    const leg = replay(ringing).legs.get("CA2");
    const missed = replay([
      ...ringing,
      [27, "CA2", status("no-answer")],
    ]).legs.get("CA2");
    expect(
      leg && [2_000, 6_900, 7_100].map((now) => ringsSoFar(leg, now)),
    ).toEqual([1, 1, 2]);
    expect(missed && ringsSoFar(missed, 99_000)).toBe(5);
    expect(missed && isOver(missed)).toBe(true);
  });

  test("belongs to the call under way when it names no parent", () => {
    const state = replay([
      ...answered,
      [
        2,
        "CA2",
        {
          type: "leg-started",
          direction: "outbound-api",
          from: line,
          to: luis,
        },
      ],
    ]);
    expect(state.legs.get("CA2")?.call).toBe("CA1");
  });

  test("keeps the messages it received", () => {
    const state = replay([
      [1, "SM1", { type: "message", from: line, to: luis, body: "Caso 1" }],
    ]);
    expect(messagesTo(state, luis).map(({ body }) => body)).toEqual(["Caso 1"]);
    expect(messagesTo(state, maria)).toEqual([]);
  });
});

describe("the words", () => {
  test("a clock counts seconds and never runs below zero", () => {
    expect([-5, 999, 61_000].map(formatClock)).toEqual([
      "0:00",
      "0:00",
      "1:01",
    ]);
  });

  test("a North American number is written in groups, anything else as it is", () => {
    expect(formatNumber(maria)).toBe("+1 202 555 0143");
    expect(formatNumber("anonymous")).toBe("anonymous");
  });

  test("a step reads as its name and what it does; an unknown state keeps its own name", () => {
    expect(wordStep("small-charge.asking-1-again", "en")).toBe(
      "small charge: asks",
    );
    expect(wordStep("welcome.asking", "es")).toBe("welcome: pregunta");
    expect(wordStep("person.new-state", "en")).toBe("person: new state");
  });

  test("every state that a tested call comes to has words in both languages", () => {
    const states: string[] = readdirSync("test/calls", {
      recursive: true,
      encoding: "utf8",
    }).flatMap((file) =>
      !file.endsWith(".call")
        ? []
        : [
            ...readFileSync(`test/calls/${file}`, "utf8").matchAll(
              /^at +\S+\.([a-z0-9-]+)$/gm,
            ),
          ].map(([, state = ""]) => state),
    );
    expect(states.length).toBeGreaterThan(300);
    const untold = [...new Set<string>(states)].filter((state) => {
      const words = (["en", "es"] as const).map((language) =>
        wordStep(`step.${state}`, language).replace("step: ", ""),
      );
      return (
        !Object.values(englishStates).includes(words[0] ?? "") ||
        !Object.values(spanishStates).includes(words[1] ?? "")
      );
    });
    expect(untold).toEqual([]);
  });

  test("the page speaks the first of the browser's languages that it knows", () => {
    expect(chooseLanguage(["pt-BR", "es-CO", "en"])).toBe("es");
    expect(chooseLanguage(["fr"])).toBe("en");
  });
});
