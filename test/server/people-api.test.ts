import request from "supertest";
import { createBrowserTokens } from "../../src/carrier/twilio/browser-tokens.js";
import { readPeople } from "../../src/server/served/company.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { fireDue } from "../support/pass-time.js";
import { actionOf } from "../support/documents.js";
import { ringPerson } from "../support/talk.js";
import { until } from "../support/until.js";

const deskKey = "the desk's key, long enough for a test";
let answered: AnsweredLine;
beforeEach(async () => {
  answered = await answerLine({ casesApiKey: deskKey });
});
afterEach(() => answered.close());

const desk = { authorization: `Bearer ${deskKey}` };
const people = async () =>
  (await request(answered.line.app).get("/api/people").set(desk)).body as {
    people: { id: string; status: string }[];
  };
const set = (id: string, status: string) =>
  request(answered.line.app)
    .put(`/api/people/${id}/presence`)
    .set(desk)
    .send({ status });

describe("the people of the line", () => {
  it("are shown with what they are doing, and without their numbers", async () => {
    const { people: all } = await people();
    expect(all.map(({ id, status }) => [id, status])).toEqual(
      expect.arrayContaining([
        ["luis-prado", "available"],
        ["ana-torres", "available"],
      ]),
    );
    expect(JSON.stringify(all)).not.toContain("+1202");
  });

  it("are offered nobody while they are away", async () => {
    expect((await set("luis-prado", "away")).body).toMatchObject({
      id: "luis-prado",
      status: "away",
    });
    const call = "CA00000000000000000000000000000001";
    const first = await answered.post("/voice", inboundForm(call));
    await answered.post(
      actionOf(first.body) ?? "",
      inboundForm(call, { Digits: "2" }),
    );
    await answered.settle();
    expect(answered.legs.rung).toEqual([]);
    await set("luis-prado", "available");
    expect((await people()).people[0]?.status).toBe("available");
  });

  it("are away once their desk gave no sign of life for a minute, and until they are back", async () => {
    let now = Date.now();
    await answered.close();
    answered = await answerLine({ casesApiKey: deskKey, now: () => now });
    const beat = (body?: object) =>
      request(answered.line.app)
        .put("/api/people/luis-prado/desk")
        .set(desk)
        .send(body);
    await beat();
    await answered.settle();
    expect((await people()).people[0]).toMatchObject({
      status: "available",
      desk: true,
    });
    now += 60_000;
    await fireDue(answered, () => now);
    expect((await people()).people[0]).toMatchObject({
      status: "away",
      silent: true,
    });
    const back = await beat({ status: "available" });
    expect(back.body).toMatchObject({
      status: "available",
      desk: true,
      againWithinSeconds: 60,
    });
    await answered.settle();
    expect((await people()).people[0]).not.toHaveProperty("silent");
    expect((await beat({ status: "asleep" })).status).toBe(400);
  });

  it("are away after three offers in a row that nobody picked up, and until they are back", async () => {
    const luis = async () =>
      (await people()).people.find(({ id }) => id === "luis-prado");
    for (const last of [1, 2, 3]) {
      expect(await luis()).toMatchObject({ status: "available" });
      const { status } = await ringPerson(answered, {
        From: `+1202555016${last}`,
      });
      await status("no-answer");
      await until(async () => {
        await answered.settle();
        return (await luis())?.status !== "ringing";
      });
    }
    expect(await luis()).toMatchObject({ status: "away", unanswered: true });
    await set("luis-prado", "available");
    expect(await luis()).toMatchObject({ status: "available" });
    expect(await luis()).not.toHaveProperty("unanswered");
  });

  it("get a token for the browser that is among their phones", async () => {
    const ask = (line: AnsweredLine) =>
      request(line.line.app).post("/api/people/luis-prado/token").set(desk);
    expect((await ask(answered)).status).toBe(409);
    await answered.close();
    const file = await readPeople("demo/people.yaml");
    const open = (rings: { phone: string }[]) =>
      answerLine({
        casesApiKey: deskKey,
        people: {
          ...file,
          agents: file.agents.map((one) => ({ ...one, rings })),
        },
        browserToken: createBrowserTokens({
          accountSid: "AC1",
          keySid: "SK1",
          secret: "a secret of the tests",
        }),
      });
    answered = await open([{ phone: "+12025550111" }]);
    expect((await ask(answered)).body).toMatchObject({
      error: expect.stringContaining("client:luis-prado") as string,
    });
    await answered.close();
    answered = await open([{ phone: "client:luis" }]);
    const { body } = (await ask(answered)) as {
      body: { identity: string; token: string };
    };
    const [, payload = ""] = body.token.split(".");
    expect(
      JSON.parse(Buffer.from(payload, "base64url").toString()),
    ).toMatchObject({
      iss: "SK1",
      sub: "AC1",
      grants: { identity: "luis", voice: { incoming: { allow: true } } },
    });
  });

  it.each([
    ["nobody", "away", 404],
    ["luis-prado", "asleep", 400],
  ])("are not changed by a wrong request: %s %s", async (id, status, code) => {
    expect((await set(id, status)).status).toBe(code);
  });

  it("are shown to nobody without the desk's key", async () => {
    const { status } = await request(answered.line.app).get("/api/people");
    expect(status).toBe(401);
  });
});

describe("the queue", () => {
  const get = (path: string) =>
    request(answered.line.app).get(`/api${path}`).set(desk);

  it("shows who waits by seniority, and each caller's offers", async () => {
    const calls = ["A", "B"].map((name) => `CA${name.repeat(32)}`);
    for (const [place, call] of calls.entries()) {
      const form = { From: `+1202555014${place + 3}` };
      const first = await answered.post("/voice", inboundForm(call, form));
      await answered.post(
        actionOf(first.body) ?? "",
        inboundForm(call, { ...form, Digits: "2" }),
      );
      await answered.settle();
    }
    const [a, b] = calls;
    const { waiting } = (await get("/queue")).body as { waiting: object[] };
    expect(waiting).toMatchObject([
      { call: a, offeredTo: "luis-prado", role: "agent", callback: false },
      { call: b, place: 2, overtaken: [] },
    ]);
    expect(JSON.stringify(waiting)).not.toContain("+1202");
    expect((await get(`/connections/${a}`)).body).toMatchObject({
      at: "ringing",
      person: "luis-prado",
      offers: [],
    });
    expect((await get("/connections/CA1")).status).toBe(404);
    expect((await request(answered.line.app).get("/api/queue")).status).toBe(
      401,
    );
  });
});

describe("a promised call-back", () => {
  const place = (number: string) =>
    request(answered.line.app).get(`/api/callbacks/${number}`).set(desk);

  it("is shown with its place in the queue, for the desk alone", async () => {
    const from = "+12025550143";
    expect((await place(from)).status).toBe(404);
    const call = "CA00000000000000000000000000000077";
    const form = (more: Record<string, string> = {}) =>
      inboundForm(call, { From: from, ...more });
    const first = await answered.post("/voice", form());
    const { body } = await answered.post(
      actionOf(first.body) ?? "",
      form({ Digits: "2" }),
    );
    await answered.post(actionOf(body) ?? "", form({ QueueResult: "leave" }));
    await answered.settle();
    const shown = await place(from);
    expect(shown.body).toMatchObject({
      reference: "48291377",
      since: expect.any(String) as string,
      tries: [],
    });
    expect(JSON.stringify(shown.body)).not.toContain("+1202");
    const open = await request(answered.line.app).get(`/api/callbacks/${from}`);
    expect(open.status).toBe(401);
  });
});
