/** What the line counts of its own days, exactly once, and to whom it is shown. */
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import request from "supertest";
import { noFigures, type DayFigures } from "../../src/machines/figures/day.js";
import { figuresCsv } from "../../src/server/figures-csv.js";
import { readPeople } from "../../src/server/served/company.js";
import { readContext } from "../../src/server/read-context.js";
import type { FiguresView } from "../../src/server/figures.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import { fireDue } from "../support/pass-time.js";
import { placeOf } from "../support/talk.js";
import { until } from "../support/until.js";

const key = "the desk's key of the tests";
const day = "2026-11-22";
const minute = 60_000;
let answered: AnsweredLine;
let now: number;
let sent: number;
beforeEach(async () => {
  now = Date.parse(`${day}T09:15:00-05:00`);
  sent = 0;
  answered = await answerLine({
    now: () => now,
    casesApiKey: key,
    people: await readPeople("demo/people.yaml"),
  });
});
afterEach(() => answered.close());

const get = (path: string, bearer = key) =>
  request(answered.url)
    .get(`/api${path}`)
    .set("authorization", `Bearer ${bearer}`);
const post = (path: string, body: object) =>
  request(answered.url)
    .post(`/api${path}`)
    .set("authorization", `Bearer ${key}`)
    .set("idempotency-key", `request-${(sent += 1)}`)
    .send(body);
const figures = async (id = day): Promise<DayFigures> => {
  await answered.settle();
  const found = await readContext<DayFigures>(answered.store, {
    kind: "figures",
    id,
  });
  return found ?? noFigures;
};
const calls = async (id = day) => {
  const [found] = Object.values((await figures(id)).flows);
  return found;
};
/** The carrier is answered before its word is taken. */
async function hangUp(call: string) {
  await answered.post("/voice/status", {
    ...inboundForm(call),
    CallStatus: "completed",
    SequenceNumber: "9",
  });
  await until(
    async () => (await placeOf(answered, "call", call)) === "(ended)",
  );
}
const callOf = (place: number) => `CA${String(place).padStart(32, "0")}`;
/** Somebody calls, and presses one key after the other. */
async function rings(call: string, ...keys: readonly string[]) {
  let { body } = await answered.post("/voice", inboundForm(call));
  for (const Digits of keys)
    ({ body } = await answered.post(actionOf(body) ?? "", {
      ...inboundForm(call),
      CallStatus: "in-progress",
      Digits,
    }));
  return body;
}

describe("a call that is over", () => {
  it("counts once, however often its end is told and performed", async () => {
    await rings(callOf(1));
    await Promise.all([hangUp(callOf(1)), hangUp(callOf(1))]);
    await hangUp(callOf(1));
    expect(await calls()).toMatchObject({ calls: 1, ends: { left: 1 } });
    // The relay that performed it was killed before it could say so.
    const told = answered.performed.filter(({ effect }) =>
      /"kind":"(figures|contact)"/.test(effect),
    );
    expect(told.length).toBeGreaterThanOrEqual(2);
    for (const entry of told) await answered.line.perform(entry);
    expect(await calls()).toMatchObject({
      calls: 1,
      contacts: { first: 1, resolved: 0 },
    });
  });

  it("counts on the day on which it began, in the line's time zone", async () => {
    now = Date.parse(`${day}T23:59:30-05:00`);
    await rings(callOf(1));
    now += minute;
    await hangUp(callOf(1));
    expect((await calls())?.calls).toBe(1);
    expect(await calls("2026-11-23")).toBeUndefined();
  });

  it("is one of somebody who asked, and gave up; their number is in no figure", async () => {
    await rings(callOf(1), "2");
    now += 20_000;
    await hangUp(callOf(1));
    expect(await calls()).toMatchObject({
      asked: 1,
      ends: { abandoned: 1 },
      toPerson: {},
    });
    const all = await figures();
    expect(all.customers).toEqual({ atRisk: 1, recovered: 0 });
    expect(JSON.stringify(all)).not.toContain(maria.slice(1));
  });

  it("tells nothing in the turns before its last", async () => {
    await rings(callOf(1), "2");
    await answered.settle();
    const told = answered.performed.filter(({ effect }) =>
      /"kind":"(figures|contact)"/.test(effect),
    );
    expect(told).toEqual([]);
  });
});

const form = {
  channel: "web",
  language: "es",
  number: maria,
  words: "Me cobraron dos veces",
};
const closing = {
  by: "Ana Torres",
  outcome: "compensated",
  words: "Le devolvimos 12 dólares",
  reason: "charged twice",
  area: "billing",
};

describe("a case", () => {
  const open = async () => {
    const { body } = await post("/cases", form);
    await answered.settle();
    return (body as { id: string }).id;
  };

  it("whose caller was rung by the time that they were told is in time, and once", async () => {
    const id = await open();
    now += 30 * minute;
    await post(`/cases/${id}/contacted`, { by: "Ana Torres" });
    await post(`/cases/${id}/close`, closing);
    expect((await figures()).cases).toEqual({ inTime: 1, late: 0 });
  });

  it("whose time went by is late, its caller at risk, and won back once it is closed well", async () => {
    const id = await open();
    for (const minutes of [90, 30, 30]) {
      now += minutes * minute;
      await fireDue(answered, () => now);
    }
    expect(await figures()).toMatchObject({
      cases: { inTime: 0, late: 1 },
      customers: { atRisk: 1, recovered: 0 },
    });
    const closed = { ...closing, by: "Iván Rey" };
    expect((await post(`/cases/${id}/close`, closed)).status).toBe(200);
    expect(await figures()).toMatchObject({
      cases: { inTime: 0, late: 1 },
      customers: { atRisk: 1, recovered: 1 },
    });
  });
});

it("what people grant counts to the cent when it is done, and a refusal counts nothing", async () => {
  const decide = (amount: number) =>
    post("/decisions", {
      by: "Luis Prado",
      account: "acme-1001",
      reason: "wrong amount",
      area: "billing",
      remedy: {
        kind: "another-remedy",
        words: "A technician comes on Sunday.",
        value: { amount, currency: "USD" },
      },
    });
  let over = 0;
  void decide(1_234).then(() => (over += 1));
  void decide(9_999_999).then(() => (over += 1));
  await until(async () => {
    await answered.settle();
    return over === 2;
  });
  expect((await figures()).byPeople).toEqual({
    decisions: 1,
    sums: { USD: 1_234 },
  });
});

it("what the rule concedes counts beside what handling it would have cost, where a policy says that, and else beside nothing", async () => {
  const claim = async (line: AnsweredLine) => {
    let isOver = false;
    void request(line.url)
      .post("/api/claims")
      .set("authorization", `Bearer ${key}`)
      .set("idempotency-key", "counter-0001")
      .send({
        policy: "small-disputes",
        number: maria,
        charge: "ld-0303",
        identity: "checked",
        language: "es",
      })
      .then(() => (isOver = true));
    await until(async () => {
      await line.settle();
      return isOver;
    });
    await line.settle();
    return readContext<DayFigures>(line.store, { kind: "figures", id: day });
  };
  const conceded = { claims: 1, sums: { USD: 210 } };
  const flowsDir = await mkdtemp(join(tmpdir(), "directo-figures-"));
  await cp("flows", flowsDir, { recursive: true });
  const given = { now: () => now, claimsApiKey: key };
  const unsaid = await answerLine(given);
  const nothing = { ...conceded, priced: 0, spared: {} };
  expect((await claim(unsaid))?.byRule).toEqual(nothing);
  await unsaid.close();
  await appendFile(
    join(flowsDir, "policies", "small-disputes.yaml"),
    "handling cost: { USD: 1145 }\n",
  );
  expect(
    figuresCsv([{ day, figures: { ...noFigures, byRule: nothing } }]),
  ).toMatch(/,2\.10,0\.00,\r\n$/);
  const said = await answerLine({ ...given, flowsDir });
  const one = { ...conceded, priced: 1, spared: { USD: 1145 } };
  expect((await claim(said))?.byRule).toEqual(one);
  await said.close();
  await rm(flowsDir, { recursive: true });
});

describe("the figures of a period", () => {
  const view = async (query = "") =>
    (await get(`/figures${query}`)).body as FiguresView;

  it("are those of this week so far, beside as many days of the one before", async () => {
    now = Date.parse("2026-11-18T09:15:00-05:00");
    await rings(callOf(1), "2");
    await hangUp(callOf(1));
    now += 7 * 24 * 60 * minute;
    await rings(callOf(2));
    await rings(callOf(3), "2");
    await hangUp(callOf(2));
    await hangUp(callOf(3));
    await answered.settle();
    const shown = await view();
    expect(shown).toMatchObject({
      period: "week",
      from: "2026-11-23",
      to: "2026-11-25",
      isSoFar: true,
      isOpen: true,
      now: {
        calls: 2,
        abandoned: { of: 1, are: 1 },
        firstContact: { of: 1, are: 0 },
      },
      before: {
        from: "2026-11-16",
        to: "2026-11-18",
        figures: { calls: 1 },
      },
      days: [{ calls: 0 }, { calls: 0 }, { day: "2026-11-25", calls: 2 }],
      versions: [{ is: "live", calls: 2 }],
    });
    expect(shown.trial).toBeUndefined();
    expect(await view("?period=quarter&on=2026-02-11")).toMatchObject({
      from: "2026-01-01",
      to: "2026-03-31",
      isSoFar: false,
      isOpen: false,
      before: { from: "2025-10-01", to: "2025-12-31" },
    });
    expect(await view("?period=day&on=2026-11-18")).toMatchObject({
      now: { calls: 1 },
      before: { from: "2026-11-17", to: "2026-11-17" },
    });
  });

  it("come for a spreadsheet: a line for each day, and one for each version", async () => {
    await rings(callOf(1));
    await hangUp(callOf(1));
    await answered.settle();
    const { headers, text } = await get(`/figures.csv?period=day&on=${day}`);
    expect(headers["content-disposition"]).toContain("figures-2026-11-22.csv");
    const [head = "", all = "", flow = ""] = text.split("\r\n");
    expect(head).toMatch(/^\uFEFF?day,version,calls,person,settled,promised/);
    expect(all).toMatch(/^2026-11-22,,1,0,0,0,0,1,/);
    expect(flow).toMatch(/^2026-11-22,customer-line@[0-9a-f]+,1,0,0,0,0,1,/);
    const widths = [head, all, flow].map((line) => line.split(",").length);
    expect(new Set(widths).size).toBe(1);
  });

  it("are for the desk's key, the director and whoever edits flows, and for nobody else", async () => {
    expect((await get("/figures", "another key")).status).toBe(401);
    expect((await get("/figures?period=year")).status).toBe(400);
    const { body } = await get("/figures?on=yesterday");
    expect(body).toEqual({ error: "on: a date such as 2026-11-22" });
    const clock = { now: () => now, after: () => () => undefined };
    const admin = await beFirst(answered, clock);
    const paths = ["/figures", "/figures/trial", "/figures.csv"];
    for (const [role, status] of [
      ["director", 200],
      ["operations", 200],
      ["approver", 200],
      ["agent", 403],
      ["admin", 403],
    ] as const) {
      const visitor = await comeIn(answered, admin, `${role}@acme.example`, [
        role,
      ]);
      const got = await Promise.all(paths.map((path) => visitor.get(path)));
      expect(got.map((one) => one.status)).toEqual([status, status, status]);
    }
  });
});
