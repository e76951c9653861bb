import { extractText, getDocumentProxy } from "unpdf";
import type { Billing } from "../../src/billing/billing.js";
import type {
  ClaimEvent,
  Register,
  RegisterEntry,
} from "../../src/machines/claims/register.js";
import { issueInvoice } from "../../src/server/relay/issue-invoice.js";
import { readContext } from "../../src/server/read-context.js";
import { takeTurn } from "../../src/server/turn.js";
import {
  answerLine,
  maria,
  type AnsweredLine,
  type AnsweredLineOptions,
} from "../support/answered-line.js";

let answered: AnsweredLine | undefined;
let now = Date.parse("2026-11-22T14:15:00Z");
afterEach(async () => {
  await answered?.close();
  answered = undefined;
  now = Date.parse("2026-11-22T14:15:00Z");
});

async function concede(
  options: AnsweredLineOptions = {},
): Promise<AnsweredLine> {
  const line = await answerLine({ now: () => now, ...options });
  answered = line;
  const event: ClaimEvent = {
    type: "claim",
    at: now,
    policy: "small-disputes",
    account: "acme-1001",
    call: "CA1",
    number: maria,
    grade: "attested",
    language: "es",
    charge: {
      id: "ld-0303",
      amount: { amount: 210, currency: "USD" },
      date: "2026-11-03",
      label: { es: "una llamada de larga distancia" },
    },
  };
  await takeTurn(line.line.turns, {
    key: { kind: "claims", id: "acme-1001" },
    token: "CA1",
    event,
    begins: true,
    asks: false,
  });
  await line.settle();
  return line;
}
/** As read: what keeps an amount on one line is a space. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const linkIn = (text: string) => /http\S+/.exec(text)?.[0] ?? "";
async function newestEntry({ store }: AnsweredLine): Promise<RegisterEntry> {
  const key = { kind: "claims", id: "acme-1001" };
  const register = await readContext<Register>(store, key);
  return JSON.parse(register?.chain.text ?? "{}") as RegisterEntry;
}

describe("a conceded charge", () => {
  it("puts the corrected invoice behind a link that the customer gets by text message and by mail", async () => {
    const line = await concede();
    const [[to, text] = ["", ""]] = line.messages;
    expect(to).toBe(maria);
    expect(plain(text)).toContain("Total corregido: US$ 61,00");
    expect(text).toContain("Su factura corregida, hasta el 22/12: http");
    const link = linkIn(text);
    expect(line.mails).toEqual([
      ["maria.fernandez@example.com", "Su factura corregida", text],
    ]);
    const answer = await fetch(link);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    const paper = new Uint8Array(await answer.arrayBuffer());
    const { text: words } = await extractText(await getDocumentProxy(paper), {
      mergePages: true,
    });
    expect(words).toContain("María Fernández");
    expect(words.replaceAll(/\s+/g, " ")).toContain("Total a pagar US$ 61,00");
    // Another customer's data is not on it, and neither is what identifies the account elsewhere.
    expect(words).not.toMatch(/Carter|fee-1105|acme-1001|\+1202/);
    expect(await newestEntry(line)).toMatchObject({
      type: "closed",
      reason: "message-sent",
    });
  });

  it("has a link that is over when its day is, and that tells a guesser nothing", async () => {
    const line = await concede();
    const link = linkIn(line.messages[0]?.[1] ?? "");
    const name = link.slice(link.lastIndexOf("/") + 1);
    const say = async (path: string) => {
      const answer = await fetch(`${line.url}/invoices/${path}`);
      return [answer.status, await answer.text()] as const;
    };
    const [status, words] = await say(
      name.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
    );
    expect(status).toBe(404);
    expect(words).toContain("Este enlace venció o no existe.");
    for (const path of [
      "..%2f..%2fleft-messages.jsonl",
      "%00",
      "x".repeat(500),
    ])
      expect(await say(path)).toEqual([404, words]);
    expect((await say(""))[0]).toBe(404);
    now = Date.parse("2026-12-23T00:00:01Z");
    expect(await say(name)).toEqual([404, words]);
  });

  it("whose bill is kept by billing is told by message alone, and the register says why", async () => {
    const billing = fakeBilling({ findBill: undefined });
    const line = await concede({ billing });
    expect(line.messages.map(([to, text]) => [to, plain(text)])).toEqual([
      [
        maria,
        "Quitamos de su factura una llamada de larga distancia (US$ 2,10). Total corregido: US$ 61,00. Gracias por avisarnos.",
      ],
    ]);
    expect(line.mails).toEqual([]);
    expect(await newestEntry(line)).toMatchObject({
      type: "closed",
      notInvoiced: "no-bill",
    });
  });

  it("of a customer without a mail address is told by message alone", async () => {
    const line = await concede({
      billing: fakeBilling({
        findBill: (account, charge) => Promise.resolve(billOf(account, charge)),
      }),
    });
    expect(line.messages).toHaveLength(1);
    expect(line.mails).toEqual([]);
  });
});

const billOf = (_account: string, charge: string) => ({
  id: "F-1",
  issuer: { name: "Acme", details: [] },
  customer: { name: "María" },
  issued: "2026-11-10",
  due: "2026-12-01",
  currency: "USD",
  lines: [{ charge, date: "2026-11-03", label: {}, amount: 210 }],
  credits: [{ charge, amount: 210 }],
});
const fakeBilling = ({
  findBill,
}: {
  findBill: Billing["findBill"] | undefined;
}): Billing => ({
  findCharges: () => Promise.resolve({ charges: [] }),
  postCredit: () =>
    Promise.resolve({
      outcome: "posted",
      total: { amount: 6100, currency: "USD" },
    }),
  ...(findBill && { findBill }),
});

describe("a bill that does not fit the credit", () => {
  const charge = {
    id: "ld-0303",
    amount: { amount: 210, currency: "USD" },
    date: "2026-11-03",
    label: {},
  };
  const issue = async (change: object, attempts: number) => {
    const { store, files } = (answered ??= await answerLine());
    return issueInvoice(
      {
        store,
        files,
        billing: fakeBilling({
          findBill: (account, id) =>
            Promise.resolve({ ...billOf(account, id), ...change }),
        }),
        clock: { now: () => now, after: () => () => undefined },
        timeZone: () => "America/Bogota",
        publicUrl: () => "https://line.example",
        mails: true,
      },
      { type: "issue-invoice", account: "acme-1001", charge, language: "es" },
      attempts,
    );
  };

  it.each([
    ["without the credit", { credits: [] }, "credit of"],
    [
      "with another amount",
      {
        lines: [
          { charge: "ld-0303", date: "2026-11-03", label: {}, amount: 9 },
        ],
      },
      "stands on it with 9, and is 210",
    ],
    ["in another currency", { currency: "EUR" }, "it is in EUR"],
    ["without the charge", { lines: [] }, "with nothing"],
    [
      "with the credit twice",
      {
        credits: [
          { charge: "ld-0303", amount: 210 },
          { charge: "ld-0303", amount: 210 },
        ],
      },
      "a credit stands on it twice",
    ],
    [
      "with a credit of nothing that was billed",
      {
        credits: [
          { charge: "ld-0303", amount: 210 },
          { charge: "x", amount: 5 },
        ],
      },
      'a credit of 5 for "x"',
    ],
  ])(
    "(%s) is asked for again, and after a minute the customer is told without it",
    async (_what, change, reason) => {
      await expect(issue(change, 0)).rejects.toThrow(reason);
      expect(await issue(change, 8)).toEqual({
        type: "not-issued",
        reason: "bill-unavailable",
      });
    },
  );
});
