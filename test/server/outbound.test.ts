import * as fc from "fast-check";
import { pino } from "pino";
import { readPeople } from "../../src/server/served/company.js";
import { createLog } from "../../src/server/log.js";
import { createMetrics } from "../../src/server/metrics.js";
import {
  createOutbound,
  isUsualNumber,
  NotAllowed,
} from "../../src/server/relay/outbound.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { until } from "../support/until.js";
import { placeOf } from "../support/talk.js";
import { putGoneOut } from "../support/earlier-calls.js";
import { actionOf, linesOf, waitUrlOf } from "../support/documents.js";

describe("a number of a caller's", () => {
  it.each([
    ["+12025550143", true, "a usual number of an allowed country"],
    ["+573001112233", true, "a mobile one"],
    ["+442071838750", false, "of a country that is not allowed"],
    ["+18765551234", false, "of another country with the same code"],
    ["+19005551234", false, "premium"],
    ["+447012345678", false, "personal, at somebody else's price"],
    ["+881612345678", false, "of a satellite"],
    ["+979123456789", false, "international premium"],
    ["anonymous", false, "none"],
  ])("%s may be rung: %s (%s)", (number, allowed) => {
    expect(isUsualNumber(number, ["US", "CO"])).toBe(allowed);
  });
});

describe("what goes out to callers in a day", () => {
  const luis = "+12025550111";
  let answered: AnsweredLine;
  beforeEach(async () => {
    answered = await answerLine();
  });
  afterEach(() => answered.close());

  async function outboundWith(
    limits: Record<string, unknown>,
    now = Date.UTC(2026, 10, 22),
  ) {
    const logged: string[] = [];
    const people = await readPeople("demo/people.yaml");
    const metrics = createMetrics({ proved: () => [], held: () => 0 });
    const outbound = createOutbound({
      turns: answered.line.turns,
      clock: {
        now: () => now,
        after: () => () => undefined,
      },
      log: pino({ level: "warn" }, { write: (line) => void logged.push(line) }),
      metrics,
      people: () => ({
        ...people,
        outbound: { ...people.outbound, ...limits },
      }),
    });
    const legs = outbound.guardLegs(answered.legs);
    const sent: string[] = [];
    const send = outbound.guardMessages((to) => {
      sent.push(to);
      return Promise.resolve();
    });
    const ring = (phone: string, since?: number) =>
      legs.ring({
        phone,
        from: "+12025550100",
        timeout: 20,
        answerUrl: "https://line.example/a",
        fallbackUrl: "https://line.example/a",
        statusUrl: "https://line.example/s",
        ...(since !== undefined && { since }),
      });
    return { ring, send, sent, logged, metrics };
  }

  it("is so many calls, and the line's own people are rung beyond them", async () => {
    const { ring } = await outboundWith({ "calls a day": 2 });
    const first = await ring(maria);
    await ring(maria);
    await expect(ring(maria)).rejects.toThrow(NotAllowed);
    await ring(luis);
    // Asked for before: nobody knows whether it was made, and it was counted.
    expect(await ring(maria, 0)).toBe(first);
    for (const { leg } of answered.legs.rung) answered.legs.over.add(leg);
    await ring(maria, 0);
    expect(answered.legs.rung.map(({ phone }) => phone)).toEqual([
      maria,
      maria,
      luis,
      maria,
    ]);
  });

  it("costs so much and no more, calls and messages together", async () => {
    const { ring, send, sent } = await outboundWith({
      costs: { call: 20, message: 5 },
      "spend a day": 30,
    });
    await ring(maria);
    await send(maria, "a");
    await send(maria, "b");
    await expect(send(maria, "c")).rejects.toThrow(NotAllowed);
    await expect(ring(maria)).rejects.toThrow(NotAllowed);
    await send(luis, "to somebody on file");
    // Tried before: it was counted then.
    await send(maria, "again", 1);
    expect(sent).toEqual([maria, maria, luis, maria]);
  });

  it("is told as an alarm when four fifths are used", async () => {
    const { send, logged, metrics } = await outboundWith({
      "messages a day": 5,
    });
    for (let count = 1; count <= 3; count += 1) await send(maria, "a");
    expect(logged).toEqual([]);
    await send(maria, "a");
    expect(logged.join("")).toContain(
      "a day's ceiling for callers is nearly used",
    );
    expect(await metrics.registry.metrics()).toContain(
      'directo_outbound_used_ratio{kind="message"} 0.8',
    );
  });

  it("is never more than its ceilings, in whatever order calls and messages go out", async () => {
    let day = Date.UTC(2026, 0, 1);
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          "calls a day": fc.nat(2),
          "messages a day": fc.nat(2),
          "spend a day": fc.nat(30),
        }),
        fc.array(fc.constantFrom("call" as const, "message" as const), {
          maxLength: 6,
        }),
        async (limits, wanted) => {
          day += 24 * 3600_000;
          const { ring, send } = await outboundWith(limits, day);
          const gone = { call: 0, message: 0 };
          const costs = { call: 20, message: 5 };
          for (const kind of wanted) {
            const before =
              costs.call * gone.call + costs.message * gone.message;
            const fits =
              gone[kind] < limits[`${kind}s a day`] &&
              before + costs[kind] <= limits["spend a day"];
            const went = kind === "call" ? ring(maria) : send(maria, "a");
            await (fits ? went : expect(went).rejects.toThrow(NotAllowed));
            if (fits) gone[kind] += 1;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("goes to allowed numbers alone; without a list, to the countries of the people on file", async () => {
    const { ring, send } = await outboundWith({});
    await expect(ring("+573001112233")).rejects.toThrow(
      "no number of this kind",
    );
    await expect(send("+19005551234", "a")).rejects.toThrow(
      "no number of this kind",
    );
    const other = await outboundWith({ countries: ["CO"] });
    await other.ring("+573001112233");
  });
});

describe("a caller who prefers to be called", () => {
  let answered: AnsweredLine;
  afterEach(() => answered.close());

  /** What the caller hears as the promise. */
  async function promised(
    from: string,
    call = `CA${from.slice(1)}`,
  ): Promise<string | undefined> {
    const post = async (to = "nowhere", form = {}) =>
      (
        await answered.post(
          to,
          inboundForm(call, {
            From: from,
            StirVerstat: "TN-Validation-Passed-A",
            ...form,
          }),
        )
      ).body;
    const welcome = await post("/voice");
    const waiting = await post(actionOf(welcome), { Digits: "2" });
    const heard = await post(waitUrlOf(waiting));
    await post(actionOf(heard), { Digits: "1" });
    const [said] = linesOf(
      await post(actionOf(waiting), { QueueResult: "leave" }),
    );
    await answered.settle();
    return said;
  }
  const rosa = "+12025550144";

  it("hears on the next call that one is promised, by when and under which number", async () => {
    let now = Date.UTC(2026, 10, 22, 15);
    answered = await answerLine({ now: () => now });
    expect(await promised(maria)).toContain(
      "Le llamamos en su turno, hoy a las once de la mañana a más tardar; responde de ello Luis Prado.",
    );
    await answered.post(
      "/voice/status",
      inboundForm(`CA${maria.slice(1)}`, { CallStatus: "completed" }),
    );
    await until(async () => {
      await answered.settle();
      const place = await placeOf(answered, "callback", maria);
      return place?.startsWith("trying") ?? false;
    });
    now += 10 * 60_000;
    const again = await promised(maria, "CAagain");
    expect(again).toContain(
      "Ya le debemos una llamada, hoy a las once de la mañana a más tardar; responde de ella Luis Prado.",
    );
    expect(again).toContain("Su número de caso sigue siendo 4 8 2 9, 1 3 7 7.");
  });

  it("hears who calls in person once all calls of the day are promised to others", async () => {
    const now = Date.UTC(2026, 10, 22, 15);
    answered = await answerLine({ now: () => now });
    const { "calls a day": most } = answered.line.served.now.people.outbound;
    await putGoneOut(answered, { call: most - 1 }, now);
    expect(await promised(maria)).toContain("Le llamamos en su turno");
    expect(await promised(rosa)).toContain(
      "Esta vez le llama Luis Prado en persona",
    );
    expect(
      await readContext(answered.store, {
        kind: "case",
        id: `CA${rosa.slice(1)}`,
      }),
    ).toMatchObject({ opened: { limit: "of-day" } });
    expect(answered.messages.findLast(([to]) => to === rosa)?.[1]).toContain(
      "Hoy la línea ya no puede llamar más",
    );
  });
});

it("no line of the log has a number in full, whatever is logged", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.warn(
    {
      machine: { kind: "callback", id: maria },
      error: new Error(`callback ${maria}: 20 conflicts in a row.`),
      path: `/api/callbacks/${encodeURIComponent(maria)}`,
    },
    `rings ${maria}`,
  );
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    machine: { kind: "callback", id: "+12025……43" },
    path: "/api/callbacks/%2B12025……43",
    msg: "rings +12025……43",
  });
  expect(lines.join("")).not.toContain(maria.slice(1));
});
