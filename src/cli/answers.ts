import type { Writable } from "node:stream";
import type { Consents } from "../machines/consents.js";
import type { Ratings } from "../machines/ratings.js";
import { readContext } from "../server/read-context.js";
import type { Store } from "../store/contract.js";

/** Prints what a caller agreed to on a call, or did not, with all that proves it. Gives whether there was anything. */
export async function printConsents(
  store: Store,
  call: string,
  output: Writable,
): Promise<boolean> {
  const key = { kind: "consents", id: call };
  const { answers = [] } = (await readContext<Consents>(store, key)) ?? {};
  for (const one of answers)
    output.write(
      [
        `${new Date(one.answeredAt).toISOString()}  ${one.about}: ${one.answer}`,
        `  asked     "${one.question}"`,
        `  answered  ${"key" in one.by ? `key ${one.by.key}` : `"${one.by.words}"`}, from ${one.number} (${one.grade})`,
        ...(one.voice === undefined ? [] : [`  recorded  ${one.voice}`]),
        "",
      ].join("\n"),
    );
  if (answers.length === 0)
    output.write(`Nothing was asked for on call ${call}.\n`);
  return answers.length > 0;
}

/** Prints how many callers gave each number on a day (`2026-11-22`) to the question after the call. */
export async function printRatings(
  store: Store,
  day: string,
  output: Writable,
): Promise<void> {
  const key = { kind: "ratings", id: day };
  const { counts = {} } = (await readContext<Ratings>(store, key)) ?? {};
  const lines = ["5", "4", "3", "2", "1"].map(
    (rating) => `${rating}  ${counts[rating] ?? 0}\n`,
  );
  output.write(lines.join(""));
}
