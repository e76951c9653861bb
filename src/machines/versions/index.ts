/**
 * What callers get: the versions of the line, which of them is live, and which one, if any, a share of the calls gets to try it.
 * A version is all flows of the line together with its people and policies, kept for good under the hash of their texts. Files that are
 * read for the first time become a version, and so does a draft that is published; going back takes an older one, and makes no new one. Whoever changes what is
 * live says what they saw as live: over something newer nothing is changed.
 */
import { createMachine, type AnyStateMachine } from "xstate";
import { tellAudit } from "../audit.js";
import type { MachineEffect } from "../effects.js";
import { reduce, type Step } from "../reduce.js";
import {
  noVersions,
  type Filed,
  type LineVersions,
  type Published,
  type PutBack,
  type Somebody,
  type TextsForgotten,
  type TrialEnded,
  type TrialFailed,
  type TrialKept,
} from "./events.js";

const mostVersions = 300;

/** Whose deed it is when the line itself does it. */
const byLine: Somebody = { id: "line", name: "line" };

interface Given<Event> {
  readonly context: LineVersions;
  readonly event: Event;
}

const isOnTrial = ({ context, event }: Given<{ number: number }>): boolean =>
  context.trial?.number === event.number;

export const versionsMachine: AnyStateMachine = createMachine({
  id: "versions",
  context: noVersions,
  on: {
    filed: {
      guard: ({ context, event }: Given<Filed>) =>
        event.files !== context.files && event.live === context.live,
      actions: reduce<LineVersions>(file),
    },
    published: {
      guard: ({ context, event }: Given<Published>) =>
        event.live === context.live &&
        event.tried?.number === context.trial?.number,
      actions: reduce<LineVersions>(publish),
    },
    "put-back": {
      guard: ({ context, event }: Given<PutBack>) =>
        event.live === context.live &&
        event.number !== context.live &&
        context.list.some(({ number }) => number === event.number),
      actions: reduce<LineVersions>((before, event: PutBack) => ({
        context: withLive(before, event.number),
        effects: [
          audit(event.by, "rolled-back", event.number, `${before.live}`),
        ],
      })),
    },
    "trial-kept": {
      guard: isOnTrial,
      actions: reduce<LineVersions>((before, event: TrialKept) => ({
        context: withLive(before, event.number),
        effects: [audit(event.by, "trial-kept", event.number)],
      })),
    },
    "trial-ended": {
      guard: isOnTrial,
      actions: reduce<LineVersions>((before, event: TrialEnded) => ({
        context: withLive(before, before.live),
        effects: [audit(event.by, "trial-ended", event.number)],
      })),
    },
    "texts-forgotten": {
      guard: ({ context, event }: Given<TextsForgotten>) =>
        !event.numbers.includes(context.live) &&
        !event.numbers.includes(context.trial?.number ?? 0),
      actions: reduce<LineVersions>((before, { numbers }: TextsForgotten) => ({
        context: {
          ...before,
          newest: nextNumber(before) - 1,
          list: before.list.filter(({ number }) => !numbers.includes(number)),
        },
        effects: numbers.map((one) => audit(byLine, "texts-forgotten", one)),
      })),
    },
    "trial-failed": {
      guard: isOnTrial,
      actions: reduce<LineVersions>(
        (before, { type: _type, ...returned }: TrialFailed) => ({
          context: { ...withLive(before, before.live), returned },
          effects: [
            audit(byLine, "trial-failed", returned.number, returned.promise),
          ],
        }),
      ),
    },
  },
} as never) as AnyStateMachine;

/** The same texts again are no new version: what was written back to the files is what it was. */
function file(before: LineVersions, event: Filed): Step<LineVersions> {
  const { version, texts, at } = event;
  const files = { ...before, files: event.files };
  const known = before.list.findLast((one) => one.texts === texts);
  if (known?.number === before.live) return { context: files, effects: [] };
  const number = known?.number ?? nextNumber(before);
  const list = known
    ? before.list
    : [
        ...before.list,
        { number, version, texts, authors: [], message: "", at },
      ];
  return {
    context: withLive({ ...files, list }, number),
    // The first that there is takes nothing from anybody.
    effects: before.live === 0 ? [] : [audit(byLine, "filed", number)],
  };
}

function publish(before: LineVersions, event: Published): Step<LineVersions> {
  const { by, at, share, flow, revision } = event;
  const { version, texts, authors, approvedBy, message } = event;
  const number = nextNumber(before);
  const made = { number, version, texts, authors, message, flow, at };
  const list = [
    ...before.list,
    { ...made, ...(approvedBy !== undefined && { approvedBy }) },
  ];
  const said = { ...before, list };
  return {
    context:
      share === undefined
        ? withTrialOf(before, event, withLive(said, number))
        : {
            ...withLive(said, before.live),
            trial: { number, share, by: by.name, since: at },
          },
    effects: [
      audit(
        by,
        share === undefined ? "published" : "tried",
        number,
        `${flow}, ${before.live} → ${number}: ${message}${share === undefined ? "" : ` (${share} %)`}`,
      ),
      {
        type: "tell",
        to: { kind: "draft", id: flow },
        event: { type: "published", flow, revision },
      },
    ],
  };
}

/** What was on trial goes on as a version of its own, with the people and policies of now. */
function withTrialOf(
  { list, trial }: LineVersions,
  { tried, at }: Published,
  now: LineVersions,
): LineVersions {
  const before = list.find(({ number }) => number === tried?.number);
  if (!trial || !tried || !before) return now;
  const number = nextNumber(now);
  return {
    ...now,
    list: [...now.list, { ...before, number, texts: tried.texts, at }],
    trial: { ...trial, number },
  };
}

/** With that version for all callers, and none on trial. */
function withLive(before: LineVersions, live: number): LineVersions {
  const { trial: _trial, returned: _returned, ...rest } = before;
  return {
    ...rest,
    live,
    list: rest.list.filter(
      ({ number }, place) =>
        place >= rest.list.length - mostVersions || number === live,
    ),
  };
}

function nextNumber({ list, newest = 0 }: LineVersions): number {
  return Math.max(list.at(-1)?.number ?? 0, newest) + 1;
}

function audit(
  by: Somebody,
  did: string,
  number: number,
  detail?: string,
): MachineEffect {
  return tellAudit({
    by: by.id,
    name: by.name,
    did,
    about: String(number),
    ...(detail !== undefined && detail !== "" && { detail }),
  });
}
