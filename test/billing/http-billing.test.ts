import type { RequestListener } from "node:http";
import express from "express";
import { createHttpBilling } from "../../src/billing/http-billing.js";
import type { Billing } from "../../src/billing/billing.js";
import { createBillingRouter } from "../../src/billing/serve-billing.js";
import type { systemTimes } from "../../src/systems/client.js";
import {
  keyHeader,
  signatureHeader,
  signRequest,
  timestampHeader,
} from "../../src/systems/signature.js";
import { listening } from "../support/listening.js";
import { createMemoryBook, john, maria } from "./support/memory-book.js";

const secret = "a secret of the tests";
const now = () => Date.now();
const fast: typeof systemTimes = {
  askAttempt: 300,
  askInAll: 1_500,
  changeAttempt: 300,
  firstRetry: 1,
  longestRetry: 2,
  rest: 60,
};

const listen = listening();
const clientFor = async (
  handle: RequestListener,
  times = fast,
): Promise<Billing> =>
  createHttpBilling({ url: await listen(handle), secret, now }, times);
const serve = (billing: Billing) =>
  express().use(createBillingRouter({ billing, secret, now }));
/** Answers every request so, and counts them. */
const answering = (status: number, body: unknown) => {
  const seen: string[] = [];
  const handle: RequestListener = (request, response) => {
    seen.push(request.url ?? "");
    request.resume();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
  return { seen, handle };
};
const credit = (more: object = {}) => ({
  key: "a-1:ld-1:courtesy",
  account: "a-1",
  charge: { id: "ld-1", amount: { amount: 210, currency: "USD" } },
  ...more,
});

describe("a billing system that keeps the contract", () => {
  it("answers over HTTP what it answers itself", async () => {
    const book = createMemoryBook();
    const client = await clientFor(serve(book));
    expect(await client.findCharges(maria)).toEqual(
      await book.findCharges(maria),
    );
    expect(await client.findCharges("+19995550000")).toEqual({ charges: [] });
    expect(await client.postCredit(credit())).toEqual({
      outcome: "posted",
      total: { amount: 2590, currency: "USD" },
    });
    expect(await client.postCredit(credit())).toEqual({
      outcome: "posted",
      total: { amount: 2590, currency: "USD" },
    });
    expect(await client.listCredits?.("a-1")).toEqual([
      {
        key: "a-1:ld-1:courtesy",
        charge: "ld-1",
        money: { amount: 210, currency: "USD" },
      },
    ]);
    expect(
      (await client.findCharges(maria)).charges.map(({ id }) => id),
    ).not.toContain("ld-1");
  });

  it.each([
    [
      "of another amount",
      { charge: { id: "ld-1", amount: { amount: 209, currency: "USD" } } },
    ],
    [
      "in another currency",
      { charge: { id: "ld-1", amount: { amount: 210, currency: "EUR" } } },
    ],
    [
      "of another customer's charge",
      { charge: { id: "fee-1", amount: { amount: 4000, currency: "USD" } } },
    ],
    [
      "of what is owed to the customer",
      { charge: { id: "refund", amount: { amount: 500, currency: "USD" } } },
    ],
    ["on an account that there is not", { account: "a-9" }],
  ])("refuses for good a credit %s", async (_what, more) => {
    const client = await clientFor(serve(createMemoryBook()));
    expect(await client.postCredit(credit(more))).toMatchObject({
      outcome: "refused",
    });
  });

  it("refuses a second key for a charge, and a key's second charge", async () => {
    const client = await clientFor(serve(createMemoryBook()));
    await client.postCredit(credit());
    expect(await client.postCredit(credit({ key: "another" }))).toMatchObject({
      outcome: "refused",
    });
    expect(
      await client.postCredit(
        credit({
          charge: { id: "late-1", amount: { amount: 90, currency: "USD" } },
        }),
      ),
    ).toMatchObject({ outcome: "refused" });
  });
});

describe("a request", () => {
  it("is refused without the right signature: none, another secret's, an old one, one of another body or path", async () => {
    const url = await listen(serve(createMemoryBook()));
    const body = JSON.stringify({ number: maria });
    const post = async (headers: Record<string, string>) =>
      (await fetch(`${url}/charges/search`, { method: "POST", headers, body }))
        .status;
    const signed = (
      more: {
        timestamp?: string;
        path?: string;
        key?: string;
        body?: string;
        secret?: string;
      } = {},
    ) => {
      const timestamp = more.timestamp ?? String(Math.floor(now() / 1000));
      const { path = "/charges/search", key = "" } = more;
      return {
        [timestampHeader]: timestamp,
        [signatureHeader]: signRequest(more.secret ?? secret, {
          timestamp,
          path,
          key,
          body: more.body ?? body,
        }),
      };
    };
    expect(await post(signed())).toBe(200);
    expect(await post({})).toBe(401);
    expect(await post(signed({ secret: "another secret altogether" }))).toBe(
      401,
    );
    expect(
      await post(signed({ timestamp: String(Math.floor(now() / 1000) - 301) })),
    ).toBe(401);
    expect(await post(signed({ timestamp: "tomorrow" }))).toBe(401);
    expect(await post(signed({ body: `${body} ` }))).toBe(401);
    expect(await post(signed({ path: "/credits" }))).toBe(401);
    expect(await post({ ...signed(), [keyHeader]: "put-in-later" })).toBe(401);
  });
});

describe("a billing system that breaks the contract is unavailable", () => {
  const found = {
    number: maria,
    account: "a-1",
    charges: [
      {
        id: "ld-1",
        amount: 210,
        currency: "USD",
        date: "2026-11-03",
        label: {},
      },
    ],
  };
  const withCharge = (more: object) => ({
    ...found,
    charges: [{ ...found.charges[0], ...more }],
  });
  it.each([
    [
      "a fraction",
      withCharge({ amount: 2.1 }),
      /charges › 0 › amount: a whole number of minor units/,
    ],
    [
      "an amount as text",
      withCharge({ amount: "210" }),
      /charges › 0 › amount: a whole number/,
    ],
    [
      "an amount that numbers cannot hold",
      withCharge({ amount: 2 ** 60 }),
      /charges › 0 › amount/,
    ],
    ["no currency", withCharge({ currency: "$" }), /three capital letters/],
    ["an id with spaces", withCharge({ id: "a b" }), /charges › 0 › id/],
    [
      "a day that there is not",
      withCharge({ date: "2026-02-30" }),
      /a day such as/,
    ],
    [
      "another number's charges",
      { ...found, number: john },
      /another number came back/,
    ],
    [
      "charges on no account",
      { number: maria, charges: found.charges },
      /charges need the account/,
    ],
    [
      "one charge twice",
      { ...found, charges: [...found.charges, ...found.charges] },
      /the same id/,
    ],
    ["no JSON", "<html>", /something else than the contract/],
    [
      "more than any bill",
      JSON.stringify({ pad: "x".repeat(300_000) }),
      /larger than/,
    ],
  ])("by %s", async (_what, body, message) => {
    const client = await clientFor(answering(200, body).handle);
    await expect(client.findCharges(maria)).rejects.toThrow(message);
    await expect(client.findCharges(maria)).rejects.toMatchObject({
      code: "system-unavailable",
    });
  });

  it.each([
    ["another amount", { amount: 2100 }],
    ["another account", { account: "a-2" }],
    ["another charge", { charge: "ld-2" }],
    ["a total in another currency", { total: { amount: 1, currency: "EUR" } }],
  ])("by a credit of %s", async (_what, more) => {
    const right = {
      account: "a-1",
      charge: "ld-1",
      amount: 210,
      currency: "USD",
      total: { amount: 0, currency: "USD" },
    };
    const client = await clientFor(
      answering(200, { ...right, ...more }).handle,
    );
    await expect(client.postCredit(credit())).rejects.toThrow(/was asked for/);
  });

  it("by sending us elsewhere", async () => {
    const client = await clientFor((request, response) => {
      request.resume();
      response.writeHead(307, { location: "http://127.0.0.1:9/" }).end();
    });
    await expect(client.findCharges(maria)).rejects.toMatchObject({
      code: "system-unavailable",
    });
  });
});

describe("a billing system in trouble", () => {
  it("is asked three times for charges when it answers 503, and once when it answers 404", async () => {
    const down = answering(503, {});
    await expect(
      (await clientFor(down.handle)).findCharges(maria),
    ).rejects.toThrow(/status 503/);
    expect(down.seen).toHaveLength(3);
    const missing = answering(404, {});
    await expect(
      (await clientFor(missing.handle)).findCharges(maria),
    ).rejects.toThrow(/status 404/);
    expect(missing.seen).toHaveLength(1);
  });

  it("is heard when it is back at the second attempt", async () => {
    const book = serve(createMemoryBook());
    let asked = 0;
    const client = await clientFor((request, response) => {
      asked += 1;
      if (asked > 1) return void book(request, response);
      request.resume();
      response.writeHead(500).end();
    });
    expect((await client.findCharges(maria)).account).toBe("a-1");
  });

  it("that never answers is given up in time, for charges and for credits", async () => {
    const client = await clientFor(() => undefined);
    await expect(client.findCharges(maria)).rejects.toThrow(
      /no answer in time/,
    );
    await expect(client.postCredit(credit())).rejects.toThrow(
      /no answer in time/,
    );
  });

  it("that never ends its answer is given up too", async () => {
    const client = await clientFor((_request, response) => {
      response.writeHead(200);
      response.write("{");
    });
    await expect(client.postCredit(credit())).rejects.toThrow(
      /no answer in time/,
    );
  });

  it("is left alone after five failures in a row, and asked again after a rest", async () => {
    let up = false;
    let asked = 0;
    const book = serve(createMemoryBook());
    const client = await clientFor((request, response) => {
      asked += 1;
      if (up) return void book(request, response);
      request.resume();
      response.writeHead(500).end();
    });
    for (let time = 0; time < 5; time += 1)
      await expect(client.postCredit(credit())).rejects.toThrow(/status 500/);
    up = true;
    await expect(client.postCredit(credit())).rejects.toThrow(
      /left alone for a moment/,
    );
    expect(asked).toBe(5);
    const end = Date.now() + fast.rest;
    while (Date.now() <= end)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await client.postCredit(credit())).toMatchObject({
      outcome: "posted",
    });
  });

  it("that posted a credit and lost the answer posts it once", async () => {
    const book = createMemoryBook();
    const right = serve(book);
    let asked = 0;
    const client = await clientFor((request, response) => {
      asked += 1;
      if (asked === 1) response.end = (() => response.destroy()) as never;
      right(request, response);
    });
    await expect(client.postCredit(credit())).rejects.toMatchObject({
      code: "system-unavailable",
    });
    expect(await client.postCredit(credit())).toMatchObject({
      outcome: "posted",
    });
    expect(await book.listCredits?.("a-1")).toHaveLength(1);
  });
});
