/** Callers, carriers and stores that misbehave, by seed: whatever comes, every answer is TwiML and money moves once. */
import { StoreUnavailable, type Store } from "../../src/store/contract.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import {
  createPick,
  createRandom,
  expectMoneyMovedOnce,
  formFor,
  nextAddress,
} from "../support/at-random.js";
import { linesOf } from "../support/documents.js";

const seeds = Number(
  process.env["FAULT_SEEDS"] ?? (process.env["LONG"] ? 100 : 12),
);

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

async function liveThrough(seed: number): Promise<void> {
  const random = createRandom(seed);
  const pick = createPick(random);
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

it(`${seeds} callers with a misbehaving carrier and store get TwiML each time, and money moves once`, async () => {
  for (let seed = 1; seed <= seeds; seed += 1)
    await liveThrough(seed).catch((cause: unknown) => {
      throw new Error(`Seed ${seed}: ${(cause as Error).message}`, { cause });
    });
}, 600_000);
