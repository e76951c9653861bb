import type { Page } from "playwright-core";

/** Not whoever is called in the pictures: an open case would take them past the menu. */
const customer = "+12025550144";
/** Theirs is what was granted before. */
const account = "acme-1001";

/** Reason, area, outcome: what came of cases that are closed. */
const closed = [
  ["charged twice", "billing", "solved"],
  ["wrong amount", "billing", "compensated"],
  ["charged twice", "billing", "explained"],
  ["slow service", "network", "solved"],
  ["no service", "network", "not-solved"],
  ["late delivery", "delivery", "solved"],
] as const;

const open = [
  ["The second router never came, and I was charged for both.", 45],
  ["Nine days without internet; I work from home.", 180],
  ["Somebody was to ring me about the invoice.", 1_500],
] as const;

/** The reason, the area, and what it was worth in cents. */
const remedies = [
  ["charged twice", "billing", "The post of a router that never came", 1_250],
  ["no service", "network", "Nine days without service", 980],
  ["late delivery", "delivery", "A courier sent at once", 600],
] as const;

/** Cases that somebody promised: some are due, and some were closed with what came of them. */
export async function promiseCalls(page: Page): Promise<void> {
  const all = [
    ...closed.map((causes) => ["The bill of October", 60, causes] as const),
    ...open.map(([words, within]) => [words, within, undefined] as const),
  ];
  for (const [place, [words, within, causes]] of all.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- as a day goes
    const { id } = await send(page, "/desk/callbacks", {
      number: customer,
      language: "en",
      words,
      within,
    });
    if (!causes) continue;
    const [reason, area, outcome] = causes;
    // oxlint-disable-next-line no-await-in-loop -- the same
    await send(page, `/director/cases/${id}/close`, {
      key: `picture-${place}`,
      outcome,
      words: "It is settled.",
      reason,
      area,
    });
  }
}

/** What an agent granted within their powers. */
export async function grantRemedies(page: Page): Promise<void> {
  for (const [reason, area, words, amount] of remedies)
    // oxlint-disable-next-line no-await-in-loop -- the same
    await send(page, "/desk/decisions", {
      account,
      remedy: {
        kind: "another-remedy",
        words,
        value: { amount, currency: "USD" },
      },
      reason,
      area,
    });
}

function send(page: Page, path: string, body: object): Promise<{ id: string }> {
  return page.evaluate(
    async ([where, text]) => {
      const answer = await fetch(`/api/console${where}`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": crypto.randomUUID(),
        },
        body: text,
      });
      if (!answer.ok) throw new Error(`${where}: ${await answer.text()}`);
      return (await answer.json()) as { id: string };
    },
    [path, JSON.stringify(body)] as const,
  );
}
