/**
 * The one place that drives XState. A durable machine is never a running actor: each turn restores its snapshot, takes
 * one event and gives back the next snapshot with what the machine asks of the world. Pure: no clock, no ids, no
 * network; whatever a machine needs to know comes in with the event.
 */
import {
  createActor,
  initialTransition,
  type AnyActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
  type Snapshot,
} from "xstate";

import { isNothing } from "../flows/effects.js";

/** `at` is epoch ms, set by whoever delivers the event. */
export interface MachineEvent {
  readonly type: string;
  readonly at: number;
}

/** What a machine asks of the world: an action's type and its resolved params in one object. */
export interface RawEffect {
  readonly type: string;
}

export interface TimerChange {
  /** Delivered back as the type of the event when it is due. */
  readonly id: string;
  /** Epoch ms; `null` cancels. */
  readonly dueAt: number | null;
}

export interface Advanced {
  /** JSON-serialisable; give it back with the next event. */
  readonly snapshot: Snapshot<unknown>;
  readonly effects: readonly RawEffect[];
  readonly timers: readonly TimerChange[];
  /** `false`: the machine has no use for this event where it is now; nothing changed. */
  readonly accepted: boolean;
  /** The machine reached a final state. */
  readonly done: boolean;
}

/**
 * Takes one event. `snapshot` absent: the machine begins here, and its start state takes the event.
 * Throws what a guard, assign or effect of the machine throws, and when a machine cannot start.
 */
export function advance(
  machine: AnyStateMachine,
  snapshot: Snapshot<unknown> | undefined,
  event: MachineEvent,
): Advanced {
  const from =
    snapshot === undefined ? begin(machine) : restore(machine, snapshot);
  const [next, actions] = transition(machine, from, event);
  if (next.status === "error") throw asError(next.error);
  const effects: RawEffect[] = [];
  const timers: TimerChange[] = [];
  for (const action of actions as readonly Action[]) {
    const params = action.params ?? {};
    if (action.type === "xstate.raise")
      timers.push(startTimer(params, event.at));
    else if (action.type === "xstate.cancel")
      timers.push({ id: String(params["sendId"]), dueAt: null });
    else {
      const effect = { ...params, type: action.type };
      if (!isNothing(effect)) effects.push(effect);
    }
  }
  return {
    snapshot: persist(next),
    effects,
    timers,
    accepted: next !== from || actions.length > 0,
    done: next.status === "done",
  };
}

/** Where a machine is, as people read it: `welcome.asking`. */
export function whereIs(snapshot: Snapshot<unknown>): string {
  const parts: string[] = [];
  let value: unknown = (snapshot as { value?: unknown }).value;
  while (typeof value === "object" && value !== null) {
    const [name, inner] = Object.entries(value)[0] ?? [""];
    parts.push(name);
    value = inner;
  }
  if (typeof value === "string") parts.push(value);
  return parts.join(".");
}

interface Action {
  readonly type: string;
  readonly params?: Record<string, unknown>;
}

const starts = new WeakMap<AnyStateMachine, AnyMachineSnapshot>();

/** Where a machine begins never depends on the call: its context knows nothing yet. */
function begin(machine: AnyStateMachine): AnyMachineSnapshot {
  const known = starts.get(machine);
  if (known) return known;
  const [start] = initialTransition(machine, undefined);
  if (start.status === "error") throw asError(start.error);
  starts.set(machine, start);
  return start;
}

const scopes = new WeakMap<AnyStateMachine, AnyActorScope>();

/**
 * XState's own `transition`, which makes an actor and begins the machine anew on every call: here that is done once for each machine,
 * in a quarter of the time. A test sets the two against each other.
 */
export function transition(
  machine: AnyStateMachine,
  from: AnyMachineSnapshot,
  event: AnyEventObject,
): [AnyMachineSnapshot, ExecutableActionObject[]] {
  const scope = scopes.get(machine) ?? createScope(machine);
  scopes.set(machine, scope);
  const actions: ExecutableActionObject[] = [];
  scope.actionExecutor = (action) => void actions.push(action);
  return [machine.transition(from, event, scope), actions];
}

function createScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine);
  const nothing = () => undefined;
  return {
    self,
    system: self.system,
    id: "",
    sessionId: "",
    logger: nothing,
    defer: nothing,
    stopChild: nothing,
    emit: nothing,
    actionExecutor: nothing,
  };
}

/** What persisted snapshots were made of: one that never left this process need not be restored. */
const alive = new WeakMap<Snapshot<unknown>, AnyMachineSnapshot>();

// Contexts are JSON: XState need not look for actors in all of them.
function restore(
  machine: AnyStateMachine,
  snapshot: Snapshot<unknown>,
): AnyMachineSnapshot {
  const known = alive.get(snapshot);
  if (known?.machine === machine) return known;
  const { context } = snapshot as { context?: unknown };
  const bare = machine.restoreSnapshot(
    { ...snapshot, context: {} } as never,
    undefined as never,
  );
  return Object.assign(bare, { context });
}

/** As XState's own does it for machines without children and histories; a test sets the two against each other. */
function persist(snapshot: AnyMachineSnapshot): Snapshot<unknown> {
  const { status, output, error, value, historyValue, context } =
    snapshot as AnyMachineSnapshot & { readonly context: unknown };
  const persisted = {
    status,
    output,
    error,
    value,
    historyValue,
    context,
    children: {},
  } as Snapshot<unknown>;
  alive.set(persisted, snapshot);
  return persisted;
}

// XState hands a delayed transition over as a raise with an id; a restored snapshot never fires it by itself, so it
// becomes a timer of the store and comes back as an event whose type is that id.
function startTimer(params: Record<string, unknown>, at: number): TimerChange {
  const delay = params["delay"];
  if (typeof delay !== "number")
    throw new Error("A machine raised an event without a delay.");
  return { id: String(params["id"]), dueAt: at + delay };
}

function asError(cause: unknown): Error {
  return cause instanceof Error
    ? cause
    : new Error("The machine could not start.", { cause });
}
