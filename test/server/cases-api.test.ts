import request from "supertest";
import { readPeople } from "../../src/server/served/company.js";
import { takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { fireDue } from "../support/pass-time.js";

const deskKey = "the key of the desk of the tests";
const channelKey = "the key of the channels of the tests";
const minute = 60_000;
let answered: AnsweredLine;
let now: number;
let drawn: number;
beforeEach(async () => {
  now = Date.parse("2026-11-22T09:15:00-05:00");
  drawn = 0;
  answered = await answerLine({
    now: () => now,
    casesApiKey: deskKey,
    claimsApiKey: channelKey,
    people: await readPeople("demo/people.yaml"),
  });
});
afterEach(() => answered.close());

const get = (path: string, key = deskKey) =>
  request(answered.url)
    .get(`/api/cases${path}`)
    .set("authorization", `Bearer ${key}`);
const post = (
  path: string,
  body: object,
  { key = deskKey, once = `request-${(drawn += 1)}` } = {},
) =>
  request(answered.url)
    .post(`/api/cases${path}`)
    .set("authorization", `Bearer ${key}`)
    .set("idempotency-key", once)
    .send(body);
const form = {
  channel: "web",
  language: "es",
  number: maria,
  words: "Me cobraron dos veces",
};
const open = async (more: object = {}) => {
  const { body, status } = await post("", { ...form, ...more });
  expect(status).toBe(201);
  await answered.settle();
  return (body as { id: string }).id;
};
const closing = {
  by: "Ana Torres",
  outcome: "compensated",
  words: "Le devolvimos 12 dólares",
  reason: "charged twice",
  area: "billing",
};
interface View {
  readonly owner: string;
  readonly status: string;
  readonly history: readonly { who: string; what: string }[];
}

it("requests are counted where calls are kept, so that several servers count together", async () => {
  await get("");
  const kinds: string[] = [];
  for await (const { kind } of answered.store.machines()) kinds.push(kind);
  expect(kinds).toContain("rate");
});

describe("a case from another channel", () => {
  it("has the same clock, messages and way up as a call's", async () => {
    const { status, body } = await post("", form, { key: channelKey });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      reference: "48291377",
      owner: "Ana Torres",
      due: "2026-11-22T16:15:00.000Z",
    });
    await answered.settle();
    expect(answered.messages[0]).toEqual([
      maria,
      "Caso 48291377: Ana Torres le llama antes del 22/11 a las 11:15. Su teléfono: +12025550102.",
    ]);
    expect(answered.messages[1]?.[1]).toContain("«Me cobraron dos veces»");
    for (const minutes of [90, 30, 30]) {
      now += minutes * minute;
      await fireDue(answered, () => now);
    }
    const { id } = body as { id: string };
    expect((await get(`/${id}`)).body).toMatchObject({
      owner: "Iván Rey",
      status: "open.waiting",
      channel: "web",
    });
  });

  it("is one case however often it is sent under its key, and another case under that key is refused", async () => {
    const once = { once: "web-form-1" };
    const all = await Promise.all([
      post("", form, once),
      post("", form, once),
      post("", form, once),
    ]);
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    const other = await post("", { ...form, words: "Otra cosa" }, once);
    expect(other.status).toBe(422);
    await answered.settle();
    expect(answered.messages).toHaveLength(2);
  });

  it("may be somebody else's by name, never nobody's", async () => {
    const id = await open({ owner: "Luis Prado", within: 30 });
    expect((await get(`/${id}`)).body).toMatchObject({ owner: "Luis Prado" });
    const { status, body } = await post("", { ...form, owner: "Nadie" });
    expect([status, body]).toEqual([
      422,
      { error: '"Nadie" is nobody in the people file.' },
    ]);
  });
});

describe("the list of open cases", () => {
  it("has the one that is due first on top, and only open ones", async () => {
    const later = await open();
    const sooner = await open({ within: 30 });
    const shut = await open({ within: 15 });
    expect((await post(`/${shut}/close`, closing)).status).toBe(200);
    await answered.settle();
    now += 31 * minute;
    const { body } = await get("");
    expect(body).toMatchObject({
      cases: [
        { id: sooner, overdue: true },
        { id: later, overdue: false },
      ],
    });
    const { body: none } = await get("?owner=Luis%20Prado");
    expect(none).toEqual({ cases: [] });
  });

  it("is for the desk's key alone", async () => {
    const id = await open();
    for (const path of ["", `/${id}`]) {
      expect((await get(path, channelKey)).status).toBe(401);
      expect((await get(path, "nothing")).status).toBe(401);
    }
    const { status } = await post(`/${id}/close`, closing, {
      key: channelKey,
    });
    expect(status).toBe(401);
  });
});

describe("what people do with a case", () => {
  it("is kept with their names: acknowledged, noted, handed over, contacted, closed", async () => {
    const id = await open();
    await post(`/${id}/acknowledge`, { by: "Ana Torres" });
    await post(`/${id}/note`, {
      by: "Luis Prado",
      words: "La factura es de mayo.",
    });
    await post(`/${id}/hand-over`, { by: "Ana Torres", to: "Luis Prado" });
    await post(`/${id}/contacted`, { by: "Luis Prado" });
    const { body } = await post(`/${id}/close`, {
      ...closing,
      by: "Luis Prado",
    });
    const view = body as View;
    expect(view.history.map(({ who, what }) => `${who} ${what}`)).toEqual([
      "caller opened",
      "Ana Torres acknowledged",
      "Luis Prado noted",
      "Ana Torres handed-over",
      "Luis Prado contacted",
      "Luis Prado closed",
    ]);
    expect(body).toMatchObject({
      status: "closed.asking",
      kept: true,
      closing: { area: "billing", by: "Luis Prado" },
    });
    await answered.settle();
    expect(answered.messages.at(-1)?.[1]).toContain("¿Quedó resuelto?");
  });

  it("counts once under its key, also when the case has moved on since", async () => {
    const id = await open();
    const once = { once: "hand-over-1" };
    const act = { by: "Ana Torres", to: "Luis Prado" };
    const first = await post(`/${id}/hand-over`, act, once);
    const again = await post(`/${id}/hand-over`, act, once);
    expect(again.text).toBe(first.text);
    expect((first.body as View).history).toHaveLength(2);
  });

  it("whose number is no known customer's is rung after approval, by somebody other than the agent who asks", async () => {
    const id = await open({
      channel: "agent",
      owner: "Luis Prado",
      number: "+12025550177",
    });
    const { body } = await get(`/${id}`);
    expect(body).toMatchObject({ toBeApproved: true });
    const to = (name: string) =>
      answered.messages.filter(([number]) => number === name).join();
    expect(to("+12025550111")).toContain("alguien tiene que aprobar");
    expect(to("+12025550122")).toContain(
      "Luis Prado pide que la línea llame al +12025550177",
    );
    const listed = await get("?toBeApproved=true");
    expect(listed.body).toMatchObject({
      cases: [{ id, toBeApproved: true, askedBy: "Luis Prado" }],
    });
    const luis = { by: "Luis Prado" };
    expect((await post(`/${id}/connect`, luis)).status).toBe(409);
    expect((await post(`/${id}/approve`, luis)).status).toBe(403);
    const rung = answered.legs.rung.length;
    const approved = await post(`/${id}/approve`, { by: "Ana Torres" });
    expect(approved.body).toMatchObject({ toBeApproved: false });
    expect((await post(`/${id}/connect`, luis)).status).toBe(200);
    await answered.settle();
    expect(answered.legs.rung.slice(rung)).toMatchObject([
      { phone: "+12025550111" },
    ]);
  });

  it("whose number is refused is closed, and whoever gave the number is told", async () => {
    const number = "+12025550179";
    const id = await open({ number });
    const ana = { by: "Ana Torres" };
    const refused = await post(`/${id}/refuse`, ana);
    expect(refused.body).toMatchObject({
      closing: { outcome: "not-reached", by: "Ana Torres" },
    });
    await answered.settle();
    expect(answered.messages.findLast(([to]) => to === number)?.[1]).toContain(
      "así que no lo llamamos",
    );
    const known = await open();
    expect((await post(`/${known}/refuse`, ana)).status).toBe(409);
  });

  it("is for its owner and whoever is above, except a note", async () => {
    const id = await open();
    const by = "Luis Prado";
    for (const [act, body] of Object.entries({
      acknowledge: { by },
      "hand-over": { by, to: by },
      close: { ...closing, by },
    })) {
      const { status, body: said } = await post(`/${id}/${act}`, body);
      expect([status, said]).toEqual([
        403,
        { error: "This is for Ana Torres and whoever is above." },
      ]);
    }
    const deputy = await post(`/${id}/close`, { ...closing, by: "Iván Rey" });
    expect(deputy.status).toBe(200);
  });

  it("says what is missing or not to choose from, and changes nothing then", async () => {
    const id = await open();
    const { area: _area, ...unsaid } = closing;
    const refusals = [
      await post(`/${id}/close`, unsaid),
      await post(`/${id}/close`, { ...closing, area: "the weather" }),
      await post(`/${id}/close`, { ...closing, outcome: "whatever" }),
      await post(`/${id}/forget`, { by: "Ana Torres" }),
      await post("/nothing/close", closing),
      await post(`/${id}/acknowledge`, { by: "Ana Torres" }, { once: "short" }),
    ];
    expect(refusals.map(({ status }) => status)).toEqual([
      400, 422, 400, 404, 404, 400,
    ]);
    expect(refusals[1]?.body).toEqual({
      error:
        '"area" is one of: billing, network, delivery, stores, contractor.',
    });
    expect((await get(`/${id}`)).body).toMatchObject({
      status: "open.waiting",
      acknowledged: false,
    });
    await post(`/${id}/close`, closing);
    expect((await post(`/${id}/close`, closing)).status).toBe(409);
  });
});

describe("what fails, and by whose hand", () => {
  const close = async (by: string, more: object) => {
    const id = await open({ owner: by });
    const { status } = await post(`/${id}/close`, { ...closing, by, ...more });
    expect(status).toBe(200);
    await answered.settle();
    return id;
  };
  const figures = async (query: string) => {
    const { body, status } = await get(`/figures?${query}`);
    expect(status).toBe(200);
    return (body as { figures: readonly Record<string, unknown>[] }).figures;
  };

  it("is counted by area, reason, contractor, agent and week, with the cases behind each figure", async () => {
    const late = await close("Luis Prado", {
      area: "contractor",
      reason: "slow service",
      contractor: "Redes del Sur",
    });
    await close("Luis Prado", {});
    now += 7 * 24 * 60 * minute;
    await close("Ana Torres", { reason: "wrong amount" });
    expect(await figures("by=area")).toMatchObject([
      { area: "billing", cases: 2, kept: 2 },
      { area: "contractor", cases: 1 },
    ]);
    expect(await figures("by=agent&area=billing")).toMatchObject([
      { agent: "Ana Torres", cases: 1 },
      { agent: "Luis Prado", cases: 1 },
    ]);
    expect(await figures("by=week&to=2026-W48")).toMatchObject([
      { week: "2026-W47", cases: 2 },
      { week: "2026-W48", cases: 1 },
    ]);
    expect(await figures("by=reason&week=2026-W48")).toMatchObject([
      { reason: "wrong amount", cases: 1 },
    ]);
    const [figure] = await figures("by=contractor");
    expect(figure).toMatchObject({ contractor: "Redes del Sur", cases: 1 });
    const behind = String(figure?.["behind"]).replace("/api/cases", "");
    expect((await get(behind)).body).toMatchObject({
      cases: [{ id: late, case: `/api/cases/${late}`, area: "contractor" }],
    });
    expect((await get("/figures?by=phone")).status).toBe(400);
    expect((await get("/closed?week=47")).status).toBe(400);
    expect((await get("/figures?by=area", channelKey)).status).toBe(401);
  });

  it("has what the director thinks of a decision, and whoever took it hears so", async () => {
    const id = await close("Luis Prado", {});
    const mark = {
      by: "Ana Torres",
      mark: "fortunate",
      words: "Bien hecho: rápido y sin discutir.",
    };
    const own = { ...mark, by: "Luis Prado" };
    expect((await post(`/${id}/mark`, own)).status).toBe(403);
    const { body, status } = await post(`/${id}/mark`, mark);
    expect(status).toBe(200);
    expect(body).toMatchObject({ mark, status: "closed.asking" });
    await answered.settle();
    expect(answered.messages.at(-1)).toEqual([
      "+12025550111",
      "Caso 48291377, que usted cerró. Ana Torres considera afortunada su decisión: «Bien hecho: rápido y sin discutir.»",
    ]);
    expect(await figures("by=agent")).toMatchObject([
      { agent: "Luis Prado", marks: { fortunate: 1 } },
    ]);
    expect((await post(`/${await open()}/mark`, mark)).status).toBe(409);
  });

  it("is no figure any more once the caller says that it is not solved", async () => {
    const id = await close("Luis Prado", {});
    expect(await figures("by=area")).toHaveLength(1);
    await takeTurn(answered.line.turns, {
      key: { kind: "case", id },
      token: "answered",
      event: { type: "answered", at: now, solved: false, question: 1 } as never,
      begins: false,
      asks: false,
    });
    await answered.settle();
    expect(await figures("by=area")).toEqual([]);
  });
});
