import request from "supertest";
import type { MachineEvent } from "../../src/machines/advance.js";
import { takeTurn } from "../../src/server/turn.js";
import type { Case } from "../../src/machines/case/file.js";
import { linePins, type Pins } from "../../src/machines/pins.js";
import type { Queue } from "../../src/machines/queue/context.js";
import { lineQueue } from "../../src/machines/queue/events.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";
import {
  anyPhone as dialIn,
  pickUp,
  pinOf as drawPin,
  promiseCase,
} from "../support/telephone.js";

const deskKey = "the desk's key, long enough for a test";
const staffLine = "+12025550104";
const ana = "+12025550122";
const call = "CA00000000000000000000000000000001";
let answered: AnsweredLine;
let now: number;
beforeEach(async () => {
  now = Date.parse("2026-11-22T09:15:00-05:00");
  answered = await answerLine({ now: () => now, casesApiKey: deskKey });
});
afterEach(() => answered.close());

const desk = { authorization: `Bearer ${deskKey}` };
const caseFile = async () =>
  (await readContext<Case>(answered.store, { kind: "case", id: call }))!;
const statusOf = async (id: string) =>
  (await readContext<Queue>(answered.store, lineQueue))?.people.find(
    ({ person }) => person.id === id,
  )?.status;

const promise = () => promiseCase(answered);
const pinOf = (id: string) => drawPin(answered, id, deskKey);
const anyPhone = (more?: Record<string, string>) => dialIn(answered, more);
const customerAnswers = () => pickUp(answered);

describe("somebody of the line who calls from any telephone", () => {
  it("hears their open cases, is connected with the customer, and records the outcome", async () => {
    await promise();
    const { number, pin } = await pinOf("ana-torres");
    const phone = anyPhone();
    expect(await phone.dial()).toContain("Marque su número de identificación");
    const menu = await phone.press(number, pin);
    expect(menu).toContain("Ana Torres. Marque 1 si está disponible");
    expect(menu).toContain("3 para su caso abierto");
    const told = await phone.press("3");
    expect(told).toContain("Caso 1 de 1, número 4 8 2 9, 1 3 7 7.");
    expect(told).toContain("a más tardar hoy a las once y cuarto de la mañana");
    expect(await phone.press("1")).toMatch(/Llamo al cliente[^]*join/);
    expect(phone.hears()).toContain('hangupOnStar="true"');
    const customer = await customerAnswers();
    expect(customer.rung.phone).toBe(maria);
    expect(customer.heard).toContain(
      "Le llama Ana Torres, directora de servicio,",
    );
    expect(await statusOf("ana-torres")).toBe("talking");
    expect(await customer.phone.press("1")).toBe("join");
    await answered.settle();
    expect(await caseFile()).toMatchObject({ keptAt: now });
    // Star leads Ana out of the room; the customer hears that it is over.
    const outcome = await phone.does({ DialCallStatus: "answered" });
    expect(outcome).toContain("¿Qué resultó? 1, resuelto. 2, compensado.");
    await answered.settle();
    expect(await statusOf("ana-torres")).toBe("available");
    expect(await phone.press("2")).toContain(
      "¿Por qué motivo? 1, cobro doble.",
    );
    expect(await phone.press("1")).toContain(
      "¿Qué área falló? 1, facturación.",
    );
    const done = await phone.press("1");
    expect(done).toContain("El caso queda cerrado");
    expect(done).toContain("No tiene casos abiertos");
    await answered.settle();
    expect((await caseFile()).closing).toMatchObject({
      by: "Ana Torres",
      outcome: "compensated",
      reason: "charged twice",
      area: "billing",
    });
    expect(answered.messages.at(-1)?.[1]).toContain(
      "Le compensamos por lo ocurrido. ¿Quedó resuelto?",
    );
    expect(await phone.press("0")).toContain("hang-up");
  });

  it("sets whether they are offered callers", async () => {
    const { number, pin } = await pinOf("luis-prado");
    const phone = anyPhone();
    await phone.dial();
    expect(await phone.press(number, pin, "2")).toContain(
      "Queda como no disponible",
    );
    await answered.settle();
    expect(await statusOf("luis-prado")).toBe("away");
    await phone.press("1");
    await answered.settle();
    expect(await statusOf("luis-prado")).toBe("available");
  });

  it("leaves a spoken note, and takes the case on", async () => {
    await promise();
    const { number, pin } = await pinOf("ana-torres");
    const phone = anyPhone();
    await phone.dial();
    expect(await phone.press(number, pin, "3", "3")).toMatch(
      /Diga la nota[^]*record  120s/,
    );
    const kept = await phone.does({
      RecordingUrl: "https://carrier.example/RE1",
      RecordingDuration: "7",
    });
    expect(kept).toContain("La nota quedó guardada");
    await phone.press("4");
    await answered.settle();
    expect(await caseFile()).toMatchObject({
      acknowledged: true,
      recordings: [{ url: "https://carrier.example/RE1", seconds: 7 }],
    });
  });

  it("hears what the customer left, at an address that is good for an hour", async () => {
    await promise();
    await takeTurn(answered.line.turns, {
      key: { kind: "case", id: call },
      token: "left",
      event: {
        type: "message-left",
        at: now,
        url: "https://carrier.example/Recordings/RE1",
        seconds: 7,
      } as MachineEvent,
      begins: false,
      asks: false,
    });
    await answered.settle();
    const [, text = ""] = answered.messages.findLast(([to]) => to === ana)!;
    expect(text).toContain("el cliente le dejó un mensaje. Óigalo aquí: ");
    const page = await request(/https?:\S+/.exec(text)?.[0] ?? "").get("");
    expect(page.text).toContain("el cliente dejó un mensaje");
    const [, inPage = ""] = /<audio [^>]*src="([^"]+)"/.exec(page.text) ?? [];
    await request(inPage)
      .get("")
      .expect(200)
      .expect("content-type", "audio/wav");
    const { number, pin } = await pinOf("ana-torres");
    const phone = anyPhone();
    await phone.dial();
    expect(await phone.press(number, pin, "3")).toMatch(
      /Hay un mensaje grabado[^]*Para oír lo grabado, 6/,
    );
    await phone.press("6");
    const [, url = ""] = /<Play>([^<]*)<\/Play>/.exec(phone.hears()) ?? [];
    const heard = await request(answered.url)
      .get(url.slice(answered.url.length))
      .expect(200)
      .expect("content-type", "audio/wav");
    expect(String(heard.body)).toBe("RE1");
    now += 3_600_001;
    await request(answered.url).get(url.slice(answered.url.length)).expect(410);
  });

  describe("whose PIN somebody else tries", () => {
    const own = { From: ana, StirVerstat: "TN-Validation-Passed-A" };
    const keyIn = async (keys: string[], more = {}) => {
      const phone = anyPhone(more);
      await phone.dial();
      return phone.press(...keys);
    };
    /** Five wrong tries, on two calls from any telephones. */
    async function lockOut(number: string, pin: string): Promise<void> {
      const wrong = pin === "123456" ? "654321" : "123456";
      for (const tries of [3, 2])
        await keyIn(
          Array.from({ length: tries }, () => [number, wrong]).flat(),
        );
      await answered.settle();
    }
    const linkIn = () => {
      const text = answered.messages.at(-1)?.[1] ?? "";
      const link = /https?:\S+\/case\/\S+/.exec(text)?.[0] ?? "";
      return link.slice(answered.url.length);
    };

    it("is locked out after five wrong tries from any telephones, is told so, and opens it with the link, once", async () => {
      const { number, pin } = await pinOf("ana-torres");
      await lockOut(number, pin);
      expect(await keyIn([number, pin])).toMatch(
        /Su clave está bloqueada por un rato[^]*hang-up/,
      );
      await answered.settle();
      expect(answered.messages).toEqual([
        [
          ana,
          expect.stringMatching(
            /bloqueada hasta el 22\/11 a las 09:30\. .*\/case\//,
          ),
        ],
      ]);
      const link = linkIn();
      await request(answered.url)
        .get(link)
        .expect(200, /Desbloquear la clave/);
      // In another language of hers, and in none that she does not speak.
      for (const [accepts, says] of [
        ["en-GB,es;q=0.5", /Unlock the PIN/],
        ["pt", /Desbloquear a senha/],
        ["de", /Desbloquear la clave/],
      ] as const)
        await request(answered.url)
          .get(link)
          .set("accept-language", accepts)
          .expect(200, says);
      expect(await keyIn([number, pin])).toContain(
        "está bloqueada por un rato",
      );
      await request(answered.url)
        .post(link)
        .expect(200, /ya sirve de nuevo/);
      await request(answered.url)
        .post(link)
        .expect(410, /Su clave[^]*Desde su propio teléfono puede entrar/);
      expect(await keyIn([number, pin])).toContain("Ana Torres.");
      const { pins } = (await readContext<Pins>(answered.store, linePins))!;
      expect(pins[number]?.hash).toMatch(/^\$argon2id\$/);
      expect(JSON.stringify(pins)).not.toContain(pin);
    });

    it("signs in from their own telephone all the same, where its carrier attests it", async () => {
      const { number, pin } = await pinOf("ana-torres");
      await lockOut(number, pin);
      expect(await keyIn([number, pin], { From: ana })).toContain(
        "está bloqueada por un rato",
      );
      expect(await keyIn([number, pin], own)).toContain("Ana Torres.");
      // That was her: the lock is over for every telephone.
      expect(await keyIn([number, pin])).toContain("Ana Torres.");
    });

    it("is locked out on their own telephone too, by wrong tries from there", async () => {
      const { number, pin } = await pinOf("ana-torres");
      const wrong = pin === "123456" ? "654321" : "123456";
      const twice = [number, wrong, number, wrong];
      for (const keys of [twice, twice, [number, wrong]])
        await keyIn(keys, own);
      expect(await keyIn([number, pin], own)).toContain(
        "está bloqueada por un rato",
      );
    });

    it("waits a quarter of an hour, then twice as long each time, and reads of each lock once", async () => {
      const { number, pin } = await pinOf("ana-torres");
      await lockOut(number, pin);
      now += 15 * 60_000;
      await lockOut(number, pin);
      expect(answered.messages.map(([, text]) => text)).toEqual([
        expect.stringContaining("hasta el 22/11 a las 09:30"),
        expect.stringContaining("hasta el 22/11 a las 10:00"),
      ]);
      now += 29 * 60_000;
      expect(await keyIn([number, pin])).toContain(
        "está bloqueada por un rato",
      );
      now += 60_000;
      expect(await keyIn([number, pin])).toContain("Ana Torres.");
    });

    it("is let in by whoever runs the line", async () => {
      const { number, pin } = await pinOf("ana-torres");
      await lockOut(number, pin);
      await request(answered.url)
        .delete("/api/people/ana-torres/pin/lock")
        .set(desk)
        .expect(204);
      expect(await keyIn([number, pin])).toContain("Ana Torres.");
    });
  });

  it("counts a try once that the carrier posts twice, and tells nobody which numbers there are", async () => {
    const { number } = await pinOf("ana-torres");
    const form = inboundForm("CA77", { To: staffLine });
    const first = await answered.post("/voice", form);
    const asked = await answered.post(actionOf(first.body) ?? "", {
      ...form,
      Digits: number,
    });
    const wrong = { ...form, Digits: "000000" };
    const [one, two] = [
      await answered.post(actionOf(asked.body) ?? "", wrong),
      await answered.post(actionOf(asked.body) ?? "", wrong),
    ];
    expect(two.body).toBe(one.body);
    expect(
      (await readContext<Pins>(answered.store, linePins))?.pins[number]?.wrong,
    ).toBe(1);
    const nobody = anyPhone();
    await nobody.dial();
    expect(await nobody.press("10000", "000000")).toContain(
      "El número o la clave no son correctos",
    );
  });

  it("is asked three times at most, and hears a goodbye", async () => {
    const phone = anyPhone();
    await phone.dial();
    await phone.does({});
    await phone.does({});
    expect(await phone.does({})).toMatch(/Hasta luego[^]*hang-up/);
  });
});

describe("a customer who is rung for somebody of the line", () => {
  it("is not connected without a key, and whoever waits for them hears so", async () => {
    await promise();
    const { number, pin } = await pinOf("ana-torres");
    const phone = anyPhone();
    await phone.dial();
    await phone.press(number, pin, "3", "1");
    const customer = await customerAnswers();
    await customer.phone.does({});
    expect(await customer.phone.does({})).toBe("hang-up");
    expect(await phone.fetches()).toMatch(
      /El cliente no contestó[^]*Caso 1 de 1/,
    );
    expect(await statusOf("ana-torres")).toBe("available");
  });

  it("hears that the talk is over when the other one hangs up", async () => {
    await promise();
    const { number, pin } = await pinOf("ana-torres");
    const phone = anyPhone();
    await phone.dial();
    await phone.press(number, pin, "3", "1");
    const customer = await customerAnswers();
    await customer.phone.press("1");
    await answered.settle();
    await phone.does({ CallStatus: "completed" });
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.filter((url) => url.includes("ring-back")).at(-1) ??
        "",
      inboundForm(customer.rung.leg),
    );
    expect(linesOf(body).join("\n")).toMatch(
      /La conversación terminó. Ana Torres[^]*hang-up/,
    );
  });
});

describe("the link in the owner's message", () => {
  it("has the owner's telephone rung and then the customer's, once", async () => {
    await promise();
    const text =
      answered.messages.filter(([to]) => to === ana).at(-1)?.[1] ?? "";
    const link = (/https?:\S+\/case\/\S+/.exec(text)?.[0] ?? "").slice(
      answered.url.length,
    );
    const press = () =>
      request(answered.url).post(link).type("form").send({ act: "connect" });
    expect((await press()).status).toBe(303);
    expect((await press()).status).toBe(410);
    const own = await customerAnswers();
    expect(own.rung.phone).toBe(ana);
    expect(own.heard).toContain(
      "Ana Torres, caso 4 8 2 9, 1 3 7 7. Para hablar con el cliente, marque 1",
    );
    expect(await own.phone.press("1")).toContain("join");
    const customer = await customerAnswers();
    expect(customer.rung.phone).toBe(maria);
    expect(await customer.phone.press("1")).toBe("join");
    await answered.settle();
    expect((await caseFile()).keptAt).toBe(now);
    await own.phone.does({ DialCallStatus: "answered" });
    expect(await own.phone.press("1", "1", "1")).toMatch(
      /El caso queda cerrado[^]*hang-up/,
    );
  });
});
