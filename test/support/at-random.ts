/** Callers who do whatever a seed says, and what must hold of money whatever they did. */
import type { Ledger } from "../../src/machines/ledger.js";
import { readState } from "../../src/server/turn.js";
import type { Store } from "../../src/store/contract.js";

/** A small seeded generator (mulberry32): a seed that fails is a test that can be repeated. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export type Pick = <T>(from: readonly T[]) => T;

export function createPick(random: () => number): Pick {
  return (from) => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error("There is nothing to pick from.");
    return one;
  };
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

/** What the caller, or a rung phone, does at this document. */
export function formFor(body: string, pick: Pick): Record<string, string> {
  if (body.includes("<Dial")) return pick(legEnds);
  if (body.includes("<Record"))
    return pick<Record<string, string>>([
      { RecordingUrl: "https://r.example/RE1", RecordingDuration: "4" },
      {},
    ]);
  return body.includes("<Gather") ? pick(answers) : {};
}

export function nextAddress(body: string): string | undefined {
  const found =
    /action="([^"]+)"/.exec(body)?.[1] ?? /<Redirect>([^<]+)</.exec(body)?.[1];
  return found?.replaceAll("&amp;", "&");
}

export async function expectMoneyMovedOnce({
  store,
}: {
  readonly store: Store;
}): Promise<void> {
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
