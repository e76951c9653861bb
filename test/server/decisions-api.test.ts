/** What people may grant, done once and written down (C15): the powers, the day's limits, the books. */
import { Writable } from "node:stream";
import request from "supertest";
import { checkAndPrint } from "../../src/cli/ledger.js";
import type { AccountBook } from "../../src/machines/account.js";
import type { Ledger } from "../../src/machines/ledger.js";
import {
  createEmbeddedAccounts,
  embeddedChanges,
} from "../../src/server/books/account-book.js";
import { embeddedCredits } from "../../src/server/books/billing-book.js";
import { readAccounts } from "../../src/server/served/company.js";
import { readContext } from "../../src/server/read-context.js";
import type { Accounts } from "../../src/account/accounts.js";
import { until } from "../support/until.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";

const key = "the desk's key of the tests";
let answered: AnsweredLine;
let relaying: Promise<void> = Promise.resolve();
const today = Date.parse("2026-11-22T14:15:00Z");
const state = { isOver: false, now: today };

/** The relay of a running line: what a request waits for is performed meanwhile. */
function relay(): void {
  relaying = (async () => {
    while (!state.isOver) {
      await answered.settle();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
}
const open = async (accounts?: Accounts) => {
  state.isOver = false;
  state.now = today;
  answered = await answerLine({
    casesApiKey: key,
    claimsApiKey: "the company's key of the tests",
    now: () => state.now,
    ...(accounts && { accounts }),
  });
  relay();
};
beforeEach(() => open());
afterEach(async () => {
  state.isOver = true;
  await relaying;
  await answered.close();
});

const decide = (
  idempotencyKey: string,
  remedy: object,
  more: object = {},
  authorization = `Bearer ${key}`,
) =>
  request(answered.url)
    .post("/api/decisions")
    .set("authorization", authorization)
    .set("idempotency-key", idempotencyKey)
    .send({
      by: "Luis Prado",
      account: "acme-1001",
      reason: "wrong amount",
      area: "billing",
      remedy,
      ...more,
    });
const roaming = {
  kind: "credit",
  charge: "roam-1102",
  number: maria,
  language: "es",
};
const gift = (name: string) => ({ kind: "gift", gift: name });
const another = (amount: number) => ({
  kind: "another-remedy",
  words: "A technician comes on Sunday.",
  value: { amount, currency: "USD" },
});
const creditsOf = async (account: string) =>
  (
    await readContext<Ledger>(answered.store, { kind: "ledger", id: account })
  )?.credits.map(({ charge }) => charge) ?? [];
const changesOf = async (account: string) =>
  (
    await readContext<AccountBook>(answered.store, {
      kind: "account",
      id: account,
    })
  )?.changes.map(({ change }) => change) ?? [];
async function checkLedger(): Promise<string> {
  const said: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said.push(chunk.toString());
      done();
    },
  });
  const { store } = answered;
  await checkAndPrint(
    {
      store,
      listCredits: embeddedCredits(store),
      listChanges: embeddedChanges(store),
    },
    output,
    20,
  );
  return said.join("");
}

it("a decision says later whether the customer rang again within 7 and within 30 days", async () => {
  const call = "CA00000000000000000000000000000031";
  const ring = (id: string) =>
    answered.post("/voice", inboundForm(id, { From: maria }));
  const shown = async () => {
    const { body } = await request(answered.url)
      .get("/api/decisions?day=2026-11-22")
      .set("authorization", `Bearer ${key}`);
    const { decisions } = body as { decisions: Record<string, unknown>[] };
    return decisions.map((one) => [
      one["rangAgainWithin7Days"],
      one["rangAgainWithin30Days"],
    ]);
  };
  await ring(call);
  await decide("decision-0031", another(500), { call });
  // Nobody knows from which number this customer would ring.
  await decide("decision-0032", gift("faster-line"));
  await answered.settle();
  expect(await shown()).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  state.now += 8 * 24 * 3_600_000;
  expect(await shown()).toContainEqual([false, undefined]);
  await ring("CA00000000000000000000000000000032");
  await until(async () =>
    (await shown()).some(([, within30]) => within30 === true),
  );
  expect(await shown()).toContainEqual([false, true]);
  expect(await checkLedger()).toContain("agree");
});

it("an agent credits a charge above every threshold, within their powers, once, and it stands in every book", async () => {
  const [first, second] = await Promise.all([
    decide("decision-0001", roaming),
    decide("decision-0001", roaming),
  ]);
  expect(first.body).toMatchObject({
    outcome: "done",
    money: { amount: 4000, currency: "USD" },
    total: { amount: 2310, currency: "USD" },
  });
  expect(second.body).toEqual(first.body);
  expect(await creditsOf("acme-1001")).toEqual(["roam-1102"]);
  await until(() => answered.messages.length > 0);
  expect(answered.messages.map(([to]) => to)).toEqual([maria]);
  const register = await request(answered.url)
    .get("/api/customers/acme-1001/claims")
    .set("authorization", "Bearer the company's key of the tests");
  expect(register.body).toMatchObject({
    credited: { USD: 4000 },
    decisions: [
      { type: "granted", by: "Luis Prado", kind: "credit", what: "roam-1102" },
      { type: "done", reason: "wrong amount", area: "billing" },
    ],
  });
  expect(await checkLedger()).toMatch(
    /1 decision of people, 1 done\.\nEvery book agrees/,
  );
});

it("a gift and a plan are given through the account system, and what is beyond the powers is not", async () => {
  const given = await decide("decision-0002", gift("faster-line"));
  expect(given.body).toMatchObject({
    outcome: "done",
    money: { amount: 300, currency: "USD" },
  });
  const plan = { kind: "plan", plan: "basic" };
  expect((await decide("decision-0003", plan)).body).toMatchObject({
    outcome: "done",
  });
  for (const [name, beyond] of Object.entries({
    "decision-voucher": gift("voucher"),
    "decision-company": { kind: "plan", plan: "company" },
  }))
    expect((await decide(name, beyond)).body).toMatchObject({
      outcome: "refused",
      reason: "not-in-powers",
    });
  expect(
    (await decide("decision-0004", gift("faster-line"))).body,
  ).toMatchObject({
    outcome: "refused",
    reason: 'The account has "faster-line" already.',
  });
  expect(await changesOf("acme-1001")).toEqual([
    gift("faster-line"),
    { kind: "plan", plan: "basic" },
  ]);
  expect(await checkLedger()).toMatch(/Every book agrees/);
});

it("another remedy has a daily limit, and the director sees it the same day", async () => {
  const within = await decide("decision-0005", another(2000));
  expect(within.body).toMatchObject({ outcome: "done" });
  expect((await decide("decision-0006", another(1001))).body).toMatchObject({
    outcome: "refused",
    reason: "day-used-up",
  });
  expect((await decide("decision-0007", another(1000))).body).toMatchObject({
    outcome: "done",
  });
  await until(() => answered.messages.length > 1);
  expect(answered.messages).toEqual([
    ["+12025550122", expect.stringContaining("A technician comes on Sunday.")],
    ["+12025550122", expect.stringContaining("Luis Prado")],
  ]);
  const day = await request(answered.url)
    .get("/api/decisions?day=2026-11-22")
    .set("authorization", `Bearer ${key}`);
  const { decisions } = day.body as { decisions: { type: string }[] };
  expect(decisions.map(({ type }) => type)).toEqual([
    "done",
    "refused",
    "done",
  ]);
  expect(await checkLedger()).toMatch(/Every book agrees/);
});

it.each([
  ["no key", another(1), {}, "Bearer nobody", 401],
  ["a negative value", another(-1), {}, undefined, 400],
  ["a value with a point", another(1.5), {}, undefined, 400],
  ["a huge value", another(2 ** 60), {}, undefined, 400],
  ["somebody who is not there", another(1), { by: "Nobody" }, undefined, 422],
  ["an area that there is not", another(1), { area: "x" }, undefined, 422],
  [
    "an account that there is not",
    another(1),
    { account: "a-9" },
    undefined,
    404,
  ],
  [
    "another customer's charge",
    { ...roaming, charge: "fee-1105" },
    {},
    undefined,
    404,
  ],
  [
    "another customer's account",
    roaming,
    { account: "acme-1002" },
    undefined,
    404,
  ],
] as const)(
  "with %s nothing is granted",
  async (_what, remedy, more, authorization, status) => {
    const answer = await decide("decision-0008", remedy, more, authorization);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body as object)).toEqual(["error"]);
    await answered.settle();
    expect(await creditsOf("acme-1001")).toEqual([]);
    expect(answered.messages).toEqual([]);
  },
);

it("a key that another decision has is refused, and a charge is not credited by two people", async () => {
  await decide("decision-0009", roaming);
  expect((await decide("decision-0009", another(1))).status).toBe(422);
  const again = await decide("decision-0010", roaming, { by: "Ana Torres" });
  expect(again.status).toBe(404);
  expect(await creditsOf("acme-1001")).toEqual(["roam-1102"]);
});

it("an account system that loses its answers gives once what was granted", async () => {
  state.isOver = true;
  await relaying;
  await answered.close();
  const file = await readAccounts("demo/accounts.yaml");
  const lost = new Set<string>();
  let real: Accounts | undefined;
  await open({
    read: () => Promise.resolve({} as never),
    quote: (...asked) => embedded().quote(...asked),
    undo: (...asked) => embedded().undo(...asked),
    async commit(wanted) {
      const result = await embedded().commit(wanted);
      if (lost.has(wanted.key)) return result;
      lost.add(wanted.key);
      throw new Error("the answer was lost");
    },
  });
  function embedded(): Accounts {
    real ??= createEmbeddedAccounts(file, answered.line.turns, () =>
      Date.parse("2026-11-22T14:15:00Z"),
    );
    return real;
  }
  state.isOver = true;
  await relaying.catch(() => undefined);
  let outcome: unknown;
  void decide("decision-0011", gift("faster-line")).then(({ body }) => {
    ({ outcome } = body as { outcome: unknown });
  });
  await until(async () => {
    await answered.settle().catch(() => undefined);
    return outcome !== undefined;
  });
  expect(outcome).toBe("done");
  expect(await changesOf("acme-1001")).toEqual([gift("faster-line")]);
});

describe("what the director thinks of decisions", () => {
  const desk = { authorization: `Bearer ${key}` };
  const get = async (path: string) =>
    (await request(answered.url).get(path).set(desk)).body as {
      figures: { decisions: number; marks: object; behind: string }[];
      decisions: { decision: string; mark?: object }[];
    };
  const mark = (id: string, more: object = {}) =>
    request(answered.url)
      .post(`/api/decisions/${id}/mark`)
      .set(desk)
      .send({
        by: "Ana Torres",
        account: "acme-1001",
        mark: "fortunate",
        words: "Así se hace",
        ...more,
      });

  it("is kept beside the decision, told to whoever decided, and counted with what is behind it", async () => {
    const { body: first } = await decide("mark-0001", roaming);
    await decide("mark-0002", gift("faster-line"), {
      area: "network",
      reason: "no service",
      contractor: "Torres y Cables",
    });
    const { id } = first as { id: string };
    expect((await mark(id)).status).toBe(200);
    await until(() => answered.messages.some(([to]) => to === "+12025550111"));
    expect(answered.messages.at(-1)?.[1]).toContain(
      "Ana Torres considera afortunada su decisión: «Así se hace»",
    );
    const { figures } = await get("/api/decisions/figures?by=area");
    expect(figures).toMatchObject([
      {
        area: "network",
        decisions: 1,
        done: 1,
        refused: 0,
        granted: { USD: 300 },
      },
      { area: "billing", decisions: 1, done: 1, marks: { fortunate: 1 } },
    ]);
    // Only the one that was another company's work.
    expect(
      (await get("/api/decisions/figures?by=contractor")).figures,
    ).toMatchObject([{ contractor: "Torres y Cables", decisions: 1 }]);
    const { decisions } = await get(figures[1]?.behind ?? "");
    expect(decisions).toMatchObject([
      {
        decision: id,
        agent: "Luis Prado",
        week: "2026-W47",
        mark: { by: "Ana Torres", mark: "fortunate", words: "Así se hace" },
      },
    ]);
    const fortunate = await get("/api/decisions/found?mark=fortunate");
    expect(fortunate.decisions).toEqual(decisions);
    const agents = await get("/api/decisions/figures?by=agent&week=2026-W47");
    expect(agents.figures).toMatchObject([
      { agent: "Luis Prado", decisions: 2 },
    ]);
    expect((await get("/api/decisions/found?week=2026-W46")).decisions).toEqual(
      [],
    );
  });

  it.each([
    ["by whoever decided", { by: "Luis Prado" }, 403],
    ["by nobody on file", { by: "Nobody" }, 422],
    ["of another account", { account: "acme-9999" }, 404],
    ["with no such word", { mark: "great" }, 400],
  ])("is not taken %s", async (_what, more, status) => {
    const { body } = await decide("mark-0003", gift("faster-line"));
    expect((await mark((body as { id: string }).id, more)).status).toBe(status);
  });
});
