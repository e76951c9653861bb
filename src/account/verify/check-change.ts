import { isDeepStrictEqual } from "node:util";
import type { Change } from "../../machines/account-terms.js";
import type { Probe } from "../../systems/probe.js";
import { changed, foundChanges, foundQuote, paths } from "../contract.js";
import { searchAccount, type FoundAccount } from "./search-account.js";

interface Accounts {
  readonly account: string;
  readonly other: string;
}

/** One change that is really made: quoted, committed, asked for many times, and undone where its terms allow it. */
export async function checkChange(
  probe: Probe,
  { account, other }: Accounts,
  what: "gift" | "plan",
  keyOf: (what: string) => string,
  change: Change,
): Promise<void> {
  const keyFor = (act: string) => keyOf(`${what}-${act}`);
  const before = await searchAccount(probe, account);
  const spare = await quote(probe, account, change);
  if (!before || !spare) return;
  if (!isDeepStrictEqual(await searchAccount(probe, account), before))
    probe.note(
      "A quote changes nothing.",
      `The account was another one after a quote for a ${what}.`,
    );
  const quoted = await quote(probe, account, change);
  if (!quoted) return;
  const body = { account, quote: quoted.quote };
  const refuse = (rule: string, path: string, refused: object, key?: string) =>
    probe
      .ask(path, refused, key === undefined ? {} : { key })
      .then((answer) => probe.expectStatus(rule, answer, [400, 422]));
  await refuse(
    "A change without an Idempotency-Key is refused.",
    paths.commit,
    body,
  );
  await refuse(
    "A quote of another account is refused.",
    paths.commit,
    { ...body, account: other },
    keyFor("other"),
  );
  await refuse(
    "A quote that there is not is refused.",
    paths.commit,
    { account, quote: "directo-verify-none" },
    keyFor("none"),
  );
  await refuse(
    "A change that was not made is not undone.",
    paths.undo,
    body,
    keyFor("early-undo"),
  );
  const key = keyFor("commit");
  if (!(await alter(probe, paths.commit, body, key, false))) return;
  const after = await searchAccount(probe, account);
  if (after && !isOn(after, change))
    probe.note(
      "What was changed is on the account.",
      `A ${what} was committed, and the account does not show it.`,
    );
  await refuse(
    "A quote is committed once, also under another key.",
    paths.commit,
    body,
    keyFor("again"),
  );
  await refuse(
    "A key that was used is refused for another quote.",
    paths.commit,
    { account, quote: spare.quote },
    key,
  );
  await checkList(probe, account, key, false);
  if (quoted.undoUntil === undefined) return;
  await refuse(
    "A change is not undone by another account.",
    paths.undo,
    { ...body, account: other },
    keyFor("undo-other"),
  );
  if (!(await alter(probe, paths.undo, body, keyFor("undo"), true))) return;
  await refuse(
    "A change is undone once, also under another key.",
    paths.undo,
    body,
    keyFor("undo-again"),
  );
  if (!isDeepStrictEqual(await searchAccount(probe, account), before))
    probe.note(
      "What was undone is gone, and what was there before is back.",
      `The account is not what it was before the ${what}.`,
    );
  await checkList(probe, account, key, true);
}

async function quote(probe: Probe, account: string, change: Change) {
  const found = probe.fits(
    "A quote answers account, change, currency, what it comes to a month and once, what it costs the company, and when it expires.",
    await probe.ask(paths.quote, { account, change }),
    foundQuote,
  );
  if (
    found &&
    (found.account !== account || !isDeepStrictEqual(found.change, change))
  )
    probe.note(
      "A quote is for what was asked.",
      `${JSON.stringify(change)} of ${account} was asked for, ${JSON.stringify(found.change)} of ${found.account} was answered.`,
    );
  return found;
}

/** Four times at the same instant and once more: a look before the write is not enough. Gives whether it was done. */
async function alter(
  probe: Probe,
  path: string,
  body: { readonly account: string; readonly quote: string },
  key: string,
  undone: boolean,
): Promise<boolean> {
  const once = () => probe.ask(path, body, { key });
  const answers = await Promise.all([once(), once(), once(), once()]);
  answers.push(await once());
  const what = undone ? "An undoing" : "A change";
  const said = answers.map((answer) =>
    probe.fits(
      `${what} answers account, quote and whether it is undone; repeated under its key, also at the same instant, it answers the same.`,
      answer,
      changed,
    ),
  );
  const right = { ...body, undone };
  const wrong = said.find((one) => one && !isDeepStrictEqual(one, right));
  if (wrong)
    probe.note(
      `${what} is of the quote that was asked for.`,
      `${JSON.stringify(right)} was expected, ${JSON.stringify(wrong)} was answered.`,
    );
  return said[0] !== undefined;
}

function isOn({ plan, entitlements }: FoundAccount, change: Change): boolean {
  return change.kind === "plan"
    ? plan?.id === change.plan
    : entitlements.some(({ id }) => id === change.gift);
}

async function checkList(
  probe: Probe,
  account: string,
  key: string,
  undone: boolean,
): Promise<void> {
  const answer = await probe.ask(paths.searchChanges, { account });
  // A system may keep its changes to itself.
  if (answer.status === 404) return;
  const listed = probe.fits(
    "The changes of an account are listed with key, quote, change, cost and whether they are undone.",
    answer,
    foundChanges,
  );
  const mine = listed?.changes.filter((one) => one.key === key);
  if (mine && (mine.length !== 1 || mine[0]?.undone !== undone))
    probe.note(
      "A change stands in the list once, under its key, and says whether it is undone.",
      `It stands there ${mine.length} times${mine[0] ? `, ${mine[0].undone ? "undone" : "not undone"}` : ""}.`,
    );
}
