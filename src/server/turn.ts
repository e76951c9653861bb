/**
 * The turn: load, step, commit, reply. Every event of every durable machine (a webhook, a timer, another machine's message)
 * goes through `takeTurn`; the sequence is written here and nowhere else.
 */
import type { Snapshot } from "xstate";
import { isLegEffect, type LegEffect } from "../flows/effects.js";
import {
  advance,
  type Advanced,
  type MachineEvent,
} from "../machines/advance.js";
import type { MachineEffect } from "../machines/effects.js";
import type { Turned } from "../machines/figures/turned.js";
import type {
  Loaded,
  LoadResult,
  MachineKey,
  Store,
} from "../store/contract.js";
import {
  retentionOf,
  type MachineKind,
  type MachineKinds,
} from "./machine-kinds.js";

/** What is stored of a machine: its snapshot, and what a snapshot does not carry. */
export interface MachineState {
  /** The version of the machine's definition; a call stays on the one that it began with. */
  readonly version: string;
  /** How many documents its leg was given; action URLs carry it. */
  readonly turn: number;
  /** The token whose reply is the document that the leg is on now; empty text: it was given none. */
  readonly last: string;
  readonly snapshot: Snapshot<unknown>;
  /** The leg that asked for a document last, where the machine is not named after it. */
  readonly leg?: string;
  /** What its kind keeps beside the snapshot. */
  readonly record?: unknown;
}

export interface Turn {
  readonly key: MachineKey;
  readonly token: string;
  /** A promise of it is waited for while the machine is loaded. */
  readonly event: MachineEvent | Promise<MachineEvent>;
  /** The number on the action URL; a smaller one than the call's is a late post, answered with the current document. */
  readonly turn?: number;
  /** `false`: this event cannot begin a machine. */
  readonly begins: boolean;
  /** The machine is hardly ever there yet: it is not looked for first, and the commit tells when it was. */
  readonly isNew?: boolean;
  /** The machine's leg waits for a document. When it does not and the machine speaks to it, the carrier is told to fetch what it says. */
  readonly asks: boolean;
  /** The leg that asks; absent: the one that the machine is named after. */
  readonly leg?: string;
}

export interface TurnResult {
  /**
   * `moved`: committed now. `repeated`: the token was used before. `superseded`: the leg is on a later document. `ignored`:
   * the machine has no use for the event. `unknown`: there is no such machine.
   */
  readonly outcome: "moved" | "repeated" | "superseded" | "ignored" | "unknown";
  readonly reply: string;
  readonly state?: MachineState;
}

/** Somebody else committed first this often in a row: not weather any more. */
export const mostConflicts = 20;

export interface TurnDeps {
  readonly store: Store;
  readonly kinds: MachineKinds;
  /** Told of each committed turn, for whoever watches: it never waits and never throws. */
  committed?(
    key: MachineKey,
    before: MachineState | undefined,
    next: MachineState,
  ): void;
}

/**
 * Takes one turn, on what this process saw last of the machine where it can: the commit tells when somebody went on from there, and what they
 * left. Throws `StoreUnavailable`, and what a machine or its document throws; nothing is committed then.
 */
export async function takeTurn(
  deps: TurnDeps,
  turn: Turn,
): Promise<TurnResult> {
  const { store } = deps;
  const { key, token } = turn;
  let mayRecall = true;
  for (let attempt = 0; attempt < mostConflicts; attempt += 1) {
    const recent = mayRecall ? store.recent(key) : undefined;
    const guessed = recent
      ? { machine: recent }
      : turn.isNew && attempt === 0
        ? {}
        : undefined;
    const [loaded, event] = await Promise.all([
      guessed ?? store.load(key, token),
      turn.event,
    ]);
    const result = await tryTurn(deps, { ...turn, event }, loaded, !guessed);
    if (typeof result === "object") return result;
    mayRecall = result === "conflict";
  }
  throw new Error(
    `${key.kind} ${key.id}: ${mostConflicts} conflicts in a row for ${token}.`,
  );
}

type SureTurn = Turn & { readonly event: MachineEvent };

/** `conflict`: somebody else committed first. `unsure`: nothing to commit, by a state of which it is not `sure` that it is the newest. */
async function tryTurn(
  deps: TurnDeps,
  turn: SureTurn,
  { machine, reply: earlier }: LoadResult,
  sure: boolean,
): Promise<TurnResult | "conflict" | "unsure"> {
  const { store, kinds } = deps;
  const { key, token } = turn;
  const state = machine && stateIn(machine);
  if (earlier !== undefined)
    return { outcome: "repeated", reply: earlier, ...(state && { state }) };
  if (!state && !turn.begins) return { outcome: "unknown", reply: "" };
  if (state && turn.turn !== undefined && turn.turn !== state.turn)
    return sure ? onOlder(store, key, state, "superseded") : "unsure";
  const kind = kinds.of(key.kind);
  const version = state?.version ?? kind.currentVersion(key, turn.event);
  const definition = await kind.machine(version);
  const take = (event: MachineEvent): Advanced =>
    advance(definition, state?.snapshot, event);
  const { event, step } = kind.takeAsking
    ? await kind.takeAsking(take, state, turn.event)
    : { event: turn.event, step: take(turn.event) };
  const record = await kind.record?.(version, state, event, step);
  const next = nextState(state, version, turn, step, record);
  const ignored = state !== undefined && !step.accepted;
  // A timer that nobody waits for any more still has to go.
  if (ignored && !isTimer(event) && record === state.record)
    return sure ? onOlder(store, key, state, "ignored") : "unsure";
  const reply = documentOf(kind, step, next, key);
  const told = ignored
    ? []
    : toldOf(kind, {
        version,
        before: state?.snapshot,
        event,
        after: step.snapshot,
        record,
      });
  const text = JSON.stringify(next);
  const result = await store.commit({
    key,
    expected: machine?.version ?? 0,
    token,
    state: text,
    reply,
    effects: [...effectsOf(turn, step, reply, next), ...told],
    timers: withoutFired(step.timers, event),
    at: event.at,
    ...retentionOf(kind, key, next, event.at),
  });
  switch (result.outcome) {
    case "committed":
      keepState(store, key, text, next);
      kind.observe?.(key, state?.record, next);
      if (!ignored) deps.committed?.(key, state, next);
      return ignored
        ? onOlder(store, key, state, "ignored")
        : { outcome: "moved", reply, state: next };
    case "duplicate":
      return { outcome: "repeated", reply: result.reply, state: next };
    case "conflict":
      return "conflict";
  }
}

/** The event moves nothing: the leg stays on the document that it has. */
async function onOlder(
  store: Store,
  key: MachineKey,
  state: MachineState,
  outcome: "superseded" | "ignored",
): Promise<TurnResult> {
  return { outcome, reply: await lastReply(store, key, state), state };
}

function isTimer({ type }: MachineEvent): boolean {
  return type.startsWith("xstate.");
}

/** What the texts that this process wrote last were made of: they need not be read. Nobody changes a state. */
const states = new WeakMap<Loaded, MachineState>();

export function stateIn(machine: Loaded): MachineState {
  return states.get(machine) ?? readState(machine.state);
}

/** `text` was committed as `state`; another turn may have been taken since. */
export function keepState(
  store: Store,
  key: MachineKey,
  text: string,
  state: MachineState,
): void {
  const recent = store.recent(key);
  if (recent?.state === text) states.set(recent, state);
}

export function readState(text: string): MachineState {
  return JSON.parse(text) as MachineState;
}

/** The document that a machine's leg is on; empty text when it has none. */
export async function lastReply(
  store: Store,
  key: MachineKey,
  state: MachineState,
): Promise<string> {
  if (state.last === "") return "";
  return (await store.load(key, state.last)).reply ?? "";
}

/** A call is named after its leg; other machines know theirs. One that speaks and has forgotten it is heard by whoever listened last. */
function fetchDocument(
  { kind }: MachineKey,
  { snapshot, leg: last }: MachineState,
): MachineEffect {
  if (kind === "call") return { type: "fetch-document" };
  const { context } = snapshot as { context?: { leg?: string } };
  const leg = context?.leg;
  return leg === undefined
    ? {
        type: "fetch-document",
        ...(last !== undefined && { leg: last }),
        forgotten: true,
      }
    : { type: "fetch-document", leg };
}

function nextState(
  state: MachineState | undefined,
  version: string,
  { token, leg = state?.leg }: Turn,
  step: Advanced,
  record: unknown,
): MachineState {
  const speaks = step.effects.some(isLegEffect);
  return {
    version,
    turn: (state?.turn ?? 0) + (speaks ? 1 : 0),
    last: speaks ? token : (state?.last ?? ""),
    snapshot: step.snapshot,
    ...(leg !== undefined && { leg }),
    ...(record !== undefined && { record }),
  };
}

function effectsOf(
  { asks, key }: Turn,
  { effects }: Advanced,
  reply: string,
  next: MachineState,
): readonly string[] {
  return [
    ...effects.filter((effect) => !isLegEffect(effect)),
    // The leg is on an older document and does not ask: the carrier is told to let it ask.
    ...(!asks && reply !== "" ? [fetchDocument(key, next)] : []),
  ].map((effect) => JSON.stringify(effect));
}

/** What others are told of the turn, as the outbox keeps it. */
export function toldOf(kind: MachineKind, turned: Turned): readonly string[] {
  return (kind.tells?.(turned) ?? []).map((effect) => JSON.stringify(effect));
}

function documentOf(
  kind: MachineKind,
  { effects }: Advanced,
  { turn }: MachineState,
  key: MachineKey,
): string {
  const said: LegEffect[] = effects.filter(isLegEffect);
  if (said.length === 0) return "";
  if (!kind.document)
    throw new Error(`A ${key.kind} has no telephone leg to speak to.`);
  return kind.document(said, turn, key);
}

// The timer that just fired is gone by being delivered, whether or not the machine left the state that set it.
function withoutFired(
  timers: Advanced["timers"],
  event: MachineEvent,
): Advanced["timers"] {
  if (!isTimer(event)) return timers;
  return timers.some(({ id }) => id === event.type)
    ? timers
    : [...timers, { id: event.type, dueAt: null }];
}
