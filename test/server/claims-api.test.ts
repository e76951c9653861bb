import express from "express";
import { pino } from "pino";
import request from "supertest";
import type { Billing } from "../../src/billing/billing.js";
import type { Ledger } from "../../src/machines/ledger.js";
import { createCompanyApi } from "../../src/server/api/company-api.js";
import { createLog } from "../../src/server/log.js";
import { readContext } from "../../src/server/read-context.js";
import { createMemoryAccounts } from "../account/memory-book.js";
import {
  answerLine,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";

const apiKey = "a key of the tests, long enough";
let answered: AnsweredLine;
let over: AbortController;
let work: Promise<void> | undefined;
beforeEach(async () => {
  answered = await answerLine({ claimsApiKey: apiKey });
  over = new AbortController();
  const { signal } = over;
  // The test's relay: performs what is committed for as long as the test lasts.
  work = (async () => {
    while (!signal.aborted) {
      await answered.settle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
});
afterEach(async () => {
  over.abort();
  await work;
  await answered.close();
});

const body = {
  policy: "small-disputes",
  number: maria,
  charge: "ld-0303",
  identity: "checked",
  language: "es",
};
const post = (
  key: string,
  more: object = {},
  authorization = `Bearer ${apiKey}`,
) =>
  request(answered.url)
    .post("/api/claims")
    .set("authorization", authorization)
    .set("idempotency-key", key)
    .send({ ...body, ...more });
const creditsOf = async (account: string) =>
  (await readContext<Ledger>(answered.store, { kind: "ledger", id: account }))
    ?.credits ?? [];

describe("a claim over the API", () => {
  it("gets the answer that a call gets, with the same credit and the same message", async () => {
    const answer = await post("counter-0001");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      charge: "ld-0303",
      outcome: "conceded",
      total: { amount: 6100, currency: "USD" },
    });
    expect(await creditsOf("acme-1001")).toMatchObject([
      { charge: "ld-0303", money: { amount: 210, currency: "USD" } },
    ]);
    over.abort();
    await work;
    expect(answered.messages).toEqual([
      [maria, expect.stringContaining("Quitamos de su factura")],
    ]);
  });

  it("sent again under its key, also at the same instant, is one claim with one answer", async () => {
    const answers = await Promise.all([
      post("counter-0001"),
      post("counter-0001"),
      post("counter-0001"),
    ]);
    answers.push(await post("counter-0001"));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ outcome: "conceded" });
    expect(await creditsOf("acme-1001")).toHaveLength(1);
  });

  it("of a charge that was conceded before, by whatever channel, is already claimed", async () => {
    await post("counter-0001");
    // It is no longer on the bill.
    expect((await post("web-00001")).body).toEqual({
      charge: "ld-0303",
      outcome: "already-claimed",
      reason: "already-claimed",
    });
    expect(await creditsOf("acme-1001")).toHaveLength(1);
  });

  it("of two channels at the same instant is conceded to one", async () => {
    const [one, other] = await Promise.all([
      post("counter-0001"),
      post("web-00001"),
    ]);
    const outcomes = [one, other].map(
      ({ body: said }) => (said as { outcome: string }).outcome,
    );
    expect(outcomes.toSorted()).toEqual(["already-claimed", "conceded"]);
    expect(await creditsOf("acme-1001")).toHaveLength(1);
  });

  it("above the threshold, or of a kind that is never conceded, says why a person decides", async () => {
    expect((await post("counter-0002", { charge: "roam-1102" })).body).toEqual({
      charge: "roam-1102",
      outcome: "over-limit",
      reason: "above-threshold",
    });
    expect(
      (await post("counter-0003", { charge: "plan-1101" })).body,
    ).toMatchObject({ reason: "never-conceded" });
    expect(
      (await post("counter-0004", { policy: "none-such" })).body,
    ).toMatchObject({ outcome: "unavailable", reason: "no-policy" });
    expect(await creditsOf("acme-1001")).toEqual([]);
  });
});

describe("a request that is not as it has to be", () => {
  it.each([
    ["no key", {}, "", "counter-0001", 401],
    [
      "another key",
      {},
      "Bearer another key, as long as it",
      "counter-0001",
      401,
    ],
    ["no idempotency key", {}, undefined, "", 400],
    ["an idempotency key with spaces", {}, undefined, "a b c d e f", 400],
    ["an amount of its own", { amount: 1 }, undefined, "counter-0001", 400],
    ["no phone number", { number: "María" }, undefined, "counter-0001", 400],
    [
      "an identity that there is not",
      { identity: "sure" },
      undefined,
      "counter-0001",
      400,
    ],
    [
      "a charge id that is none",
      { charge: "a b" },
      undefined,
      "counter-0001",
      400,
    ],
    [
      "another customer's charge",
      { charge: "fee-1105" },
      undefined,
      "counter-0001",
      404,
    ],
    [
      "a number on no account",
      { number: "+12025550190" },
      undefined,
      "counter-0001",
      404,
    ],
  ])("with %s is refused", async (_what, more, authorization, key, status) => {
    const answer = await post(key, more, authorization);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body as object)).toEqual(["error"]);
    expect(await creditsOf("acme-1001")).toEqual([]);
    expect(await creditsOf("acme-1002")).toEqual([]);
  });

  it("under a key that another claim has is refused", async () => {
    await post("counter-0001");
    const answer = await post("counter-0001", { charge: "roam-1102" });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      error: "This Idempotency-Key was used for another claim.",
    });
  });

  it("with a body that is no JSON, or too large, is refused in JSON", async () => {
    const send = (text: string) =>
      request(answered.url)
        .post("/api/claims")
        .set("authorization", `Bearer ${apiKey}`)
        .set("idempotency-key", "counter-0001")
        .set("content-type", "application/json")
        .send(text);
    expect((await send("{")).status).toBe(400);
    const plain = await request(answered.url)
      .post("/api/claims")
      .set("authorization", `Bearer ${apiKey}`)
      .set("idempotency-key", "counter-0001")
      .set("content-type", "text/plain")
      .send(JSON.stringify(body));
    expect([plain.status, plain.body]).toEqual([
      400,
      {
        error: "The body has to be JSON, with Content-Type: application/json.",
      },
    ]);
    const large = await send(
      JSON.stringify({ ...body, pad: "x".repeat(5_000) }),
    );
    expect([large.status, large.body]).toEqual([
      413,
      { error: "The body has to be JSON of at most 4 kB." },
    ]);
  });
});

describe("the route", () => {
  it("is not there without a key in the settings", async () => {
    const off = await answerLine();
    try {
      const answer = await request(off.url)
        .post("/api/claims")
        .set("authorization", "Bearer undefined")
        .send(body);
      expect(answer.status).toBe(404);
    } finally {
      await off.close();
    }
  });

  const alone = (billing: Billing, perMinute?: number) =>
    express().use(
      createCompanyApi({
        turns: answered.line.turns,
        billing,
        accounts: createMemoryAccounts(),
        clock: { now: () => Date.now(), after: () => () => undefined },
        log: createLog("silent"),
        apiKey,
        ...(perMinute !== undefined && { perMinute }),
      }),
    );
  const down: Billing = {
    findCharges: () => Promise.reject(new Error("down")),
    postCredit: () => Promise.reject(new Error("down")),
  };

  it("says that billing is away, and takes the claim under the same key when it is back", async () => {
    const away = await request(alone(down))
      .post("/claims")
      .set("authorization", `Bearer ${apiKey}`)
      .set("idempotency-key", "counter-0001")
      .send(body);
    expect(away.status).toBe(503);
    expect((await post("counter-0001")).body).toMatchObject({
      outcome: "conceded",
    });
  });

  it("leaves in the log what was wrong with billing's answer", async () => {
    const logged: string[] = [];
    const line = await answerLine({
      claimsApiKey: apiKey,
      billing: {
        ...down,
        findCharges: () => Promise.reject(new Error("amount: a whole number")),
      },
      log: pino({ level: "warn" }, { write: (text) => void logged.push(text) }),
    });
    try {
      const { status } = await request(line.url)
        .post("/api/claims")
        .set("authorization", `Bearer ${apiKey}`)
        .set("idempotency-key", "counter-0001")
        .send(body);
      expect(status).toBe(503);
      expect(logged).toEqual([
        expect.stringContaining("billing did not say which charges there are"),
      ]);
    } finally {
      await line.close();
    }
  });

  it("answers 429 past so many requests in a minute, right key or not", async () => {
    const app = alone(down, 2);
    const send = () =>
      request(app)
        .post("/claims")
        .set("authorization", "Bearer guess")
        .send(body);
    expect([
      (await send()).status,
      (await send()).status,
      (await send()).status,
    ]).toEqual([401, 401, 429]);
  });
});
