import type { Writable } from "node:stream";
import type { OutboxEntry, Store } from "../store/contract.js";

/** What one screen holds; the oldest first. */
const shown = 100;
/** More than ever wait for a person. */
const all = 1_000_000;

/** Some minutes of trying. */
const manyAttempts = 10;
const read = 1_000;

/** Prints the effects that could not be performed, with their reasons, and those that are tried in vain. */
export async function printDeadLetters(
  store: Store,
  output: Writable,
): Promise<void> {
  await printTriedInVain(store, output);
  const letters = await store.deadLetters(shown);
  if (letters.length === 0) {
    output.write(
      `No effect is waiting for a person in ${store.description}.\n`,
    );
    return;
  }
  for (const letter of letters) output.write(`${describe(letter)}\n`);
  if (letters.length === shown)
    output.write(`\nThese are the ${shown} oldest; there may be more.\n`);
  output.write(
    `\nTry one again with: directo outbox retry ${letters[0]?.id}\n`,
  );
}

/** They are not given up, since another attempt may succeed; what the same machines asked for later waits behind them. */
async function printTriedInVain(store: Store, output: Writable): Promise<void> {
  const tried: OutboxEntry[] = [];
  for (let partition = 0; partition < store.partitions; partition += 1)
    for (let after: number | undefined = 0; after !== undefined;) {
      const page: readonly OutboxEntry[] = await store.pending(
        partition,
        read,
        after,
      );
      tried.push(...page.filter(({ attempts }) => attempts >= manyAttempts));
      after = page.length < read ? undefined : page.at(-1)?.place;
    }
  if (tried.length === 0) return;
  for (const entry of tried.toSorted((a, b) => a.at - b.at).slice(0, shown))
    output.write(`${describe(entry)}\n`);
  output.write(
    `\n${tried.length === 1 ? "This one is" : `These ${tried.length} are`} tried again each minute until it works, and what the same call or case asked for later waits behind it.\n\n`,
  );
}

/** Puts dead letters back into the outbox: one by its id, or all of them. Gives how many. */
export async function retryDeadLetters(
  store: Store,
  id: string | undefined,
  now: number,
): Promise<number> {
  const ids =
    id === undefined
      ? (await store.deadLetters(all)).map((letter) => letter.id)
      : [id];
  let revived = 0;
  for (const one of ids) if (await store.revive(one, now)) revived += 1;
  return revived;
}

// The type only: an effect holds what callers said and whom messages go to.
function describe({ id, effect, at, attempts, error }: OutboxEntry): string {
  const { type } = JSON.parse(effect) as { type: string };
  // The one that was its last is counted.
  const tries = attempts > 1 ? ` (${attempts} attempts)` : "";
  return `${new Date(at).toISOString()}  ${type}  ${id}\n  ${error ?? "no reason was kept"}${tries}`;
}
