import { Writable } from "node:stream";
import express, { type RequestHandler } from "express";
import type { Billing } from "../../src/billing/billing.js";
import { createBillingRouter } from "../../src/billing/serve-billing.js";
import {
  signRequest,
  signatureHeader,
  timestampHeader,
} from "../../src/systems/signature.js";
import { verifyBilling } from "../../src/billing/verify/index.js";
import type { Verified } from "../../src/systems/probe.js";
import { printVerified } from "../../src/cli/verified.js";
import { listening } from "../support/listening.js";
import { createMemoryBook, john, maria } from "./support/memory-book.js";

const secret = "a secret of the tests";
const now = () => Date.now();
const listen = listening();

interface Tried {
  readonly billing?: Partial<Billing>;
  readonly before?: RequestHandler[];
  readonly number?: string;
  readonly other?: string;
  readonly elapsed?: () => number;
}

async function optionsFor({
  billing = {},
  before = [],
  number = maria,
  other = john,
  elapsed,
}: Tried) {
  const app = express();
  for (const one of before) app.use(one);
  app.use(
    createBillingRouter({
      billing: { ...createMemoryBook(), ...billing },
      secret,
      now,
    }),
  );
  return {
    url: await listen(app),
    secret,
    now,
    elapsed: elapsed ?? (() => performance.now()),
    number,
    other,
    run: "one",
  };
}
const verify = async (tried: Tried = {}): Promise<Verified> =>
  verifyBilling(await optionsFor(tried));
const rules = ({ shortcomings }: Verified) =>
  shortcomings.map(({ rule, seen }) => `${rule} ${seen}`).join("\n");

/** Changes every answer's JSON. */
const changing =
  (
    path: string,
    change: (json: Record<string, unknown>) => unknown,
  ): RequestHandler =>
  (request, response, next) => {
    const json = response.json.bind(response);
    response.json = (body: Record<string, unknown>) =>
      json(
        request.path === path && response.statusCode === 200
          ? change(body)
          : body,
      );
    next();
  };

const noBill = () => Promise.resolve(undefined);

describe("the conformance suite", () => {
  it("finds nothing wrong with the reference", async () => {
    expect(await verify()).toEqual({ shortcomings: [] });
  });

  it("says what it could not try", async () => {
    const { untried } = await verify({ number: "+15005550009" });
    expect(untried).toMatch(/\+15005550009 has no account/);
  });

  it("finds a credit that is posted again with each repetition", async () => {
    let total = 3000;
    const postCredit: Billing["postCredit"] = () =>
      Promise.resolve({
        outcome: "posted",
        total: { amount: (total -= 90), currency: "USD" },
      });
    const found = rules(await verify({ billing: { postCredit } }));
    expect(found).toMatch(
      /repeated under its key is one credit: the total stays\. The totals were \d+, \d+/,
    );
    expect(found).toMatch(/credited once, also under another key/);
    expect(found).toMatch(/A key that was used is refused for another charge/);
    expect(found).toMatch(/"late-1" is still answered/);
    expect(found).toMatch(/It stands there 0 times/);
  });

  it("finds a bill whose due date moves with the credit", async () => {
    const book = createMemoryBook();
    const findBill: Billing["findBill"] = async (account, charge) => {
      const bill = await book.findBill?.(account, charge);
      const credited = bill?.credits.length ?? 0;
      return bill && { ...bill, due: credited ? "2027-01-01" : bill.due };
    };
    const billing = { ...book, findBill };
    expect(rules(await verify({ billing }))).toMatch(
      /neither the lines nor the due date of a bill\. Before: due 20/,
    );
  });

  it("finds a bill that does not come to the total that the credit said", async () => {
    const book = createMemoryBook();
    const short: Billing["findBill"] = async (account, charge) => {
      const bill = await book.findBill?.(account, charge);
      return bill && { ...bill, credits: [] };
    };
    expect(
      rules(
        await verify({ billing: { ...createMemoryBook(), findBill: short } }),
      ),
    ).toMatch(
      /less its credits are the total .* the credit of "late-1" is not/,
    );
  });

  it("accepts a system that keeps its bills to itself", async () => {
    expect(await verify({ billing: { findBill: noBill } })).toEqual({
      shortcomings: [],
    });
  });

  it("finds an amount that is answered and was not asked for", async () => {
    const found = rules(
      await verify({
        before: [changing("/credits", (json) => ({ ...json, amount: 9000 }))],
      }),
    );
    expect(found).toMatch(/90 USD was asked for, 9000 USD was answered/);
  });

  it("finds wrong amounts that are credited", async () => {
    const book = createMemoryBook();
    const charges = (await book.findCharges(maria)).charges;
    const postCredit: Billing["postCredit"] = ({ charge, ...rest }) => {
      const amount =
        charges.find(({ id }) => id === charge.id)?.amount ?? charge.amount;
      return book.postCredit({ ...rest, charge: { ...charge, amount } });
    };
    expect(rules(await verify({ billing: { ...book, postCredit } }))).toMatch(
      /A credit of less than the charge is refused\. Status 200 instead of 422/,
    );
  });

  it("finds amounts with a decimal point", async () => {
    const found = rules(
      await verify({
        before: [
          changing("/charges/search", ({ charges, ...rest }) => ({
            ...rest,
            charges: (charges as { amount: number }[]).map((one) => ({
              ...one,
              amount: one.amount / 100,
            })),
          })),
        ],
      }),
    );
    expect(found).toMatch(
      /charges › 0 › amount: a whole number of minor units by ISO 4217, not a fraction/,
    );
  });

  it("finds one customer's charges given to another, and to nobody", async () => {
    const book = createMemoryBook();
    const found = rules(
      await verify({
        billing: { ...book, findCharges: () => book.findCharges(maria) },
      }),
    );
    expect(found).toMatch(
      /Each number gets its own customer's charges\. .* both got account a-1/,
    );
    expect(found).toMatch(/A number on no account gets no account/);
  });

  it("finds another customer's charge credited", async () => {
    const book = createMemoryBook();
    const postCredit: Billing["postCredit"] = (credit) =>
      credit.charge.id === "fee-1"
        ? Promise.resolve({
            outcome: "posted",
            total: { amount: 0, currency: "USD" },
          })
        : book.postCredit(credit);
    expect(rules(await verify({ billing: { ...book, postCredit } }))).toMatch(
      /A credit of another customer's charge is refused\. Status 200/,
    );
  });

  it("finds signatures that nobody checks", async () => {
    const signing: RequestHandler = (request, _response, next) => {
      const timestamp = String(Math.floor(now() / 1000));
      const body = request.body as string;
      const key = request.get("idempotency-key") ?? "";
      request.headers[timestampHeader] = timestamp;
      request.headers[signatureHeader] = signRequest(secret, {
        timestamp,
        path: request.path,
        key,
        body,
      });
      next();
    };
    const found = rules(
      await verify({ before: [express.text({ type: () => true }), signing] }),
    );
    for (const what of [
      "without a signature",
      "with another secret's signature",
      "with a signature of another body",
      "with a signature ten minutes old",
    ])
      expect(found).toContain(
        `A request ${what} is refused. Status 200 instead of 401 or 403.`,
      );
  });

  it("finds an answer that a caller would have to wait for", async () => {
    let clock = 0;
    const elapsed = () => (clock += 1_500);
    expect(rules(await verify({ elapsed }))).toMatch(
      /within 1000 ms, since a caller waits for it\. \/[a-z/]+ took \d+ ms/,
    );
  });

  it("tries a system that lists no credits as far as it goes", async () => {
    const hide: RequestHandler = (request, response, next) => {
      if (request.path === "/credits/search") response.status(404).json({});
      else next();
    };
    expect(await verify({ before: [hide] })).toEqual({ shortcomings: [] });
  });

  it("prints what it found, and says when it found nothing", async () => {
    const written: string[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written.push(chunk.toString());
        done();
      },
    });
    expect(await printVerified("http://it", verify(), output)).toBe(true);
    expect(written.join("")).toMatch(/keeps every rule of the contract\.\n$/);
    const broken = verify({ before: [changing("/credits", () => ({}))] });
    expect(await printVerified("http://it", broken, output)).toBe(false);
    expect(written.join("")).toMatch(
      /✗ A credit answers account, charge, .*\n {2}account: /,
    );
  });
});
