import { readWaiting } from "../support/read-waiting.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { musicPieces } from "../../src/flows/effects.js";
import type { Queue } from "../../src/machines/queue/context.js";
import { lineQueue } from "../../src/machines/queue/events.js";
import { readContext } from "../../src/server/read-context.js";
import { actionOf, linesOf, waitUrlOf } from "../support/documents.js";
import { CarrierRefused } from "../../src/carrier/twilio/rest.js";
import { createCarrierLegs } from "../support/carrier-legs.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";

let answered: AnsweredLine;
let calls = 0;
let now: number;
beforeEach(async () => {
  now = Date.now();
  answered = await answerLine({ now: () => now });
});
afterEach(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;

/** A caller who waits for an agent. */
async function wait(call = newCall(), key = "2") {
  const first = await answered.post("/voice", inboundForm(call));
  const { body } = await answered.post(
    actionOf(first.body) ?? "",
    inboundForm(call, { Digits: key }),
  );
  await answered.settle();
  const ask = async (url: string, more: Record<string, string> = {}) =>
    readWaiting((await answered.post(url, inboundForm(call, more))).body);
  return {
    call,
    ask,
    waitUrl: waitUrlOf(body) ?? "",
    leave: () =>
      answered.post(
        actionOf(body) ?? "",
        inboundForm(call, { QueueResult: "leave" }),
      ),
  };
}

/** The first caller is talked with, so that the second waits; `talked`: ms after which that talk is over, and being written down. */
async function waitBehind(talked?: number) {
  await wait();
  const leg = answered.legs.rung.at(-1);
  if (!leg) throw new Error("Nobody is rung.");
  const form = inboundForm(leg.leg);
  const heard = await answered.post(leg.answerUrl, form);
  await answered.post(actionOf(heard.body) ?? "", { ...form, Digits: "1" });
  await answered.settle();
  if (talked !== undefined) {
    now += talked;
    const over = inboundForm(leg.leg, { CallStatus: "completed" });
    await answered.post(leg.statusUrl, over);
    await answered.settle();
  }
  return wait();
}

const ringsBack =
  "Si se corta la llamada, o si cuelga, le llamamos a este número; si prefiere que no, marque 3.";

describe("a caller who waits for a person", () => {
  it("hears their place and the expected wait, what the keys do, and music", async () => {
    const { ask, waitUrl } = await waitBehind();
    const heard = await ask(waitUrl);
    expect(heard.said).toEqual([
      "Es la persona número 1 en la fila; la espera es de unos tres minutos. Al teléfono esperará alrededor de un minuto, no más.",
      "Si prefiere que le llamemos sin perder su lugar, marque 1. Para Ana Torres, 0. Para esperar en silencio, 9.",
      ringsBack,
    ]);
    expect(heard.music).toMatch(/\/music\/0\.wav$/);
    const music = await fetch(heard.music ?? "");
    expect(music.headers.get("content-type")).toBe("audio/wav");
  });

  it("hears the place again only when it changes, and another piece of music", async () => {
    const { ask, waitUrl } = await waitBehind();
    const second = await ask((await ask(waitUrl)).again);
    expect(second.said).toEqual([]);
    expect(second.music).toMatch(/\/music\/1\.wav$/);
  });

  it("hears no tune twice, however long they are kept waiting", async () => {
    const pieces = await Promise.all(
      Array.from({ length: musicPieces + 1 }, async (_, piece) => {
        const answer = await fetch(`${answered.url}/music/${piece}.wav`);
        const wav = Buffer.from(await answer.arrayBuffer());
        return answer.ok ? wav.subarray(44) : undefined;
      }),
    );
    expect(pieces.pop()).toBeUndefined();
    const seconds = pieces.map((wav) => (wav?.byteLength ?? 0) / 16_000);
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(600);
    const tunes = pieces.map((wav) => wav?.toString("base64"));
    expect(new Set(tunes).size).toBe(musicPieces);
  });

  it("hears no place that the end of the wait would cut short, and how long is left of it", async () => {
    const { ask, waitUrl } = await waitBehind();
    now += 30_000;
    const [place] = (await ask(waitUrl)).said;
    expect(place).toBe(
      "Es la persona número 1 en la fila; la espera es de unos tres minutos. Al teléfono esperará menos de un minuto, no más.",
    );
    now += 20_000;
    expect((await ask(waitUrl)).said.join(" ")).not.toContain("en la fila");
  });

  it("hears no second wait in the same words as the first", async () => {
    const { ask, waitUrl } = await waitBehind(50_000);
    now += 5_000;
    const [place] = (await ask(waitUrl)).said;
    expect(place).toBe(
      "Es la persona número 1 en la fila; la espera es de alrededor de un minuto.",
    );
  });

  it("is not told a place while a phone rings for them", async () => {
    const { ask, waitUrl } = await wait();
    const { said } = await ask(waitUrl);
    expect(said).toHaveLength(2);
  });

  it("waits in silence after key 9, and a key that means nothing changes nothing", async () => {
    const { ask, waitUrl } = await waitBehind();
    const { key } = await ask(waitUrl);
    expect((await ask(key, { Digits: "5" })).music).toBeDefined();
    const silent = await ask(key, { Digits: "9" });
    expect(silent).toMatchObject({ said: [], music: undefined });
    expect((await ask(waitUrl)).music).toBeUndefined();
  });

  it("is not rung back when they are cut off after key 3, and hears once that it was understood", async () => {
    const { ask, waitUrl } = await waitBehind();
    const declined = await ask((await ask(waitUrl)).key, { Digits: "3" });
    expect(declined.said).toEqual([
      "De acuerdo: si se corta, no le llamamos. Sigue en su lugar de la fila.",
    ]);
    expect((await ask(declined.again)).said).toEqual([]);
    expect((await ask(waitUrl)).said).not.toContain(ringsBack);
  });

  it("leaves the queue for the director with key 0", async () => {
    const { ask, waitUrl, leave } = await waitBehind();
    const { key } = await ask(waitUrl);
    expect((await ask(key, { Digits: "0" })).leaves).toBe(true);
    expect((await leave()).body).toContain("Le comunico con Ana Torres");
  });

  it("leaves the queue when the call has gone on, even if the carrier was not told", async () => {
    const { ask, waitUrl, leave } = await waitBehind();
    await leave();
    expect((await ask(waitUrl)).leaves).toBe(true);
  });
});

describe("a caller who waits for the director", () => {
  const ana = "+12025550122";
  const ivan = "+12025550133";
  const keys =
    "Para oír el número directo de Ana Torres, marque 2. Para esperar en silencio, 9.";
  /** What the telephone that was rung last does. */
  const leg = () => {
    const { leg: id, answerUrl, statusUrl } = answered.legs.rung.at(-1)!;
    const form = inboundForm(id);
    return {
      hears: async () => linesOf((await answered.post(answerUrl, form)).body),
      accepts: async () => {
        const { body } = await answered.post(answerUrl, form);
        await answered.post(actionOf(body) ?? "", { ...form, Digits: "1" });
        await answered.settle();
      },
      ends: async (CallStatus: string) => {
        await answered.post(statusUrl, { ...form, CallStatus });
        await until(async () => {
          await answered.settle();
          return answered.legs.rung.at(-1)?.leg !== id;
        });
      },
    };
  };
  const rung = () => answered.legs.rung.map(({ phone }) => phone);

  it("hears the director's own number at key 2, once for each press", async () => {
    const { ask, waitUrl } = await wait(newCall(), "0");
    const first = await ask(waitUrl);
    expect(first.said).toEqual([keys, ringsBack]);
    const number = "El número directo de Ana Torres es 2 0 2, 5 5 5, 0 1 0 2.";
    const told = await ask(first.key, { Digits: "2" });
    expect(told.said).toEqual([number]);
    expect((await ask(told.again)).said).toEqual([]);
    expect((await ask(told.key, { Digits: "2" })).said).toEqual([number]);
  });

  it("is offered to the deputy at once, by name, while the director talks", async () => {
    await wait(newCall(), "0");
    expect(await leg().hears()).toContain(
      'say     es-MX "Un cliente pide hablar con usted. Marque 1 para tomar la llamada."',
    );
    await leg().accepts();
    const { ask, waitUrl } = await wait(newCall(), "0");
    expect(rung()).toEqual([ana, ivan]);
    expect(await leg().hears()).toContain(
      'say     es-MX "Un cliente pide hablar con Ana Torres, que no puede contestar; le toca a usted en su lugar. Marque 1 para tomar la llamada."',
    );
    const heard = await ask(waitUrl);
    expect(heard.said).toEqual([
      "Ana Torres no puede contestar en este momento. Le comunico con Iván Rey.",
      keys,
      ringsBack,
    ]);
    expect((await ask(heard.again)).said).toEqual([]);
  });

  it("is offered to the deputy when the director does not pick up", async () => {
    const { ask, waitUrl } = await wait(newCall(), "0");
    const heard = await ask(waitUrl);
    await leg().ends("no-answer");
    expect(rung()).toEqual([ana, ivan]);
    expect((await ask(heard.again)).said).toEqual([
      "Ana Torres no puede contestar en este momento. Le comunico con Iván Rey.",
    ]);
  });
});

it("a caller whom the carrier connects with no director and no deputy hears by whom and when they are rung", async () => {
  const legs = createCarrierLegs();
  const refusing = await answerLine({
    legs: {
      ...legs,
      ring: () => Promise.reject(new CarrierRefused(400, 21_214, "No.")),
    },
  });
  try {
    const call = newCall();
    const first = await refusing.post("/voice", inboundForm(call));
    await refusing.post(
      actionOf(first.body) ?? "",
      inboundForm(call, { Digits: "0" }),
    );
    await refusing.settle();
    const { body } = await refusing.post(
      legs.fetched.at(-1) ?? "",
      inboundForm(call),
    );
    expect(body).toContain("le llamará en persona");
    expect(refusing.messages.map(([to]) => to)).toContain("+12025550143");
  } finally {
    await refusing.close();
  }
});

it.each([
  ["calls at once than the account may have", 10_004],
  ["in the queue than it takes", 21_611],
])(
  "a person is rung later when the carrier has more %s (%i)",
  async (_what, code) => {
    const legs = createCarrierLegs();
    let isFull = true;
    const full = await answerLine({
      legs: {
        ...legs,
        ring: (leg) =>
          isFull
            ? Promise.reject(new CarrierRefused(400, code, "Not now."))
            : legs.ring(leg),
      },
    });
    try {
      const call = newCall();
      const first = await full.post("/voice", inboundForm(call));
      await full.post(
        actionOf(first.body) ?? "",
        inboundForm(call, { Digits: "2" }),
      );
      await expect(full.settle()).rejects.toThrow("Not now.");
      expect(await placeOf(full, "call", call)).toBe("person.waiting");
      isFull = false;
      await full.settle();
      expect(legs.rung).toHaveLength(1);
    } finally {
      await full.close();
    }
  },
);

describe("a caller who was cut off and rings again", () => {
  const attested = { StirVerstat: "TN-Validation-Passed-A" };
  const waitingOf = async () =>
    (await readContext<Queue>(answered.store, lineQueue))?.waiting ?? [];
  const cutOff = async (call: string) => {
    await answered.post(
      "/voice/status",
      inboundForm(call, { CallStatus: "completed" }),
    );
    await until(async () => {
      const { machine } = await answered.store.load({ kind: "call", id: call });
      return machine?.state.includes('"value":"(ended)"') === true;
    });
    await answered.settle();
  };
  const redial = async (more: Record<string, string> = {}) => {
    const call = newCall();
    const { body } = await answered.post("/voice", inboundForm(call, more));
    await answered.settle();
    return { call, lines: linesOf(body) };
  };

  it("goes on where the call was, in the same place", async () => {
    const { call } = await waitBehind();
    const [first] = await waitingOf();
    await cutOff(call);
    expect(await waitingOf()).toEqual([]);
    const { lines } = await redial(attested);
    expect(lines[0]).toContain("Se cortó la llamada");
    expect(lines.at(-1)).toBe("wait");
    expect((await waitingOf())[0]?.since).toBe(first?.since);
  });

  it("goes on there before the carrier says that the old call is over, alone in line, and is not rung for it", async () => {
    const { call: old } = await waitBehind();
    const [first] = await waitingOf();
    answered.legs.over.add(old);
    const { call, lines } = await redial(attested);
    expect(lines[0]).toContain("Se cortó la llamada");
    expect(await waitingOf()).toMatchObject([{ call, since: first?.since }]);
    await cutOff(old);
    const maria = inboundForm(call)["From"] ?? "";
    expect(await placeOf(answered, "callback", maria)).toBe("idle");
    expect(await waitingOf()).toMatchObject([{ call, since: first?.since }]);
  });

  it("takes nobody's place who shows the same number and waits still", async () => {
    const { call: first } = await waitBehind();
    const { call: second } = await redial(attested);
    expect(await waitingOf()).toMatchObject([
      { call: first },
      { call: second },
    ]);
  });

  it("who rings after their matter went on begins anew", async () => {
    const { ask, waitUrl, leave } = await wait();
    await ask((await ask(waitUrl)).key, { Digits: "1" });
    await leave();
    await answered.settle();
    const { lines } = await redial(attested);
    expect(lines[0]).not.toContain("Se cortó la llamada");
  });

  it("is taken back to whoever talked with them, by name", async () => {
    const { call } = await wait();
    const leg = answered.legs.rung.at(-1);
    if (!leg) throw new Error("Nobody is rung.");
    const form = inboundForm(leg.leg);
    const heard = await answered.post(leg.answerUrl, form);
    await answered.post(actionOf(heard.body) ?? "", { ...form, Digits: "1" });
    await answered.settle();
    await cutOff(call);
    const { lines } = await redial(attested);
    expect(lines[0]).toContain("Vuelvo a buscar a Luis Prado");
    expect((await waitingOf())[0]?.prefers).toBe("luis-prado");
  });

  it("keeps the place and hears the menu where the carrier does not attest the number; nobody else inherits anything", async () => {
    const { call } = await waitBehind();
    const [first] = await waitingOf();
    await cutOff(call);
    const withheld = await redial({ From: "anonymous" });
    expect(withheld.lines[0]).toContain("Acme");
    const again = await wait();
    expect(
      (await waitingOf()).find((one) => one.call === again.call)?.since,
    ).toBe(first?.since);
  });
});
