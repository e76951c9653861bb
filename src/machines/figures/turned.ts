import type { Snapshot } from "xstate";
import type { MachineEvent } from "../advance.js";

/** A turn as a machine took it, for whoever counts. */
export interface Turned {
  /** The version of the machine's definition. */
  readonly version: string;
  /** Absent: the machine begins here. */
  readonly before: Snapshot<unknown> | undefined;
  readonly event: MachineEvent;
  readonly after: Snapshot<unknown>;
  /** What the machine's kind keeps beside the snapshot. */
  readonly record?: unknown;
}
