import request from "supertest";
import type { Case } from "../../src/machines/case/file.js";
import type { OpenCases } from "../../src/machines/case/open-cases.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { fireDue } from "../support/pass-time.js";
import { pickUp, promiseCase, telephone } from "../support/telephone.js";
import { until } from "../support/until.js";

const deskKey = "the desk's key, long enough for a test";
const desk = { authorization: `Bearer ${deskKey}` };
const call = "CA00000000000000000000000000000001";
let answered: AnsweredLine;
let now: number;
beforeEach(async () => {
  now = Date.parse("2026-11-22T09:15:00-05:00");
  answered = await answerLine({ now: () => now, casesApiKey: deskKey });
});
afterEach(() => answered.close());

const caseFile = async () =>
  (await readContext<Case>(answered.store, { kind: "case", id: call }))!;

describe("a caller whom the message about a closed case does not reach", () => {
  const linesIn = async () =>
    (await readContext<OpenCases>(answered.store, {
      kind: "open-cases",
      id: maria,
    }))!;
  async function close(): Promise<void> {
    await promiseCase(answered);
    await request(answered.url)
      .post(`/api/cases/${call}/close`)
      .set({ ...desk, "idempotency-key": "closing-the-case" })
      .send({
        by: "Ana Torres",
        outcome: "compensated",
        words: "Le devolvimos 12 dólares",
        reason: "charged twice",
        area: "billing",
      })
      .expect(200);
    await answered.settle();
    await answered.post(answered.messageStatusUrls.at(-1) ?? "", {
      MessageSid: "SM1",
      MessageStatus: "undelivered",
    });
    await until(async () => {
      await answered.settle();
      return Object.keys((await linesIn()).untold ?? {}).length > 0;
    });
  }
  const rung = async () => {
    now += 10 * 60_000;
    await fireDue(answered, () => now);
    return pickUp(answered);
  };

  it("is rung, hears it after a key and says that it is solved", async () => {
    await close();
    const { rung: leg, phone, heard } = await rung();
    expect(leg.phone).toBe(maria);
    expect(heard).toContain(
      "Llamamos de parte de Ana Torres, directora de servicio, por un asunto",
    );
    expect(heard).not.toContain("12 dólares");
    expect(await phone.press("1")).toMatch(
      /Le devolvimos 12 dólares[^]*¿Quedó resuelto\?/,
    );
    expect(await phone.press("1")).toMatch(/Queda anotado[^]*hang-up/);
    await answered.settle();
    expect(await caseFile()).toMatchObject({ solved: true });
    expect((await linesIn()).untold).toEqual({});
  });

  it("is told nothing by a voicemail, and is rung again later", async () => {
    await close();
    const { phone } = await rung();
    await phone.does({});
    expect(await phone.does({})).toBe("hang-up");
    await answered.settle();
    expect((await caseFile()).history.at(-1)).toMatchObject({
      what: "not-told",
    });
    now += 2 * 3600_000;
    await fireDue(answered, () => now);
    await answered.settle();
    expect(
      answered.legs.rung.filter((one) => one.phone === maria),
    ).toHaveLength(2);
  });

  it("is told when they ring first, by a number that is attested and by no other, and then not rung", async () => {
    await close();
    const unsure = await answered.post("/voice", inboundForm("CA8"));
    expect(unsure.body).not.toContain("12 dólares");
    const phone = telephone(
      answered,
      inboundForm("CA9", { StirVerstat: "TN-Validation-Passed-A" }),
    );
    expect(await phone.dial()).toContain(
      "Sobre su caso: Le devolvimos 12 dólares. ¿Quedó resuelto?",
    );
    expect(await phone.press("2")).toMatch(
      /Queda abierto de nuevo[^]*Tiene un caso abierto con Ana Torres/,
    );
    await answered.settle();
    expect((await caseFile()).closing).toBeUndefined();
    now += 10 * 60_000;
    await fireDue(answered, () => now);
    expect(answered.legs.rung.map((one) => one.phone)).not.toContain(maria);
  });
});

describe("a message about an open case that does not come to the telephone", () => {
  /** The carrier says so of the message with this receipt. */
  const getsLost = async (receipt: string) => {
    const url = answered.messageStatusUrls.find((one) =>
      one.includes(encodeURIComponent(receipt)),
    );
    const history = (await caseFile()).history.length;
    await answered.post(url ?? "", {
      MessageSid: "SM1",
      MessageStatus: "undelivered",
      ErrorCode: "30006",
    });
    await until(async () => (await caseFile()).history.length > history);
    await answered.settle();
  };

  it("to the customer is told to the owner and stands in the case; to the owner, whoever is above hears", async () => {
    await promiseCase(answered);
    const before = answered.messages.length;
    await getsLost("to-caller:1");
    expect(answered.messages.slice(before)).toEqual([
      [
        "+12025550122",
        expect.stringContaining("nuestros mensajes no le llegan al cliente"),
      ],
    ]);
    const { body } = await request(answered.url)
      .get(`/api/cases/${call}`)
      .set(desk);
    expect((body as Case).history.at(-1)).toMatchObject({
      who: "line",
      what: "not-delivered",
      words: "caller",
    });
    await getsLost("to-owner:1");
    expect(answered.messages.at(-1)).toEqual([
      "+12025550133",
      expect.stringContaining("a Ana Torres no le llegan nuestros mensajes"),
    ]);
  });
});
