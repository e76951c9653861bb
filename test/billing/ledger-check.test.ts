import { Writable } from "node:stream";
import type { PostedCredit } from "../../src/billing/billing.js";
import { checkAndPrint } from "../../src/cli/ledger.js";
import { checkAccount } from "../../src/billing/check-account.js";
import {
  figuresDocument,
  type InvoiceFigures,
} from "../../src/machines/claims/invoice-figures.js";
import { entryId } from "../../src/machines/chain.js";
import {
  emptyRegister,
  type ClaimEvent,
} from "../../src/machines/claims/register.js";
import { createEmbeddedAccounts } from "../../src/server/books/account-book.js";
import { readAccounts } from "../../src/server/served/company.js";
import { embeddedCredits } from "../../src/server/books/billing-book.js";
import type { ListCredits } from "../../src/server/books/gather-books.js";
import { takeTurn } from "../../src/server/turn.js";
import type {
  LoadResult,
  MachineKey,
  Store,
} from "../../src/store/contract.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";

let answered: AnsweredLine;
/** Hash and text of María's entries, oldest first. */
let entries: { id: string; text: string }[];
beforeAll(async () => {
  answered = await answerLine({
    now: () => Date.parse("2026-11-22T14:15:00Z"),
  });
  await claim("acme-1001", "ld-0303", 210, "CA1");
  await claim("acme-1001", "roam-1102", 4000, "CA2");
  await claim("acme-1001", "ld-0303", 210, "CA3");
  await claim("acme-1002", "fee-1105", 4000, "CA4", {
    role: "director",
    by: "Ana Torres",
    reason: "A mistake of ours.",
  });
  await answered.settle();
  entries = await chainOf("acme-1001");
  await changeAccount("faster-line");
  await changeAccount("longer-warranty", true);
  await answered.settle();
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
    number: "+12025550143",
    grade: "attested",
    language: "en",
    charge: {
      id: charge,
      amount: { amount, currency: "USD" },
      date: "2026-11-03",
      label: { en: "a charge" },
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

async function changeAccount(gift: string, undo = false) {
  const { turns } = answered.line;
  const file = await readAccounts("demo/accounts.yaml");
  const now = () => Date.parse("2026-11-22T14:15:00Z");
  const accounts = createEmbeddedAccounts(file, turns, now);
  const account = "acme-1001";
  const quoted = await accounts.quote(account, { kind: "gift", gift });
  if (quoted.outcome !== "quoted") throw new Error(quoted.reason);
  const { quote } = quoted.quote;
  await accounts.commit({ key: gift, account, quote });
  if (undo) await accounts.undo({ key: `undo ${gift}`, account, quote });
}

async function chainOf(account: string) {
  const { machine } = await answered.store.load({
    kind: "claims",
    id: account,
  });
  const { snapshot } = JSON.parse(machine?.state ?? "") as {
    snapshot: { context: { chain: { head: string } } };
  };
  const found: { id: string; text: string }[] = [];
  for (let id = snapshot.context.chain.head; id !== "";) {
    const text = (await answered.store.getDocument(id)) ?? "";
    found.unshift({ id, text });
    id = (JSON.parse(text) as { previous: string }).previous;
  }
  return found;
}

async function check(
  changed: {
    documents?: Record<string, string | undefined>;
    states?: Record<string, (state: string) => string>;
  } = {},
  listCredits?: ListCredits,
): Promise<string> {
  const { store } = answered;
  const seen: Store = {
    ...store,
    getDocument: (id) =>
      Object.hasOwn(changed.documents ?? {}, id)
        ? Promise.resolve(changed.documents?.[id])
        : store.getDocument(id),
    async load(key: MachineKey): Promise<LoadResult> {
      const loaded = await store.load(key);
      const change = changed.states?.[`${key.kind} ${key.id}`];
      return loaded.machine && change
        ? {
            machine: { ...loaded.machine, state: change(loaded.machine.state) },
          }
        : loaded;
    },
  };
  const lines: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  await checkAndPrint(
    { store: seen, listCredits: listCredits ?? embeddedCredits(seen) },
    output,
    0,
  );
  return lines.join("");
}
const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const entry = (place: number) => entries[place - 1] ?? { id: "", text: "" };

describe("the books", () => {
  it("agree after claims that were conceded, denied and lifted by the director", async () => {
    expect(await check()).toBe(
      "2 accounts, 10 entries, 1 budget, 2 invoices; credited: $42.10.\n2 changes of accounts, 1 undone; gifts cost: $3.00.\nEvery book agrees to the cent, and no entry was changed.\n",
    );
  });

  it("say so when billing does not list its credits", async () => {
    expect(await check({}, () => Promise.resolve(undefined))).toContain(
      "Billing does not list its credits",
    );
  });
});

describe("the check names", () => {
  it("an entry that was changed", async () => {
    const { id, text } = entry(2);
    const forged = swap('"amount":210', '"amount":120')(text);
    expect(await check({ documents: { [id]: forged } })).toMatch(
      /^✗ Account acme-1001, entry 2: it was changed after it was written\. It now reads .*"amount":120/,
    );
  });

  it("an entry that was taken out", async () => {
    expect(await check({ documents: { [entry(1).id]: undefined } })).toMatch(
      /^✗ Account acme-1001, entry 1: it is missing\./,
    );
  });

  it("an entry that was put in, with all hashes made to fit", async () => {
    const text = JSON.stringify({
      ...(JSON.parse(entry(2).text) as object),
      place: 6,
      previous: entry(5).id,
    });
    const head = entryId(text);
    const found = await check({
      documents: { [head]: text },
      states: {
        "claims acme-1001": (state) => {
          const read = JSON.parse(state) as {
            snapshot: { context: { chain: object } };
          };
          read.snapshot.context.chain = { count: 6, head, text };
          return JSON.stringify(read);
        },
      },
    });
    expect(found).toMatch(
      /^✗ Account acme-1001, entry 6 \(credited, ld-0303\): "credited" cannot come after "closed"\./,
    );
  });

  it("a register whose total is a cent off", async () => {
    expect(
      await check({
        states: {
          "claims acme-1001": swap(
            '"totals":{"USD":210}',
            '"totals":{"USD":211}',
          ),
        },
      }),
    ).toMatch(
      /^✗ Account acme-1001: the register's total is \$2\.11, and its entries come to \$2\.10\./,
    );
  });

  it("a register that forgot a credit", async () => {
    expect(
      await check({
        states: {
          "claims acme-1001": swap('"status":"closed"', '"status":"refused"'),
        },
      }),
    ).toMatch(
      /^✗ Account acme-1001, entry 2 \(credited, ld-0303\): the register does not know this credit\./,
    );
  });

  it("a credit that billing does not have", async () => {
    expect(await check({}, () => Promise.resolve([]))).toMatch(
      /^✗ Account acme-1001, entry 2 \(credited, ld-0303\): billing has no such credit\./,
    );
  });

  it("a credit of another amount at billing", async () => {
    const real = embeddedCredits(answered.store);
    const listed: ListCredits = async (account) =>
      (await real(account)).map((one): PostedCredit => ({
        ...one,
        money: { ...one.money, amount: one.money.amount + 1 },
      }));
    expect(await check({}, listed)).toMatch(
      /entry 2 \(credited, ld-0303\): it says \$2\.10 for ld-0303, and billing \$2\.11 for ld-0303\./,
    );
  });

  it("a credit that only billing has", async () => {
    const real = embeddedCredits(answered.store);
    const listed: ListCredits = async (account) => [
      ...(await real(account)),
      { key: "x", charge: "x-1", money: { amount: 5, currency: "USD" } },
    ];
    expect(await check({}, listed)).toMatch(
      /charge x-1: billing credited \$0\.05 under the key "x", and no entry says so\./,
    );
  });

  it("a changed credit in the embedded book", async () => {
    expect(
      await check({
        states: { "ledger acme-1001": swap('"amount":210', '"amount":209') },
      }),
    ).toMatch(
      /^✗ Billing's own book of account acme-1001: a credit was changed/,
    );
  });

  it("an invoice that was changed, is missing, or is of another total", async () => {
    const { text } = entry(3);
    const { invoice, total } = JSON.parse(text) as {
      invoice: string;
      total: { amount: number };
    };
    const kept = (await answered.store.getDocument(invoice)) ?? "";
    expect(total).toEqual({ amount: 6100, currency: "USD" });
    const forged = swap('"total":6100', '"total":6101')(kept);
    expect(await check({ documents: { [invoice]: forged } })).toMatch(
      /^✗ Account acme-1001, entry 3 \(invoiced, ld-0303\): its invoice was changed after it was issued\. It now reads .*"total":6101/,
    );
    expect(await check({ documents: { [invoice]: undefined } })).toMatch(
      /entry 3 \(invoiced, ld-0303\): its invoice is missing\./,
    );
  });

  it("an invoice whose figures do not come to its total, with all hashes made to fit", () => {
    const figures: InvoiceFigures = {
      account: "a-1",
      bill: "F-1",
      charge: "ld-1",
      currency: "USD",
      due: "2026-12-01",
      lines: [{ charge: "ld-1", amount: 210 }],
      credits: [{ charge: "ld-1", amount: 210 }],
      total: 1,
    };
    const { id, text } = figuresDocument(figures);
    const money = { amount: 210, currency: "USD" };
    const written = (
      type: "conceded" | "credited" | "invoiced",
      more = {},
    ) => ({
      type,
      account: "a-1",
      at: 1,
      charge: "ld-1",
      money,
      policy: "p",
      key: "k",
      place: 1,
      previous: "",
      ...more,
    });
    const total = { amount: 1, currency: "USD" };
    expect(() =>
      checkAccount({
        account: "a-1",
        register: emptyRegister,
        entries: [
          written("conceded"),
          written("credited"),
          written("invoiced", { invoice: id, total }),
        ],
        invoices: new Map([[id, text]]),
      }),
    ).toThrow("its total is 1, and its lines and credits come to 0.");
  });

  it("a gift whose cost, key or undoing was changed in the embedded accounts", async () => {
    const book = "account acme-1001";
    for (const [from, to] of [
      ['"cost":300', '"cost":299'],
      ['"key":"faster-line"', '"key":"another"'],
      ['"undone":', '"gone":'],
    ] as const)
      expect(await check({ states: { [book]: swap(from, to) } })).toMatch(
        /^✗ Changes of account acme-1001, q-[\w-]+: the book and its entries do not say the same\./,
      );
    expect(
      await check({
        states: { [book]: swap('"changes":', '"plan":"basic","changes":') },
      }),
    ).toMatch(/the book says plan "basic", and its entries come to ""\./);
    const forgotten = (state: string) =>
      state.replace(/"chain":\{"count":3/, '"chain":{"count":2');
    expect(await check({ states: { [book]: forgotten } })).toMatch(
      /^✗ Changes of account acme-1001, entry 2: it says that it is entry 3\./,
    );
  });

  it("a budget that is a cent off, or holds money back for nobody", async () => {
    const budget = "budget small-disputes:USD:2026-11";
    expect(
      await check({
        states: { [budget]: swap('"spent":4210', '"spent":4209') },
      }),
    ).toMatch(
      /^✗ Budget small-disputes:USD:2026-11: it says \$42\.09 in 2 credits, and the accounts' entries come to \$42\.10 in 2\./,
    );
    expect(
      await check({
        states: {
          [budget]: swap(
            '"reserved":{}',
            '"reserved":{"a:b:1":{"amount":1,"until":1}}',
          ),
        },
      }),
    ).toMatch(/holds money back for "a:b:1", and no claim is under way there/);
  });
});
