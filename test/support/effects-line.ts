/** A line that performs any one effect with everything outside reached over HTTP, and may be killed on the way. */
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createMachine, type AnyStateMachine } from "xstate";
import { createHttpAccount } from "../../src/account/http-account.js";
import { createHttpBilling } from "../../src/billing/http-billing.js";
import { createLegs } from "../../src/carrier/twilio/legs.js";
import { createMessages } from "../../src/carrier/twilio/messages.js";
import { createRecordings } from "../../src/carrier/twilio/recordings.js";
import { createRest } from "../../src/carrier/twilio/rest.js";
import { openFiles, sealFiles } from "../../src/files/index.js";
import type { MachineEvent } from "../../src/machines/advance.js";
import type { MachineEffect } from "../../src/machines/effects.js";
import { reduce, type Step } from "../../src/machines/reduce.js";
import { createCrm } from "../../src/server/relay/crm.js";
import { readDataKeys } from "../../src/server/data-keys.js";
import { createLog } from "../../src/server/log.js";
import {
  createMachineKinds,
  fixedKind,
} from "../../src/server/machine-kinds.js";
import { createMail } from "../../src/server/relay/mail.js";
import { createPageLinks } from "../../src/server/pages/page-links.js";
import { createPerformer } from "../../src/server/relay/perform.js";
import { createRelay } from "../../src/server/relay/relay.js";
import { takeTurn, type TurnDeps } from "../../src/server/turn.js";
import type { OutboxEntry, Store } from "../../src/store/contract.js";

/** Where everything outside is; plain, so that another process can be told. */
export interface Outside {
  /** The time that stands still, epoch ms. */
  readonly now: number;
  readonly carrier: {
    readonly sid: string;
    readonly token: string;
    readonly apiUrl: string;
  };
  readonly line: string;
  readonly publicUrl: string;
  /** The company's: `/billing`, `/account`, `/crm` and `/look-up`. */
  readonly systems: string;
  readonly secret: string;
  readonly mail: string;
  /** Where `files` and `recordings` are kept. */
  readonly folder: string;
}

/** By the kind of the effect, which is also the id of the machine that asks for it. */
export type Asked = Readonly<Record<string, MachineEffect>>;

/** Where a process dies: before it does what was asked, before the answer is kept, before it is written down that it is done. */
export const stages = ["begun", "answered", "settled"] as const;
export type Stage = (typeof stages)[number];

interface Prober {
  readonly told: readonly string[];
  /** As a connection that has somebody rung. */
  readonly offer?: number;
  readonly person?: object;
}

/** Asks for one effect, and keeps what it is told. */
const prober = createMachine({
  id: "prober",
  context: { told: [] },
  on: { "*": { actions: reduce(takeAnything) } },
} as never) as AnyStateMachine;

function takeAnything(
  { told, ...context }: Prober,
  event: MachineEvent & { readonly effect?: MachineEffect },
): Step<Prober> {
  return event.effect
    ? {
        context: { told, offer: 1, person: {} },
        effects: [event.effect],
      }
    : { context: { ...context, told: [...told, event.type] }, effects: [] };
}

export function proberKey(id: string) {
  return { kind: "prober", id };
}

/** What a machine that asked for an effect was told, in order. */
export async function toldTo(store: Store, id: string): Promise<string[]> {
  const { machine } = await store.load(proberKey(id));
  const { snapshot } = JSON.parse(machine?.state ?? "{}") as {
    snapshot?: { context: Prober };
  };
  return [...(snapshot?.context.told ?? [])];
}

async function createEffects(store: Store, outside: Outside) {
  const turns: TurnDeps = {
    store,
    kinds: createMachineKinds({ prober: fixedKind(prober) }),
  };
  const { carrier, line, secret, systems, folder } = outside;
  const now = () => outside.now;
  const clock = { now, after: () => () => undefined };
  const rest = createRest(carrier);
  const system = (path: string) => ({ url: `${systems}${path}`, secret, now });
  const billing = createHttpBilling(system("/billing"));
  const perform = createPerformer({
    turns,
    clock,
    billing,
    accounts: createHttpAccount(system("/account")),
    lookUp: async (question) => {
      await fetch(`${systems}/look-up/${question.find}`, { method: "POST" });
      return { outcome: "found" };
    },
    policies: () => new Map(),
    invoices: {
      files: openFiles(undefined, join(folder, "files")),
      timeZone: () => "America/Bogota",
      publicUrl: () => outside.publicUrl,
      mails: true,
    },
    legs: createLegs(rest),
    recordings: createRecordings(rest),
    recordingFiles: sealFiles(
      openFiles(undefined, join(folder, "recordings")),
      (await readDataKeys(undefined, join(folder, "data-key"))).keys,
    ),
    keepRecordingsMs: 86_400_000,
    outbound: {
      mayReach: () => true,
      keepCall: () => Promise.resolve({ allowed: true }),
    },
    pace: () => Promise.resolve(),
    publicUrl: () => outside.publicUrl,
    sendMessage: createMessages(rest, line),
    sendMail: createMail(outside.mail, "line@example.com"),
    postDecision: createCrm(system("/crm")),
    links: createPageLinks(secret, () => outside.publicUrl),
  });
  return { turns, perform };
}

interface Process {
  readonly store: Store;
  readonly perform: (entry: OutboxEntry, again: boolean) => Promise<void>;
}

/** Started again after a kill, a server relays under the name that it had. */
async function relayFrom(startedAt: number, { store, perform }: Process) {
  const time = { now: startedAt };
  const relay = createRelay({
    store,
    clock: { now: () => time.now, after: () => () => undefined },
    log: createLog("silent"),
    owner: "the line",
    random: () => 0,
    perform,
    fire: () => Promise.resolve(),
    everyRound: () => Promise.resolve(),
  });
  await relay.start();
  return { relay, time };
}

/**
 * Asks for all of it and performs it; resolves when each effect has come as far as `stage`. From then on this line does nothing more, as
 * if it had been killed.
 */
export async function workUntil(
  stage: Stage,
  store: Store,
  outside: Outside,
  asked: Asked,
): Promise<void> {
  let isDead = false;
  const left = new Set(Object.keys(asked));
  let allCame: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (allCame = resolve));
  const end = (id: string): Promise<never> => {
    left.delete(id);
    isDead ||= left.size === 0;
    if (isDead) allCame();
    return new Promise(() => undefined);
  };
  const mortal = dieIn(store, (name, given) => {
    if (isDead) return end("");
    if (name === "settle") return end((given[1] as OutboxEntry).key.id);
    const { key, token } = (given[0] ?? {}) as Parameters<Store["commit"]>[0];
    if (name === "commit" && stage === "answered" && token.endsWith(":answer"))
      return end(key.id);
    return undefined;
  });
  const { turns, perform } = await createEffects(mortal, outside);
  const { time } = await relayFrom(outside.now - 60_000, {
    store: mortal,
    perform: (entry, again) =>
      stage === "begun" ? end(entry.key.id) : perform(entry, again),
  });
  time.now = outside.now;
  for (const [id, effect] of Object.entries(asked))
    await takeTurn(turns, {
      key: proberKey(id),
      token: "asked",
      event: { type: "asked", at: outside.now, effect } as MachineEvent,
      begins: true,
      asks: false,
    });
  await Promise.race([
    all,
    wait(20_000, undefined, { ref: false }).then(() => {
      throw new Error(`Never came so far: ${[...left].join(", ")}`);
    }),
  ]);
}

/** Starts again on the same store, and performs what the killed one left. Rejects with what went wrong. */
export async function workAgain(
  store: Store,
  outside: Outside,
): Promise<readonly string[]> {
  const { perform } = await createEffects(store, outside);
  const performed: string[] = [];
  const failures: unknown[] = [];
  const { relay } = await relayFrom(outside.now + 1_000, {
    store,
    perform: (entry, again) =>
      perform(entry, again).then(
        () => void performed.push(entry.key.id),
        (error: unknown) => {
          failures.push(error);
          throw error;
        },
      ),
  });
  await relay.idle();
  await relay.stop();
  if (failures.length > 0)
    throw new AggregateError(failures, failures.map(String).join("; "));
  return performed;
}

/** The store as a process sees it that may die at any call: `dies` then gives what never resolves. */
function dieIn(
  store: Store,
  dies: (name: string, given: unknown[]) => Promise<never> | undefined,
): Store {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== "function") return member;
      return (...given: unknown[]): unknown =>
        dies(String(name), given) ??
        (member as (...all: unknown[]) => unknown).apply(target, given);
    },
  });
}
