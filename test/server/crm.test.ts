import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  isSigned,
  keyHeader,
  signatureHeader,
  timestampHeader,
} from "../../src/systems/signature.js";
import type { ClaimEvent } from "../../src/machines/claims/register.js";
import { createCrm } from "../../src/server/relay/crm.js";
import { CannotPerform } from "../../src/server/relay/perform-faults.js";
import { takeTurn } from "../../src/server/turn.js";
import { answerLine, maria } from "../support/answered-line.js";

const secret = "a secret of the tests";
let server: Server;
let got: { path: string; body: string; headers: Record<string, string> }[];
/** What the customer system answers next; then 200. */
let answers: { status: number; location?: string }[];
beforeEach(async () => {
  got = [];
  answers = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.push({
        path: request.url ?? "",
        body: Buffer.concat(chunks).toString(),
        headers: request.headers as Record<string, string>,
      });
      const { status, location } = answers.shift() ?? { status: 200 };
      response.statusCode = status;
      if (location !== undefined) response.setHeader("location", location);
      response.end("thanks");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
const crm = () =>
  createCrm({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/directo?tenant=1`,
    secret,
    now: () => Date.now(),
  });

it("every decision reaches the customer system, signed, in order and under an id of its own", async () => {
  const answered = await answerLine({ postDecision: crm() });
  try {
    const claim = async (charge: string, amount: number, call: string) => {
      const event: ClaimEvent = {
        type: "claim",
        at: Date.now(),
        policy: "small-disputes",
        account: "acme-1001",
        call,
        number: maria,
        grade: "attested",
        language: "en",
        charge: {
          id: charge,
          amount: { amount, currency: "USD" },
          date: "2026-11-03",
          label: { en: "a charge" },
        },
      };
      await takeTurn(answered.line.turns, {
        key: { kind: "claims", id: "acme-1001" },
        token: call,
        event,
        begins: true,
        asks: false,
      });
      await answered.settle();
    };
    await claim("ld-0303", 210, "CA1");
    await claim("roam-1102", 4000, "CA2");
  } finally {
    await answered.close();
  }
  expect(got.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
    { type: "conceded", account: "acme-1001", charge: "ld-0303" },
    { type: "credited", total: { amount: 6100, currency: "USD" } },
    { type: "invoiced" },
    { type: "closed", reason: "message-sent" },
    { type: "denied", charge: "roam-1102", reason: "above-threshold" },
  ]);
  expect(new Set(got.map(({ headers }) => headers[keyHeader])).size).toBe(5);
  for (const { path, body, headers } of got) {
    expect(path).toBe("/hooks/directo?tenant=1");
    const key = headers[keyHeader] ?? "";
    expect((JSON.parse(body) as { id: string }).id).toBe(key);
    const timestamp = headers[timestampHeader] ?? "";
    const signed = { timestamp, path: "/hooks/directo", key, body };
    const signature = headers[signatureHeader] ?? "";
    expect(isSigned(secret, signed, signature, Date.now())).toBe(true);
    const forged = { ...signed, body: body.replace("acme", "acne") };
    expect(isSigned(secret, forged, signature, Date.now())).toBe(false);
    // Nobody's number leaves with it.
    expect(body).not.toContain(maria);
  }
});

describe("a customer system that", () => {
  const post = () =>
    crm()("entry:1", JSON.stringify({ at: 0, type: "denied" }));

  it.each([500, 503, 429, 404, 401])(
    "answers %i is told again",
    async (status) => {
      answers = [{ status }];
      const refused = post();
      await expect(refused).rejects.toThrow(`answered ${status}`);
      await expect(refused).rejects.not.toThrow(CannotPerform);
      await post();
      expect(got[0]?.headers[keyHeader]).toBe(got[1]?.headers[keyHeader]);
    },
  );

  it("refuses what it is told is not told again", async () => {
    answers = [{ status: 422 }];
    await expect(post()).rejects.toThrow(CannotPerform);
  });

  it("sends us elsewhere is not followed", async () => {
    answers = [{ status: 307, location: "/latest/meta-data" }];
    await expect(post()).rejects.toThrow();
    expect(got.map(({ path }) => path)).toEqual(["/hooks/directo?tenant=1"]);
  });

  it("is away is told again", async () => {
    server.closeAllConnections();
    const told = crm();
    await new Promise((resolve) => server.close(resolve));
    await expect(
      told("entry:1", JSON.stringify({ at: 0 })),
    ).rejects.not.toThrow(CannotPerform);
    server = createServer();
  });
});
