import { createRelay, type Relay } from "../../src/server/relay/relay.js";
import { createFirer } from "../../src/server/relay/perform.js";
import { systemClock } from "../../src/server/clock.js";
import { createLog } from "../../src/server/log.js";
import { readContext } from "../../src/server/read-context.js";
import { takeTurn } from "../../src/server/turn.js";
import type { Budget, ReserveEvent } from "../../src/machines/budget.js";
import type { Register } from "../../src/machines/claims/register.js";
import type { Ledger } from "../../src/machines/ledger.js";
import { answerLine, type AnsweredLine } from "../support/answered-line.js";
import { until as untilDone } from "../store/support/until.js";

const homes = [
  ["the embedded store", undefined],
  ["Redis", process.env["TEST_REDIS_URL"]],
] as const;
let answered: AnsweredLine;
let relay: Relay;
let performed: string[];
const begin = async (redisUrl: string | undefined) => {
  answered = await answerLine({ ...(redisUrl !== undefined && { redisUrl }) });
  performed = [];
  relay = createRelay({
    store: answered.store,
    clock: systemClock,
    log: createLog("silent"),
    owner: "the test's relay",
    random: Math.random,
    perform: async (entry) => {
      await answered.line.perform(entry);
      const effect = JSON.parse(entry.effect) as {
        readonly type: string;
        readonly to?: { readonly kind: string };
      };
      // The directories are entered beside it, by the first claim of all.
      if (entry.key.kind !== "directory" && effect.to?.kind !== "directory")
        performed.push(`${entry.key.kind} ${effect.type}`);
    },
    fire: createFirer(answered.line.turns, systemClock),
    everyRound: () => Promise.resolve(),
  });
  await relay.start();
};
afterEach(async () => {
  await relay.stop();
  await answered.close();
});

const until = (holds: () => Promise<boolean>) =>
  untilDone(async () => {
    if (!(await holds())) throw new Error("It did not come to this.");
  });
const account = "acme-1001";
const claim = (call: string, charge = "ld-0303", amount = 210) =>
  takeTurn(answered.line.turns, {
    key: { kind: "claims", id: account },
    token: `claim of ${call}`,
    event: {
      type: "claim",
      at: Date.now(),
      policy: "small-disputes",
      account,
      // What is told to a machine of claims comes back to it: a call of its own would need a phone.
      replyTo: { kind: "directory", id: `answers-${call}` },
      number: "+12025550143",
      grade: "attested",
      language: "en",
      charge: {
        id: charge,
        amount: { amount, currency: "USD" },
        date: "2026-11-03",
        label: { en: "a call" },
      },
    } as never,
    begins: true,
    asks: false,
  });
const register = () =>
  readContext<Register>(answered.store, { kind: "claims", id: account });
const closed = async () =>
  (await register())?.claims["ld-0303"]?.status === "closed";
const month = () => {
  const [year, part] = new Intl.DateTimeFormat("en-CA", {
    timeZone: "America/Bogota",
    year: "numeric",
    month: "2-digit",
  })
    .format(Date.now())
    .split("-");
  return `${year}-${part}`;
};

describe.each(homes)("claims in %s", (_home, redisUrl) => {
  beforeEach(() => begin(redisUrl));

  it("of eight calls that claim one charge at the same instant one gets it, and one credit is posted", async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_one, place) => claim(`CA${place}`)),
    );
    await until(closed);
    const ledger = await readContext<Ledger>(answered.store, {
      kind: "ledger",
      id: account,
    });
    expect(
      ledger?.credits.map(({ charge, money }) => [charge, money.amount]),
    ).toEqual([["ld-0303", 210]]);
    expect((await register())?.totals).toEqual({ USD: 210 });
    expect(answered.messages).toHaveLength(1);
    await until(async () => {
      const budget = await readContext<Budget>(answered.store, {
        kind: "budget",
        id: `small-disputes:USD:${month()}`,
      });
      return budget?.spent === 210 && Object.keys(budget.reserved).length === 0;
    });
  });

  it("an answer takes four effects", async () => {
    await claim("CA1");
    await until(() =>
      Promise.resolve(performed.includes("claims post-credit")),
    );
    expect(
      performed.slice(0, performed.indexOf("claims post-credit") + 1),
    ).toEqual([
      "claims tell",
      "budget tell",
      "claims keep-document",
      "claims post-credit",
    ]);
  });

  it("a claim of an amount that is not the bill's is refused by billing, and nothing stays held back", async () => {
    await claim("CA1", "ld-0303", 209);
    await until(
      async () => (await register())?.claims["ld-0303"]?.status === "refused",
    );
    await until(async () => {
      const budget = await readContext<Budget>(answered.store, {
        kind: "budget",
        id: `small-disputes:USD:${month()}`,
      });
      return (
        budget !== undefined &&
        Object.keys(budget.reserved).length === 0 &&
        budget.spent === 0
      );
    });
  });

  it("of four accounts' claims at the same instant no more get a place than the month's budget has", async () => {
    // What the budget answers would reach registers without such a claim, which give the place back.
    await relay.stop();
    relay = { ...relay, stop: () => Promise.resolve() };
    const budget = { kind: "budget", id: `small-disputes:USD:${month()}` };
    const limit = 50_000;
    // All but 400 of it is spent already, by credits of before.
    await takeTurn(answered.line.turns, {
      key: budget,
      token: "before",
      event: reserve("before", limit - 400),
      begins: true,
      asks: false,
    });
    await Promise.all(
      ["a-1", "a-2", "a-3", "a-4"].map((one) =>
        takeTurn(answered.line.turns, {
          key: budget,
          token: one,
          event: reserve(one, 210),
          begins: true,
          asks: false,
        }),
      ),
    );
    const { reserved = {} } =
      (await readContext<Budget>(answered.store, budget)) ?? {};
    const held = Object.values(reserved).map(({ amount }) => amount);
    expect(held.toSorted((one, other) => one - other)).toEqual([
      210,
      limit - 400,
    ]);
  });
});

function reserve(reservation: string, amount: number): ReserveEvent {
  return {
    type: "reserve",
    at: Date.now(),
    budget: `small-disputes:USD:${month()}`,
    reservation,
    amount,
    limit: 50_000,
    account: `nobody-${reservation}`,
    charge: "c",
  };
}
