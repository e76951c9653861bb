import type { AnyStateMachine } from "xstate";
import type { LegEffect } from "../flows/effects.js";
import type { Advanced, MachineEvent } from "../machines/advance.js";
import type { MachineEffect } from "../machines/effects.js";
import type { Turned } from "../machines/figures/turned.js";
import type { MachineKey } from "../store/contract.js";
import type { MachineState } from "./turn.js";

/** An event as a machine took it. */
export interface Taken {
  readonly event: MachineEvent;
  readonly step: Advanced;
}

/** What the turn needs to know of one kind of durable machine. */
export interface MachineKind {
  /** The version that a machine beginning now with this event is on. */
  currentVersion(key: MachineKey, event: MachineEvent | undefined): string;
  /** The machine of that version. Throws when it is not to be found: then nothing can be decided. */
  machine(version: string): Promise<AnyStateMachine>;
  /** Renders a document for the machine's leg; absent: it has none. */
  document?(
    effects: readonly LegEffect[],
    turn: number,
    key: MachineKey,
  ): string;
  /**
   * Takes an event for a machine that may need, in the middle of it, what only the server knows; gives it as it was taken then. Absent: the event
   * says all.
   */
  takeAsking?(
    take: (event: MachineEvent) => Advanced,
    before: MachineState | undefined,
    event: MachineEvent,
  ): Promise<Taken>;
  /** What is kept beside the snapshot after an event: how long things took. `before` itself: nothing new. JSON. */
  record?(
    version: string,
    before: MachineState | undefined,
    event: MachineEvent,
    step: Advanced,
  ): Promise<unknown>;
  /** What other machines are told of a turn that was taken, committed with it. */
  tells?(turned: Turned): readonly MachineEffect[];
  /** Told of each committed turn, for metrics and logs only: it may be lost with the process, and never rejects. */
  observe?(key: MachineKey, before: unknown, next: MachineState): void;
  /** How long (ms) one is kept after its last turn, which was at `at` (epoch ms); absent or `undefined`: for good. */
  readonly retainMs?:
    | number
    | ((id: string, next: MachineState, at: number) => number | undefined);
}

export interface MachineKinds {
  of(kind: string): MachineKind;
}

/** What a commit says of how long the machine is kept. */
export function retentionOf(
  { retainMs: kept }: MachineKind,
  { id }: MachineKey,
  next: MachineState,
  at: number,
): { readonly retainMs?: number } {
  const retainMs = typeof kept === "function" ? kept(id, next, at) : kept;
  return retainMs === undefined ? {} : { retainMs };
}

/** One definition for all: claims and cases, whose rules of today hold for those of yesterday. */
export function fixedKind(machine: AnyStateMachine): MachineKind {
  return {
    currentVersion: () => "1",
    machine: () => Promise.resolve(machine),
  };
}

export function createMachineKinds(
  kinds: Readonly<Record<string, MachineKind>>,
): MachineKinds {
  const known = new Map(Object.entries(kinds));
  return {
    of: (name) => {
      const kind = known.get(name);
      if (!kind) throw new Error(`There is no machine of kind "${name}".`);
      return kind;
    },
  };
}

/** A kind whose machine goes by something of the company's files: by what is served now. */
export function kindUnder<Rules>(
  now: () => Rules,
  create: (rules: Rules) => AnyStateMachine,
): MachineKind {
  let rules = now();
  let kind = fixedKind(create(rules));
  return {
    ...kind,
    machine(version) {
      if (rules !== now()) {
        rules = now();
        kind = fixedKind(create(rules));
      }
      return kind.machine(version);
    },
  };
}
