/** The agent's desk over HTTP: the console's routes, with a caller on the telephone. */
import request from "supertest";
import type { DeskView } from "../../src/server/desk/view-desk.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { beFirst, comeIn } from "../support/console-people.js";
import { actionOf } from "../support/documents.js";
import type { Visitor } from "../support/visitor.js";

const key = "a key of the tests' own desk";
const call = "CA00000000000000000000000000000001";
let answered: AnsweredLine;
let luis: Visitor;
beforeAll(async () => {
  answered = await answerLine({ casesApiKey: key });
  const clock = { now: () => Date.now(), after: () => () => undefined };
  const admin = await beFirst(answered, clock);
  luis = await comeIn(answered, admin, "luis@acme.example", ["agent"]);
  const refused = await luis.get("/desk/terms");
  expect([refused.status, refused.body["code"]]).toEqual([
    409,
    "nobody-on-line",
  ]);
  const { accounts } = (await admin.get("/accounts")).body as {
    accounts: { id: string; name: string }[];
  };
  const { id = "" } = accounts.find(({ name }) => name === "luis") ?? {};
  const person = { person: "Luis Prado" };
  await admin.send("PUT", `/accounts/${id}/person`, person);
});
afterAll(() => answered.close());

/** Opens the desk, and waits, half a minute at most, until it shows what is asked for. */
async function shows(holds: (view: DeskView) => boolean): Promise<DeskView> {
  const page = new AbortController();
  const limit = AbortSignal.timeout(30_000);
  const signal = AbortSignal.any([page.signal, limit]);
  const { body } = await luis.open("/desk/stream", signal);
  let text = "";
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const views = text.split("\n\n").slice(0, -1).flatMap(viewIn);
    const found = views.find(holds);
    if (!found) continue;
    page.abort();
    return found;
  }
  throw new Error("The desk was closed.");
}

function viewIn(event: string): DeskView[] {
  return event.startsWith("data: ")
    ? [JSON.parse(event.slice("data: ".length)) as DeskView]
    : [];
}

let deeds = 0;
const decide = (remedy: object, more: object = {}) =>
  luis.send(
    "POST",
    "/desk/decisions",
    {
      account: "acme-1001",
      call,
      reason: "wrong amount",
      area: "billing",
      remedy,
      ...more,
    },
    { "idempotency-key": `desk-deed-${(deeds += 1)}` },
  );
const remedyFor = (charge: string) => ({
  kind: "credit",
  charge,
  number: "+12025550143",
  language: "es",
});
/** What is asked for is done while it is waited for. */
async function meanwhile<Result>(asked: Promise<Result>): Promise<Result> {
  const over = asked.then(
    () => "over",
    () => "over",
  );
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- as the relay does
    await answered.settle();
    const next = new Promise<void>((resolve) => void setImmediate(resolve));
    // oxlint-disable-next-line no-await-in-loop -- the same
    if ((await Promise.race([over, next])) === "over") return asked;
  }
}

describe("an agent's desk", () => {
  it("shows who rings, what they pressed and what they ring about, while the phone rings", async () => {
    const popped = shows((view) => view.call !== null);
    let document = (await answered.post("/voice", inboundForm(call))).body;
    // A charge, a moment for the bill, and it is not that one.
    for (const Digits of ["1", "", "2"]) {
      const form = inboundForm(call, Digits === "" ? {} : { Digits });
      // oxlint-disable-next-line no-await-in-loop -- one answers the other
      document = (await answered.post(actionOf(document) ?? "", form)).body;
      // oxlint-disable-next-line no-await-in-loop -- the same
      await answered.settle();
    }
    expect(await popped).toMatchObject({
      presence: { status: "ringing" },
      call: {
        id: call,
        status: "ringing",
        number: "+12025550143",
        language: "es",
        told: [
          {
            said: "1",
            spoken: false,
            meant: { es: "cobro", en: "charge" },
            kind: "dispute",
          },
          { said: "2", spoken: false, kind: "agent" },
        ],
      },
    });
  });

  it("shows the customer's charges, plan and history", async () => {
    const { body } = await luis.get(`/desk/customer?call=${call}`);
    expect(body).toMatchObject({
      account: "acme-1001",
      name: "María Fernández",
      charges: [{ id: "ld-0303" }, { id: "roam-1102" }, { id: "plan-1101" }],
      terms: { plan: { id: "plus" } },
      away: [],
      talks: [],
    });
    const nobodys = await luis.get("/desk/customer?call=CA1");
    expect(nobodys.status).toBe(404);
  });

  it("tells when the hello was, and the first decision stops its clock", async () => {
    const { leg: sid, answerUrl } = answered.legs.rung.at(-1) ?? {};
    const form = inboundForm(sid ?? "", { Direction: "outbound-api" });
    const heard = await answered.post(answerUrl ?? "", form);
    await answered.post(actionOf(heard.body) ?? "", { ...form, Digits: "1" });
    await answered.settle();
    const { call: talk } = await shows(
      (view) => view.call?.status === "talking",
    );
    expect(talk?.hello).toBeGreaterThan(0);
    const { body } = await meanwhile(decide(remedyFor("roam-1102")));
    expect(body).toMatchObject({
      outcome: "done",
      seconds: expect.any(Number) as number,
    });
    const after = await luis.get(`/desk/customer?call=${call}`);
    expect(after.body["decisions"]).toMatchObject([
      {
        what: "roam-1102",
        label: { es: "un paquete de datos en el extranjero" },
        call,
        by: "Luis Prado",
      },
    ]);
    expect(after.body["claims"]).toMatchObject([
      { type: "closed", label: { en: "a roaming data package" } },
    ]);
  });

  it("says who may when the person's own powers do not cover it", async () => {
    const { body } = await meanwhile(decide({ kind: "plan", plan: "company" }));
    expect(body).toMatchObject({
      outcome: "refused",
      reason: "not-in-powers",
      whoMay: ["Ana Torres", "Iván Rey", "Elena Ruiz"],
    });
  });

  it("promises the customer a call as a case of the person's own", async () => {
    const { status, body } = await luis.send(
      "POST",
      "/desk/callbacks",
      {
        number: "+12025550143",
        language: "es",
        words: "Explicar el paquete de datos.",
        within: 60,
      },
      { "idempotency-key": "desk-callback-1" },
    );
    expect([status, body["owner"]]).toEqual([201, "Luis Prado"]);
    await answered.settle();
    const customer = await luis.get(`/desk/customer?call=${call}`);
    expect(customer.body["cases"]).toMatchObject([{ owner: "Luis Prado" }]);
  });

  it("has the caller asked for a recorded yes, and shows how far that is", async () => {
    const yes = { consent: true };
    const asked = await meanwhile(decide({ kind: "plan", plan: "basic" }, yes));
    expect([asked.status, asked.body["outcome"]]).toEqual([202, "under-way"]);
    const { call: talk } = await meanwhile(
      shows((view) => view.call?.consent?.at === "leave"),
    );
    expect(talk?.consent?.label).toMatchObject({ es: "el plan básico" });
    expect(talk?.talk).toMatchObject({ mayConsent: false, mayAsk: [] });
    const [url = ""] = answered.legs.fetched.filter((one) =>
      one.includes("kind=aside&"),
    );
    const { body } = await answered.post(url, inboundForm(call));
    const no = inboundForm(call, { Digits: "2", CallStatus: "in-progress" });
    await answered.post(actionOf(body) ?? "", no);
    const { call: after } = await meanwhile(
      shows((view) => view.call?.consent?.at === "refused"),
    );
    expect(after?.consent?.why).toBe("no-leave");
    const { body: customer } = await luis.get(`/desk/customer?call=${call}`);
    expect(customer["terms"]).toMatchObject({ plan: { id: "plus" } });
  });

  it("has the caller wait, and asks the director beside the talk", async () => {
    const act = (what: object) =>
      luis.send("POST", "/desk/talk", { call, ...what });
    expect((await act({ act: "back" })).status).toBe(409);
    expect((await act({ act: "hold" })).body).toMatchObject({
      at: "joined.holding",
      callerWaits: true,
    });
    await act({ act: "ask", whom: "director" });
    await answered.settle();
    const { call: talk } = await shows(({ call: one }) => one !== null);
    expect(talk?.talk).toMatchObject({
      at: "asking",
      third: { name: "Ana Torres", there: false },
    });
    await act({ act: "back" });
    const stranger = await luis.send("POST", "/desk/talk", {
      call: "CA1",
      act: "hold",
    });
    expect(stranger.status).toBe(409);
    await answered.settle();
  });

  it("keeps the call after the talk until it is said what it was about, and then nobody waits for its wrap-up", async () => {
    await answered.post(
      "/voice/status",
      inboundForm(call, { CallStatus: "completed" }),
    );
    // They hear that the customer hung up, and hang up too.
    const [{ leg, statusUrl } = { leg: "", statusUrl: "" }] =
      answered.legs.rung;
    await answered.post(
      statusUrl,
      inboundForm(leg, { CallStatus: "completed" }),
    );
    await meanwhile(shows((view) => view.call?.status === "wrap-up"));
    const note = { call, reason: "wrong amount", area: "billing" };
    const unknown = await luis.send("POST", "/desk/notes", {
      ...note,
      area: "nowhere",
    });
    expect(unknown.status).toBe(422);
    expect((await luis.send("POST", "/desk/notes", note)).status).toBe(200);
    await answered.settle();
    const free = await shows((view) => view.presence?.status === "available");
    expect(free.call).toBeNull();
    const { body } = await luis.get(`/desk/customer?call=${call}`);
    expect(body["talks"]).toMatchObject([
      { call, by: "Luis Prado", reason: "wrong amount", area: "billing" },
    ]);
  });
});

it("is the same over the API for whoever had the talk, and for nobody else", async () => {
  const say = (by: string, room = call) =>
    request(answered.line.app)
      .put(`/api/connections/${room}/note`)
      .set("authorization", `Bearer ${key}`)
      .send({ by, reason: "charged twice", area: "billing" });
  expect((await say("Ana Torres")).status).toBe(409);
  expect((await say("Luis Prado", "CA1")).status).toBe(404);
  expect((await say("Luis Prado")).body).toMatchObject({
    call,
    reason: "charged twice",
  });
  const { body } = await request(answered.line.app)
    .get(`/api/connections/${call}`)
    .set("authorization", `Bearer ${key}`);
  expect(body).toMatchObject({
    noted: { by: "Luis Prado", reason: "charged twice" },
  });
});

it("says who is there while it gives signs of life", async () => {
  await luis.send("PUT", "/desk", { status: "away" });
  expect((await shows(() => true)).presence?.status).toBe("away");
  await luis.send("PUT", "/desk", { status: "available" });
  expect((await shows(() => true)).presence?.status).toBe("available");
  expect((await luis.send("PUT", "/desk", { status: "asleep" })).status).toBe(
    400,
  );
});
