/**
 * The machines of disputes with an outbox and no store: every effect can be performed several times, later, or by a process that dies
 * right after. `tokens` says whether a message that comes twice is known again, as the store does; without it the machines stand alone.
 */
import { advance, type MachineEvent } from "../../../src/machines/advance.js";
import { budgetMachine, type Budget } from "../../../src/machines/budget.js";
import { entryId } from "../../../src/machines/chain.js";
import type {
  ClaimEvent,
  Register,
  RegisterEntry,
} from "../../../src/machines/claims/register.js";
import { createClaimsMachine } from "../../../src/machines/claims/index.js";
import { directoryMachine } from "../../../src/machines/directory.js";
import { figuresDocument } from "../../../src/machines/claims/invoice-figures.js";
import { invoiceMachine } from "../../../src/machines/claims/invoice.js";
import type { MachineEffect } from "../../../src/machines/effects.js";
import type { DisputePolicy } from "../../../src/machines/company/policy.js";

interface Entry {
  readonly id: string;
  readonly sender: string;
  readonly effect: MachineEffect;
}

interface Kept {
  readonly snapshot: Parameters<typeof advance>[1];
  readonly version: number;
  readonly timers: Map<string, number>;
}

export interface WorldOptions {
  readonly policy: DisputePolicy;
  readonly tokens: boolean;
  /** Charges that billing refuses for good. */
  readonly refused?: ReadonlySet<string>;
  /** Charges on no bill that could be corrected. */
  readonly unbilled?: ReadonlySet<string>;
  readonly startedAt?: number;
}

export type World = ReturnType<typeof createWorld>;

export function createWorld(options: WorldOptions) {
  const { policy, tokens, refused = new Set<string>() } = options;
  const { unbilled = new Set<string>() } = options;
  const kinds = new Map([
    ["claims", createClaimsMachine(new Map([[policy.policy, policy]]))],
    ["budget", budgetMachine],
    ["directory", directoryMachine],
    ["invoice", invoiceMachine],
  ]);
  const machines = new Map<string, Kept>();
  const used = new Set<string>();
  const outbox = new Map<string, Entry[]>();
  const settled: Entry[] = [];
  const documents = new Map<string, string>();
  /** What billing posted, by key. */
  const credits = new Map<
    string,
    { account: string; charge: string; amount: number }
  >();
  const answers: { call: string; charge: string; outcome: string }[] = [];
  const messages: string[] = [];
  let now = options.startedAt ?? Date.parse("2026-11-22T14:15:00Z");

  const deliver = (
    kind: string,
    id: string,
    token: string,
    event: MachineEvent,
  ): void => {
    const name = `${kind} ${id}`;
    if (kind === "call") {
      answers.push({ call: id, ...(event as unknown as Answer) });
      return;
    }
    if (tokens && used.has(`${name} ${token}`)) return;
    used.add(`${name} ${token}`);
    const machine = kinds.get(kind);
    if (!machine) throw new Error(`No machine ${kind}.`);
    const before = machines.get(name);
    const step = advance(machine, before?.snapshot, event);
    const version = (before?.version ?? 0) + 1;
    const timers = new Map(before?.timers);
    for (const { id: timer, dueAt } of step.timers)
      if (dueAt === null) timers.delete(timer);
      else timers.set(timer, dueAt);
    // As the store would: a snapshot that does not survive JSON shows here.
    const snapshot = JSON.parse(
      JSON.stringify(step.snapshot),
    ) as Kept["snapshot"];
    machines.set(name, { snapshot, version, timers });
    const entries = step.effects.map((effect, place) => ({
      id: `${name} ${version} ${place}`,
      sender: name,
      effect: JSON.parse(JSON.stringify(effect)) as MachineEffect,
    }));
    outbox.set(name, [...(outbox.get(name) ?? []), ...entries]);
  };

  const perform = ({ id, sender, effect }: Entry): void => {
    const answer = (
      event: { readonly type: string } & Record<string, unknown>,
    ) => {
      const [kind = "", ...rest] = sender.split(" ");
      deliver(kind, rest.join(" "), `${id}:answer`, { ...event, at: now });
    };
    switch (effect.type) {
      case "tell":
        deliver(effect.to.kind, effect.to.id, id, { ...effect.event, at: now });
        return;
      case "ring-leg":
      case "ask-may-ring":
      case "look-for-leg":
      case "end-leg":
      case "fetch-document":
      case "start-recording":
      case "stop-recording":
      case "copy-recording":
      case "delete-recording":
      case "remove-file":
        throw new Error("No claim has a telephone.");
      case "keep-document":
        documents.set(effect.id, effect.text);
        return;
      case "send-message":
        messages.push(effect.text);
        if (effect.receipt !== undefined)
          answer({ type: "message-sent", receipt: effect.receipt });
        return;
      case "post-credit": {
        const { account, key, charge, reservation } = effect;
        const about = { charge: charge.id, reservation };
        if (refused.has(charge.id)) {
          answer({ type: "credit-refused", ...about, reason: "No." });
          return;
        }
        credits.set(key, {
          account,
          charge: charge.id,
          amount: charge.amount.amount,
        });
        const total = { amount: 0, currency: charge.amount.currency };
        answer({ type: "credit-posted", ...about, total });
        return;
      }
      case "issue-invoice": {
        if (unbilled.has(effect.charge.id)) {
          answer({ type: "not-issued", reason: "no-bill" });
          return;
        }
        const { account, charge } = effect;
        const { amount, currency } = charge.amount;
        const figure = { charge: charge.id, amount };
        const figures = figuresDocument({
          account,
          bill: "F-1",
          charge: charge.id,
          currency,
          due: "2026-12-01",
          lines: [figure],
          credits: [figure],
          total: 0,
        });
        documents.set(figures.id, figures.text);
        const link = "https://line.example/invoices/x";
        const total = { amount: 0, currency };
        answer({
          type: "issued",
          invoice: figures.id,
          total,
          until: "2026-12-22",
          link,
        });
        return;
      }
      case "find-charges":
      case "look-up":
      case "post-decision":
      case "quote-change":
      case "commit-change":
      case "send-mail":
        return;
    }
  };

  const claimAt = (account: string, event: ClaimOnly): void =>
    deliver("claims", account, `claim ${event.call} ${event.charge.id}`, {
      type: "claim",
      at: now,
      policy: policy.policy,
      language: "en",
      ...event,
    } as MachineEvent);

  const senders = () =>
    [...outbox].filter(([, entries]) => entries.length > 0).map(([one]) => one);

  return {
    credits,
    answers,
    messages,
    documents,
    claim: (event: ClaimOnly) => claimAt(event.account, event),
    /** The same at another account's register. */
    misdeliver: (account: string, event: ClaimOnly) => claimAt(account, event),
    /** Performs the first effect of one machine so many times; without `settles` it stays, as if the process had died. */
    performOne(pick: number, times: number, settles: boolean): void {
      const waiting = senders();
      const sender = waiting[pick % Math.max(1, waiting.length)];
      const entries = sender === undefined ? undefined : outbox.get(sender);
      const [first] = entries ?? [];
      if (!entries || !first) return;
      for (let time = 0; time < times; time += 1) perform(first);
      if (times === 0 || !settles) return;
      settled.push(first);
      outbox.set(first.sender, outbox.get(first.sender)?.slice(1) ?? []);
    },
    /** A process that was thought dead performs what somebody else performed long ago. Only `tokens` protect from that. */
    performLate(pick: number): void {
      const late = settled[pick % Math.max(1, settled.length)];
      if (tokens && late) perform(late);
    },
    pass(ms: number): void {
      now += ms;
      for (const [name, { timers }] of machines)
        for (const [timer, dueAt] of timers)
          if (dueAt <= now) {
            const [kind = "", ...rest] = name.split(" ");
            deliver(kind, rest.join(" "), `timer ${timer} ${dueAt}`, {
              type: timer,
              at: now,
            });
          }
    },
    settleAll(): void {
      for (let left = senders(); left.length > 0; left = senders())
        this.performOne(0, 1, true);
    },
    /** Everything but what one account's register asked for: its billing does not answer. */
    settleOthers(account: string): void {
      const others = () =>
        senders().filter((one) => one !== `claims ${account}`);
      for (let left = others(); left.length > 0; left = others())
        this.performOne(senders().indexOf(left[0] ?? ""), 1, true);
    },
    registers: (): Register[] => contextsOf<Register>(machines, "claims "),
    budgets: (): Budget[] => contextsOf<Budget>(machines, "budget "),
    /** The entries of a register, newest first, each looked up by its hash. */
    entriesOf({ chain }: Register): RegisterEntry[] {
      const entries: RegisterEntry[] = [];
      for (let id = chain.head; id !== "";) {
        const text = documents.get(id);
        if (text === undefined || entryId(text) !== id)
          throw new Error(`${id} is not what it was.`);
        const entry = JSON.parse(text) as RegisterEntry & { previous: string };
        entries.push(entry);
        id = entry.previous;
      }
      return entries;
    },
  };
}

type ClaimOnly = Omit<ClaimEvent, "type" | "at" | "policy" | "language">;

interface Answer {
  readonly charge: string;
  readonly outcome: string;
}

function contextsOf<Context>(
  machines: ReadonlyMap<string, Kept>,
  prefix: string,
): Context[] {
  return [...machines]
    .filter(([name]) => name.startsWith(prefix))
    .map(
      ([, { snapshot }]) =>
        (snapshot as unknown as { context: Context }).context,
    );
}
