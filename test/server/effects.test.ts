/**
 * Every kind of effect, with the server killed on the way to having it done: what docs/operating.md says of doing it again is what the
 * other side sees.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Change } from "../../src/machines/account-terms.js";
import type { MachineEffect } from "../../src/machines/effects.js";
import { openStore } from "../../src/store/index.js";
import type { Store } from "../../src/store/contract.js";
import {
  proberKey,
  stages,
  toldTo,
  workAgain,
  workUntil,
  type Stage,
} from "../support/effects-line.js";
import { openOutside, type OpenedOutside } from "../support/effects-outside.js";

/** One kind of effect. */
interface Row<Effect> {
  /** Its row in the table of docs/operating.md. */
  readonly row: string;
  effect(outside: OpenedOutside): Promise<Effect> | Effect;
  /** What the machine is told of it, once. */
  readonly told?: string;
  /** What the other side did, each by the name that it knows it by: the same one however often. */
  done(outside: OpenedOutside, store: Store): Promise<readonly string[]>;
  /** How often it may be done, with what a killed server did; once unless it says more. */
  readonly atMost?: number;
}

const maria = "+12025550143";
const plan: Change = { kind: "plan", plan: "basic" };
const gift: Change = { kind: "gift", gift: "voucher" };
const money = (amount: number) => ({ amount, currency: "USD" });
const charge = (id: string, amount: number) => ({
  id,
  amount: money(amount),
  date: "2026-11-03",
  label: { en: "a charge" },
});
const asked =
  "a look-up, the charges, the bill of a corrected invoice, the price of a change, whether a number may be rung, whether a leg is over";
/** Each of two servers asks three times, when an answer takes too long. */
const askedInVain = 6;
const touched = "a recording is stopped, copied or removed";
const moved = "a leg is ended, or told to fetch its document";
const paid = "a credit, a change of plan, a gift";
const between = "what one machine tells another, and the answer of a look-up";

const kinds: {
  readonly [Type in MachineEffect["type"]]: Row<
    Extract<MachineEffect, { type: Type }>
  >;
} = {
  "ring-leg": {
    row: "a person's or a caller's phone is rung",
    effect: ({ line }) => ({
      type: "ring-leg",
      offer: 1,
      phone: "+12025550111",
      from: line,
      timeout: 20,
    }),
    told: "leg-placed",
    done: ({ list }) => list("/Calls.json?To=%2B12025550111", "calls"),
  },
  "ask-may-ring": {
    row: asked,
    effect: () => ({ type: "ask-may-ring", number: maria }),
    told: "may-ring",
    done: async () => ["nobody outside is asked"],
  },
  "end-leg": {
    row: moved,
    effect: async ({ leg }) => ({ type: "end-leg", leg: await leg() }),
    done: ({ list }) => list("/Calls.json?Status=completed", "calls"),
  },
  "look-for-leg": {
    row: asked,
    effect: async ({ leg }) => ({ type: "look-for-leg", leg: await leg() }),
    done: async () => ["nothing outside is changed"],
  },
  "fetch-document": {
    row: moved,
    effect: async ({ leg }) => ({ type: "fetch-document", leg: await leg() }),
    done: async ({ fetchedDocuments }) => fetchedDocuments(),
    atMost: 2,
  },
  "find-charges": {
    row: asked,
    effect: () => ({
      type: "find-charges",
      number: maria,
      grade: "attested",
      policy: "small-disputes",
    }),
    told: "charges-found",
    done: async ({ asked: of }) => of("/billing/charges/search"),
    atMost: askedInVain,
  },
  "look-up": {
    row: asked,
    effect: () => ({
      type: "look-up",
      connection: "orders",
      find: "order",
      request: 1,
      values: {},
    }),
    told: "look-up-answered",
    done: async ({ asked: of }) => of("/look-up/order"),
    atMost: askedInVain,
  },
  "send-message": {
    row: "a text message",
    effect: () => ({
      type: "send-message",
      to: maria,
      text: "Case 48291377 is open.",
      receipt: "1",
    }),
    told: "message-sent",
    done: ({ list }) => list("/Messages.json", "messages"),
  },
  "post-credit": {
    row: paid,
    effect: () => ({
      type: "post-credit",
      account: "a-1",
      charge: charge("ld-1", 210),
      key: "a-1:ld-1:credit",
    }),
    told: "credit-posted",
    done: ({ credits }) => credits("ld-1"),
  },
  tell: {
    row: between,
    effect: () => ({
      type: "tell",
      to: proberKey("told"),
      event: { type: "somebody-waits" },
    }),
    done: (_outside, store) => toldTo(store, "told"),
  },
  "send-mail": {
    row: "a mail",
    effect: () => ({
      type: "send-mail",
      to: "maria@example.com",
      subject: "Your case",
      text: "It is open.",
    }),
    done: async ({ mailIds }) => mailIds(),
    atMost: 2,
  },
  "issue-invoice": {
    row: asked,
    effect: async ({ credit }) => {
      await credit("late-1", 90);
      return {
        type: "issue-invoice",
        account: "a-1",
        charge: charge("late-1", 90),
        language: "en",
      };
    },
    told: "issued",
    done: async ({ address: { folder } }) =>
      (await readdir(join(folder, "files"))).map(() => "a drawing"),
    atMost: askedInVain,
  },
  "quote-change": {
    row: asked,
    effect: () => ({
      type: "quote-change",
      decision: "1",
      account: "a-1",
      change: plan,
    }),
    told: "change-quoted",
    done: async ({ asked: of }) => of("/account/quotes"),
    atMost: askedInVain,
  },
  "commit-change": {
    row: paid,
    effect: async ({ quote }) => ({
      type: "commit-change",
      decision: "1",
      account: "a-2",
      quote: await quote("a-2", gift),
      key: "a-2:1",
    }),
    told: "change-done",
    done: ({ changes }) => changes("a-2"),
  },
  "start-recording": {
    row: "a recording is begun",
    effect: async ({ leg }) => ({
      type: "start-recording",
      leg: await leg("started"),
    }),
    told: "recording-started",
    done: async ({ leg, list }) =>
      list(`/Calls/${await leg("started")}/Recordings.json`, "recordings"),
  },
  "stop-recording": {
    row: touched,
    effect: async ({ leg, recording }) => ({
      type: "stop-recording",
      leg: await leg("stopped"),
      recording: await recording("stopped"),
    }),
    done: async ({ list, leg }) => {
      const path = `/Calls/${await leg("stopped")}/Recordings.json`;
      return list(path, "recordings", "completed");
    },
  },
  "copy-recording": {
    row: touched,
    effect: async ({ recording }) => ({
      type: "copy-recording",
      recording: await recording("copied", "over"),
    }),
    told: "copied",
    done: async ({ address: { folder }, keptBefore }) =>
      (await readdir(join(folder, "recordings")))
        .filter((name) => name !== keptBefore.name)
        .map(() => "a copy"),
    atMost: 2,
  },
  "delete-recording": {
    row: touched,
    effect: async ({ recording }) => ({
      type: "delete-recording",
      recording: await recording("deleted", "over"),
    }),
    told: "deleted",
    done: async ({ list, leg }) =>
      (
        await list(
          `/Calls/${await leg("deleted")}/Recordings.json`,
          "recordings",
        )
      ).length > 0
        ? []
        : ["gone"],
  },
  "remove-file": {
    row: touched,
    effect: ({ keptBefore }) => ({
      type: "remove-file",
      file: keptBefore.name,
    }),
    done: async ({ address: { folder }, keptBefore }) =>
      (await readdir(join(folder, "recordings"))).includes(keptBefore.name)
        ? []
        : ["gone"],
  },
  "post-decision": {
    row: "a decision told to `CRM_URL`",
    effect: () => ({
      type: "post-decision",
      id: "d-1",
      text: JSON.stringify({ at: 0, granted: "a credit" }),
    }),
    done: async ({ decisionKeys }) => decisionKeys(),
    atMost: 2,
  },
  "keep-document": {
    row: "an entry of a book is kept",
    effect: () => ({ type: "keep-document", id: "e-1", text: "an entry" }),
    done: async (_outside, store) =>
      [await store.getDocument("e-1")].filter((text) => text !== undefined),
  },
};

let folder: string;
let outside: OpenedOutside;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "directo-effects-"));
  outside = await openOutside(folder);
});
afterEach(async () => {
  await outside.close();
  await rm(folder, { recursive: true, force: true });
});

async function askForAll(): Promise<Record<string, MachineEffect>> {
  const effects: Record<string, MachineEffect> = {};
  for (const [type, kind] of Object.entries(kinds))
    effects[type] = await kind.effect(outside);
  return effects;
}

/** What the table says of each kind, and what was done. */
async function compare(store: Store) {
  await outside.settle();
  const said: Record<string, unknown> = {};
  const seen: Record<string, unknown> = {};
  for (const [type, kind] of Object.entries(kinds)) {
    const names = await kind.done(outside, store);
    const { atMost = 1 } = kind;
    const [name] = names;
    said[type] = { told: kind.told ? [kind.told] : [], done: "once" };
    const isRight =
      names.length >= 1 &&
      names.length <= atMost &&
      names.every((one) => one === name);
    seen[type] = {
      told: await toldTo(store, type),
      done: isRight ? "once" : names,
    };
  }
  return { said, seen };
}

async function expectAsSaid(store: Store): Promise<void> {
  expect((await workAgain(store, outside.address)).toSorted()).toEqual(
    Object.keys(kinds).toSorted(),
  );
  const { said, seen } = await compare(store);
  expect(seen).toEqual(said);
  for (let partition = 0; partition < store.partitions; partition += 1)
    expect(await store.pending(partition, 1)).toEqual([]);
}

const homes = process.env["LONG"]
  ? ["the embedded store", "Redis"]
  : ["the embedded store"];

describe.each(homes)("each kind of effect, on %s", (home) => {
  const open = () =>
    openStore({
      dataDir: folder,
      redisUrl: home === "Redis" ? process.env["TEST_REDIS_URL"] : undefined,
      prefix: `effects-${Math.random().toString(36).slice(2)}`,
    });

  it.each(stages)(
    "is done, and as often as is written, by a server that died when it was %s",
    async (stage) => {
      const store = await open();
      try {
        await workUntil(stage, store, outside.address, await askForAll());
        await expectAsSaid(store);
      } finally {
        await store.close();
      }
    },
  );
});

if (process.env["LONG"])
  it.each(stages)(
    "each kind of effect is done, and as often as is written, after a process was killed when it was %s",
    async (stage) => {
      await killProcess(stage, await askForAll());
      const store = await openStore({ dataDir: folder, prefix: "effects" });
      try {
        await expectAsSaid(store);
      } finally {
        await store.close();
      }
    },
  );

async function killProcess(
  stage: Stage,
  effects: Record<string, MachineEffect>,
): Promise<void> {
  const told = JSON.stringify({ stage, address: outside.address, effects });
  const child = fork("test/support/effects-process.ts", [told], {
    execArgv: ["--import", "./test/support/run-typescript.mjs"],
  });
  const [, signal] = (await once(child, "exit")) as [unknown, string];
  expect(signal).toBe("SIGKILL");
}

it("the page about operating has a row for each kind of effect, and none for another", async () => {
  const page = await readFile("docs/operating.md", "utf8");
  const [, table = ""] =
    /\| effect \| when it is done again \|\n[^\n]*\n((?:\|.*\n)+)/.exec(page) ??
    [];
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.split("|")[1]?.trim());
  expect(rows.toSorted()).toEqual(
    [...new Set(Object.values(kinds).map(({ row }) => row))].toSorted(),
  );
});
