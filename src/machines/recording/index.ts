/**
 * A recording of a caller's yes (C18), by the life that it has.
 *
 *     new ── wanted ──► starting ──► running ── heard ──► ending ── completed ──► copying ──► deleting ──► kept ── its time ──► over
 *                          │            └── completed ──► asked ── heard ──────────┘  │
 *                          └── refused ──► over                       a no, nothing ──┴► deleting ──► over
 *
 * *Running*: the carrier records the caller's leg, and the question is asked. A yes counts once the carrier says that the recording is complete,
 * and not before; whoever asked is told once, `consented` or `not-consented`. *Copying*: the sound goes, encrypted, to the line's own files, and is
 * deleted at the carrier after that. What is no yes is deleted at once. *Kept*: until its time is over.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect } from "../effects.js";
import { inTurn, reduce, type Step } from "../reduce.js";
import {
  noRecording,
  type NoYes,
  type Recording,
  type RecordingEvent,
} from "./events.js";

/** The carrier has begun by then, or the caller is not kept waiting for it, ms. */
const startingMs = 8_000;
/** The question, twice, and its answers, ms. */
const runningMs = 180_000;
/** A recording that is not complete by then is none, ms. */
const endingMs = 300_000;

interface Args {
  readonly context: Recording;
  readonly event: RecordingEvent;
}
type Take = (context: Recording, event: RecordingEvent) => Step<Recording>;

const does = (...takes: readonly Take[]) => [
  reduce<Recording>(inTurn(...takes)),
];
const asking =
  (effects: (context: Recording) => readonly MachineEffect[]): Take =>
  (context) => ({ context, effects: effects(context) });

const remember: Take = (context, event) => ({
  context: event.type === "wanted" ? { ...context, wanted: event } : context,
  effects: [],
});
const withCarriers: Take = (context, event) => ({
  context:
    event.type === "recording-started"
      ? { ...context, carriers: event.recording }
      : context,
  effects: [],
});
const withHeard: Take = (context, event) => ({
  context:
    event.type === "heard"
      ? {
          ...context,
          heard: { at: event.at, ...(event.said && { said: event.said }) },
        }
      : context,
  effects: [],
});
const withSeconds: Take = (context, event) => ({
  context:
    event.type === "completed"
      ? { ...context, seconds: event.seconds }
      : context,
  effects: [],
});
const withFile: Take = (context, event) => ({
  context: event.type === "copied" ? { ...context, file: event.file } : context,
  effects: [],
});
const start = asking(({ wanted }) =>
  wanted ? [{ type: "start-recording", leg: wanted.leg }] : [],
);
const stop = asking(({ wanted, carriers }) =>
  wanted && carriers !== undefined
    ? [{ type: "stop-recording", leg: wanted.leg, recording: carriers }]
    : [],
);
const copy = asking(({ carriers }) =>
  carriers === undefined
    ? []
    : [{ type: "copy-recording", recording: carriers }],
);
const remove = asking(({ carriers }) =>
  carriers === undefined
    ? []
    : [{ type: "delete-recording", recording: carriers }],
);
const removeFile: Take = ({ file, ...context }) => ({
  context,
  effects: file === undefined ? [] : [{ type: "remove-file", file }],
});
/** The question may be asked, or not. */
const tellAsker = (type: "recording-started" | "recording-refused") =>
  asking(({ wanted }) =>
    wanted ? [{ type: "tell", to: wanted.by, event: { type } }] : [],
  );
const consented = asking(({ wanted, heard, seconds }) =>
  wanted && heard?.said
    ? [
        {
          type: "tell",
          to: wanted.for,
          event: {
            type: "consented",
            decision: wanted.decision,
            said: heard.said,
            answeredAt: heard.at,
            ...(seconds !== undefined && { seconds }),
          },
        },
      ]
    : [],
);
/** `why`: unless the caller said no. */
const notConsented = (why: NoYes = "no-answer") =>
  asking(({ wanted, heard }) =>
    wanted
      ? [
          {
            type: "tell",
            to: wanted.for,
            event: {
              type: "not-consented",
              decision: wanted.decision,
              why: heard?.said?.answer === "no" ? "said-no" : why,
              saidYes: heard?.said?.answer === "yes",
            },
          },
        ]
      : [],
  );

const isYes = ({ context }: Args): boolean =>
  context.heard?.said?.answer === "yes";

/** Complete, and answered. */
const settled = [
  { guard: isYes, target: "copying", actions: does(consented, copy) },
  { target: "deleting", actions: does(notConsented(), remove) },
];
const failed = {
  target: "deleting",
  actions: does(notConsented("not-recorded"), remove),
};

export function createRecordingMachine(keptMs: number): AnyStateMachine {
  return createMachine({
    id: "recording",
    context: noRecording,
    initial: "new",
    states: {
      new: {
        on: { wanted: { target: "starting", actions: does(remember, start) } },
      },
      starting: {
        on: {
          "recording-started": {
            target: "running",
            actions: does(withCarriers, tellAsker("recording-started")),
          },
          "recording-refused": {
            target: "over",
            actions: does(
              notConsented("not-recorded"),
              tellAsker("recording-refused"),
            ),
          },
          heard: {
            target: "given-up",
            actions: does(withHeard, notConsented()),
          },
        },
        after: {
          [startingMs]: {
            target: "given-up",
            actions: does(
              notConsented("not-recorded"),
              tellAsker("recording-refused"),
            ),
          },
        },
      },
      // Nobody waits for it any more: what the carrier began all the same is ended.
      "given-up": {
        on: {
          "recording-started": {
            target: "unwanted",
            actions: does(withCarriers, stop),
          },
          "recording-refused": "over",
        },
      },
      unwanted: {
        on: {
          completed: { target: "deleting", actions: does(remove) },
          absent: { target: "deleting", actions: does(remove) },
        },
        after: { [endingMs]: { target: "deleting", actions: does(remove) } },
      },
      running: {
        on: {
          heard: { target: "ending", actions: does(withHeard, stop) },
          // The call is over; what was answered may come yet.
          completed: { target: "complete", actions: does(withSeconds) },
          absent: failed,
        },
        after: { [runningMs]: { target: "ending", actions: does(stop) } },
      },
      complete: {
        on: {
          heard: settled.map((way) => ({
            ...way,
            actions: [...does(withHeard), ...way.actions],
            guard: ({ event }: Args) =>
              !("guard" in way) ||
              (event.type === "heard" && event.said?.answer === "yes"),
          })),
        },
        after: {
          [runningMs]: {
            target: "deleting",
            actions: does(notConsented(), remove),
          },
        },
      },
      ending: {
        on: {
          completed: settled.map((way) => ({
            ...way,
            actions: [...does(withSeconds), ...way.actions],
          })),
          absent: failed,
        },
        after: { [endingMs]: failed },
      },
      copying: {
        on: {
          copied: { target: "clearing", actions: does(withFile, remove) },
        },
      },
      clearing: { on: { deleted: "kept" } },
      kept: {
        after: { [keptMs]: { target: "over", actions: does(removeFile) } },
      },
      deleting: { on: { deleted: "over" } },
      over: {},
    },
  } as never) as AnyStateMachine;
}
