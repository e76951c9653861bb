import { Writable } from "node:stream";
import request from "supertest";
import { exportRegisters } from "../../src/cli/ledger.js";
import { registerCsv } from "../../src/billing/register-csv.js";
import type { ClaimEvent } from "../../src/machines/claims/register.js";
import { takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";

const apiKey = "a key of the tests, long enough";
let answered: AnsweredLine;
beforeAll(async () => {
  answered = await answerLine({
    claimsApiKey: apiKey,
    now: () => Date.parse("2026-11-22T14:15:00Z"),
  });
  await claim("acme-1001", "ld-0303", 210, "CA1");
  await claim("acme-1001", "roam-1102", 4000, "CA2");
  await claim("acme-1002", "fee-1105", 4000, "CA3", {
    role: "director",
    by: "Ana Torres",
    reason: '=HYPERLINK("https://evil.example","María")',
  });
});
afterAll(() => answered.close());

async function claim(
  account: string,
  charge: string,
  amount: number,
  call: string,
  override?: ClaimEvent["override"],
) {
  const event: ClaimEvent = {
    type: "claim",
    at: Date.parse("2026-11-22T14:15:00Z"),
    policy: "small-disputes",
    account,
    call,
    number: maria,
    grade: "attested",
    language: "en",
    charge: {
      id: charge,
      amount: { amount, currency: "USD" },
      date: "2026-11-03",
      label: { en: "a charge" },
      category: "fee",
    },
    ...(override && { override }),
  };
  await takeTurn(answered.line.turns, {
    key: { kind: "claims", id: account },
    token: call,
    event,
    begins: true,
    asks: false,
  });
  await answered.settle();
}
const get = (path: string, key = apiKey) =>
  request(answered.url)
    .get(`/api/customers/${path}`)
    .set("authorization", `Bearer ${key}`);

describe("a customer's register", () => {
  it("shows every claim, decision and reason, oldest first", async () => {
    const answer = await get("acme-1001/claims");
    expect(answer.status).toBe(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
    const { entries, ...rest } = answer.body as {
      entries: { type: string; charge: string; reason?: string }[];
    };
    expect(rest).toEqual({
      account: "acme-1001",
      credited: { USD: 210 },
      decisions: [],
    });
    expect(
      entries.map(({ type, charge, reason = "" }) => [type, charge, reason]),
    ).toEqual([
      ["conceded", "ld-0303", ""],
      ["credited", "ld-0303", ""],
      ["invoiced", "ld-0303", ""],
      ["closed", "ld-0303", "message-sent"],
      ["denied", "roam-1102", "above-threshold"],
    ]);
    expect(entries[0]).toMatchObject({
      at: "2026-11-22T14:15:00.000Z",
      money: { amount: 210, currency: "USD" },
      attested: true,
    });
    // Neither another customer nor a phone number is in it.
    expect(answer.text).not.toMatch(/acme-1002|\+1202/);
  });

  it("is there for a spreadsheet, with decimals, and with formulas made harmless", async () => {
    const answer = await get("acme-1002/claims.csv");
    expect(answer.headers["content-type"]).toMatch(/^text\/csv/);
    const lines = answer.text.split("\r\n");
    expect(lines[0]).toMatch(
      /^\uFEFF?account,entry,time,what,charge,category,/,
    );
    expect(lines[1]).toMatch(
      /^acme-1002,1,2026-11-22T14:15:00\.000Z,conceded,fee-1105,fee,40\.00,USD,/,
    );
    expect(lines[1]).toContain(
      `director,Ana Torres,"'=HYPERLINK(""https://evil.example"",""María"")"`,
    );
  });

  it("is for whoever has the key, and knows no account that never claimed", async () => {
    expect((await get("acme-1001/claims", "another")).status).toBe(401);
    expect((await get("acme-1001/claims.csv", "another")).status).toBe(401);
    for (const path of ["acme-9999/claims", "a%20b/claims", "__proto__/claims"])
      expect((await get(path)).status).toBe(404);
  });
});

describe("all registers as CSV", () => {
  const exported = async (account?: string) => {
    const lines: string[] = [];
    const output = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    await exportRegisters(answered.store, account, output);
    return lines.join("").trimEnd().split("\r\n");
  };

  it("have one head and a line for each entry", async () => {
    const lines = await exported();
    expect(lines).toHaveLength(1 + 5 + 4);
    expect(lines.filter((line) => line.includes("account,entry"))).toHaveLength(
      1,
    );
    expect(await exported("acme-1002")).toHaveLength(1 + 4);
  });

  it("write amounts by the decimals of their currency, never through a fraction", () => {
    const amounts = (["JPY", "KWD", "USD"] as const).map((currency) => {
      const csv = registerCsv([
        {
          type: "denied",
          account: "a",
          at: 0,
          charge: "c",
          money: { amount: 7, currency },
          policy: "p",
          place: 1,
          previous: "",
        },
      ]);
      return csv.split("\r\n")[1]?.split(",")[6];
    });
    expect(amounts).toEqual(["7", "0.007", "0.07"]);
  });
});
