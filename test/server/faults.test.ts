/** Callers, carriers and stores that misbehave, by seed: whatever comes, every answer is TwiML and money moves once. */
import type { Ledger } from "../../src/machines/ledger.js";
import { readState } from "../../src/server/turn.js";
import { StoreUnavailable, type Store } from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { linesOf } from "../support/documents.js";

const seeds = Number(
  process.env["FAULT_SEEDS"] ?? (process.env["LONG"] ? 100 : 25),
);

/** A small seeded generator (mulberry32): a seed that fails is a test that can be repeated. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A store whose answers get lost: before the work is done, or after it. */
function unreliable(
  store: Store,
  lost: () => "before" | "after" | "no",
): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (
        typeof member !== "function" ||
        !["load", "commit"].includes(String(name))
      )
        return member;
      return async (...given: unknown[]) => {
        const fate = lost();
        if (fate === "before")
          throw new StoreUnavailable("Lost on the way there.");
        const result: unknown = await (
          member as (...all: unknown[]) => unknown
        ).apply(target, given);
        if (fate === "after")
          throw new StoreUnavailable("Lost on the way back.");
        return result;
      };
    },
  });
}

const answers: Record<string, string>[] = [
  { Digits: "1" },
  { Digits: "1" },
  { Digits: "1" },
  { Digits: "2" },
  { Digits: "0" },
  { Digits: "9" },
  { Digits: "#" },
  {},
  {},
  { SpeechResult: "me cobraron de más", Confidence: "0.9" },
  { SpeechResult: "sí" },
  { SpeechResult: "mmm" },
];
const legEnds: Record<string, string>[] = [
  { DialCallStatus: "no-answer" },
  { DialCallStatus: "busy" },
  { DialCallStatus: "failed" },
  { DialCallStatus: "completed", DialBridged: "true" },
  { DialCallStatus: "completed", DialBridged: "false" },
];

async function liveThrough(seed: number): Promise<void> {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error("There is nothing to pick from.");
    return one;
  };
  let faulty = false;
  const line = await answerLine({
    wrapStore: (store) =>
      unreliable(store, () => {
        if (!faulty || random() > 0.15) return "no";
        return random() < 0.5 ? "before" : "after";
      }),
  });
  try {
    await Promise.all(
      ["CAfirst", "CAsecond"].map(async (call) => {
        const past: string[] = [];
        faulty = true;
        let { body } = await line.post("/voice", inboundForm(call));
        for (let step = 0; step < 25; step += 1) {
          linesOf(body);
          const to = nextAddress(body);
          if (to === undefined) break;
          past.push(to);
          if (random() < 0.1) break;
          const form = inboundForm(call, {
            CallStatus: "in-progress",
            ...formFor(body, pick),
          });
          if (random() < 0.5) await performSome(line, random);
          const posts = random() < 0.2 ? 3 : 1;
          const results = await Promise.all(
            Array.from({ length: posts }, () => line.post(to, form)),
          );
          const old = pick(past);
          if (random() < 0.2) linesOf((await line.post(old, form)).body);
          body =
            (
              results.find((one) => !one.body.includes("<Redirect>")) ??
              results[0]
            )?.body ?? "";
        }
        await line.post(
          "/voice/status",
          inboundForm(call, { CallStatus: "completed" }),
        );
      }),
    );
    faulty = false;
    await line.settle();
    await expectMoneyMovedOnce(line);
  } finally {
    await line.close();
  }
}

function formFor(
  body: string,
  pick: <T>(from: readonly T[]) => T,
): Record<string, string> {
  if (body.includes("<Dial")) return pick(legEnds);
  if (body.includes("<Record"))
    return pick<Record<string, string>>([
      { RecordingUrl: "https://r.example/RE1", RecordingDuration: "4" },
      {},
    ]);
  return body.includes("<Gather") ? pick(answers) : {};
}

function nextAddress(body: string): string | undefined {
  const found =
    /action="([^"]+)"/.exec(body)?.[1] ?? /<Redirect>([^<]+)</.exec(body)?.[1];
  return found?.replaceAll("&amp;", "&");
}

/** The relay does a part of its work, does some of it twice, and dies. */
async function performSome(
  line: AnsweredLine,
  random: () => number,
): Promise<void> {
  for (let partition = 0; partition < line.store.partitions; partition += 1) {
    for (const entry of await line.store.pending(partition, 5)) {
      const done = await line.line.perform(entry).then(
        () => true,
        () => false,
      );
      if (!done || random() < 0.3) break;
      const lease = await line.store.acquire(partition, "test", 60_000);
      if (lease) await line.store.settle(lease, entry);
    }
  }
}

async function expectMoneyMovedOnce({ store }: AnsweredLine): Promise<void> {
  const { machine } = await store.load({ kind: "ledger", id: "acme-1001" });
  const context =
    machine &&
    (readState(machine.state).snapshot as unknown as { context: Ledger })
      .context;
  const credits = Object.values(context?.credits ?? {});
  const charges = credits.map(({ charge }) => charge);
  expect(new Set(charges).size).toBe(charges.length);
  for (const { money } of credits)
    expect(money).toEqual({ amount: 210, currency: "USD" });
}

it(`${seeds} callers with a misbehaving carrier and store get TwiML each time, and money moves once`, async () => {
  for (let seed = 1; seed <= seeds; seed += 1)
    await liveThrough(seed).catch((cause: unknown) => {
      throw new Error(`Seed ${seed}: ${(cause as Error).message}`, { cause });
    });
}, 600_000);
