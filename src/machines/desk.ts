/**
 * The desk at which somebody sits, by the id of the person: whether it still gives a sign of life.
 *
 *     closed ── a sign of life ──► open ── none for a minute ──► closed
 *
 * The queue hears of both, and nothing in between, so that a hundred desks cost the one queue nothing. A desk that died (the browser is
 * closed, the machine asleep) makes its person away: nobody's call is offered to an empty chair.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import type { MachineEffect, Told } from "./effects.js";
import { lineQueue, type QueueEvent } from "./queue/events.js";
import { reduce } from "./reduce.js";

/** ms without a sign of life after which a desk counts as closed: two of three that come each 20 s may get lost. */
export const deskSilentMs = 60_000;

/** A sign of life. */
export interface DeskBeat {
  readonly type: "beat";
  readonly at: number;
  readonly person: string;
}

interface Desk {
  readonly person?: string;
  /** Epoch ms of the last sign of life. */
  readonly beat?: number;
}

const tellQueue = (event: Told<QueueEvent>): MachineEffect => ({
  type: "tell",
  to: lineQueue,
  event,
});

const remember = ({ at, person }: DeskBeat): Desk => ({ person, beat: at });

export const deskMachine: AnyStateMachine = createMachine({
  id: "desk",
  context: {},
  initial: "closed",
  states: {
    closed: {
      on: {
        beat: {
          target: "open",
          actions: reduce<Desk>((_desk, event: DeskBeat) => ({
            context: remember(event),
            effects: [
              tellQueue({
                type: "desk-opened",
                person: event.person,
                beat: event.at,
              }),
            ],
          })),
        },
      },
    },
    open: {
      on: {
        beat: {
          target: "open",
          reenter: true,
          actions: reduce<Desk>((_desk, event: DeskBeat) => ({
            context: remember(event),
            effects: [],
          })),
        },
      },
      after: {
        [deskSilentMs]: {
          target: "closed",
          actions: reduce<Desk>(({ person = "", beat = 0 }) => ({
            context: {},
            effects: [tellQueue({ type: "desk-silent", person, beat })],
          })),
        },
      },
    },
  },
} as never) as AnyStateMachine;
