/** How far the line has looked through what the carrier recorded while no server answered: shared by all servers, and it outlives them. */
import { createMachine, type AnyStateMachine } from "xstate";
import { reduce } from "./reduce.js";

export interface RecordingsSeen {
  /** All that began before then (epoch ms) was looked at; 0: nobody looked yet. */
  readonly until: number;
  /** When that was, epoch ms. */
  readonly at: number;
}

export interface Looked {
  readonly type: "looked";
  readonly at: number;
  readonly until: number;
}

export const recordingsSeen = { kind: "recordings-seen", id: "line" } as const;

export const nothingSeen: RecordingsSeen = { until: 0, at: 0 };

/** Whoever was slower than another server takes nothing back. */
export const recordingsSeenMachine: AnyStateMachine = createMachine({
  id: "recordings-seen",
  context: nothingSeen,
  on: {
    looked: {
      actions: reduce<RecordingsSeen>((seen, { at, until }: Looked) => ({
        context: {
          at: Math.max(seen.at, at),
          until: Math.max(seen.until, until),
        },
        effects: [],
      })),
    },
  },
} as never) as AnyStateMachine;
