import { Writable } from "node:stream";
import { checkAndPrint } from "../../src/cli/ledger.js";
import type { Ledger } from "../../src/machines/ledger.js";
import { embeddedCredits } from "../../src/server/books/billing-book.js";
import { readContext } from "../../src/server/read-context.js";
import { takeTurn } from "../../src/server/turn.js";
import type { OutboxEntry } from "../../src/store/contract.js";
import { answerLine } from "../support/answered-line.js";

/** Numbers from 0 to 1 that are the same at every run. */
function createDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it.each([
  ["the embedded store", 1],
  ["the embedded store", 2],
  ["the embedded store", 3],
  ["the embedded store", 4],
  ["Redis", 5],
  ["Redis", 6],
  ["Redis", 7],
] as const)(
  "claims keep their books in %s when processes die after performing, and perform again long after (seed %i)",
  async (home, seed) => {
    const draw = createDraw(seed);
    const answered = await answerLine({
      ...(home === "Redis" && {
        redisUrl: process.env["TEST_REDIS_URL"] ?? "",
      }),
    });
    const { store, line } = answered;
    const settled: OutboxEntry[] = [];
    const round = async (): Promise<boolean> => {
      let found = false;
      for (let partition = 0; partition < store.partitions; partition += 1) {
        const [entry] = await store.pending(partition, 1);
        if (!entry) continue;
        found = true;
        const times = Math.floor(draw() * 4);
        for (let time = 0; time < times; time += 1) await line.perform(entry);
        // A third of those that performed it die before they could say so.
        if (times === 0 || draw() < 0.33) continue;
        const lease = await store.acquire(partition, "test", 60_000);
        if (lease) await store.settle(lease, entry);
        settled.push(entry);
        const late = settled[Math.floor(draw() * settled.length)];
        if (late && draw() < 0.3) await line.perform(late);
      }
      return found;
    };
    try {
      for (let call = 0; call < 8; call += 1) {
        const at = Date.now();
        await takeTurn(line.turns, {
          key: { kind: "claims", id: "acme-1001" },
          token: `claim of ${call}`,
          event: {
            type: "claim",
            at,
            policy: "small-disputes",
            account: "acme-1001",
            replyTo: { kind: "claim-request", id: `r${call}` },
            number: "+12025550143",
            grade: draw() < 0.5 ? "attested" : "present",
            language: "es",
            charge: {
              id: draw() < 0.7 ? "ld-0303" : "no-such-charge",
              amount: { amount: 210, currency: "USD" },
              date: "2026-11-03",
              label: { es: "un cargo" },
            },
          } as never,
          begins: true,
          asks: false,
        });
        for (let some = draw() * 5; some > 0; some -= 1) await round();
      }
      while (await round());
      const ledger = await readContext<Ledger>(store, {
        kind: "ledger",
        id: "acme-1001",
      });
      expect(ledger?.credits.map(({ charge }) => charge)).toEqual(["ld-0303"]);
      const said: string[] = [];
      const output = new Writable({
        write(chunk: Buffer, _encoding, done) {
          said.push(chunk.toString());
          done();
        },
      });
      await checkAndPrint(
        { store, listCredits: embeddedCredits(store) },
        output,
        0,
      );
      expect(said.join("")).toMatch(
        /credited: \$2\.10\.\nEvery book agrees to the cent/,
      );
    } finally {
      await answered.close();
    }
  },
);
