/** What people do with an open case that stays in the same hands, what its caller adds to it, and what it is tied to. */
import { staffCase } from "../staff-call/events.js";
import type { Step } from "../reduce.js";
import { changed, pressed, withEntry, type Timed } from "./changes.js";
import {
  toRing,
  type Acknowledged,
  type Approved,
  type CallAt,
  type Case,
  type CaseOpened,
  type ConnectWanted,
  type Linked,
  type MessageLeft,
  type Noted,
} from "./file.js";
import { toCaller, toOwner } from "./messages.js";

/** The owner hears what was left as soon as it is: the first message went out before the caller had spoken. */
export function takeMessage(file: Case, event: MessageLeft): Step<Case> {
  const { at, left = at, url, seconds } = event;
  const isThere = file.recordings.some((one) => one.url === url);
  if (url === undefined || isThere) return { context: file, effects: [] };
  const message: MessageLeft = {
    type: "message-left",
    at: left,
    url,
    ...(seconds !== undefined && { seconds }),
  };
  const context = withEntry(
    { ...file, recordings: [...file.recordings, message] },
    event,
    "caller",
    "message",
  );
  return { context, effects: toOwner(context, "voice-message") };
}

/** Of a withheld number nothing is known but this; any other stays the one that they are known by. */
export function callAt(file: Case, event: CallAt): Step<Case> {
  const { opened } = file;
  const { phone } = event;
  if (!opened || toRing(opened) === phone)
    return { context: file, effects: [] };
  const { context, effects } = changed(
    withEntry(
      {
        ...file,
        opened: opened.withheld
          ? { ...opened, number: phone, withheld: false }
          : { ...opened, phone },
      },
      event,
      "caller",
      "call-at",
      phone,
    ),
  );
  return {
    context,
    effects: [
      ...effects,
      // Nothing could be written to them before.
      ...(opened.withheld ? toCaller(context, "promised") : []),
      ...toOwner(context, "for-owner"),
    ],
  };
}

export function acknowledge(before: Case, event: Acknowledged): Step<Case> {
  const file = { ...pressed(before, event), acknowledged: true };
  return changed(withEntry(file, event, event.by, "acknowledged"));
}

export function note(before: Case, event: Noted): Step<Case> {
  const { at, by, words, recording } = event;
  const file = pressed(before, event);
  const recordings: readonly MessageLeft[] = recording
    ? [...file.recordings, { type: "message-left", at, ...recording }]
    : file.recordings;
  return changed(withEntry({ ...file, recordings }, event, by, "noted", words));
}

export function approve(before: Case, event: Approved): Step<Case> {
  const { unapproved: _was, ...opened } = before.opened ?? {};
  const file = { ...pressed(before, event), opened: opened as CaseOpened };
  return changed(withEntry(file, event, event.by, "approved"));
}

/** Whoever asked is rung by the line, which then rings the customer. */
export function connect(before: Case, event: ConnectWanted): Step<Case> {
  const { by, person, phone, request } = event;
  const { id } = before.opened ?? { id: "" };
  const { context, effects } = changed(
    withEntry(pressed(before, event), event, by, "connecting"),
  );
  const call = `${id}.${request}`;
  return {
    context,
    effects: [
      ...effects,
      {
        type: "tell",
        to: { kind: "staff-call", id: call },
        event: {
          type: "connect-wanted",
          call,
          person,
          phone,
          case: staffCase(id, context),
        },
      },
    ],
  };
}

export function tie(file: Case, event: Linked): Step<Case> {
  const { what, id } = event;
  if (file.linked.some((one) => one.what === what && one.id === id))
    return { context: file, effects: [] };
  const context = withEntry(
    { ...file, linked: [...file.linked, { what, id }] },
    event,
    what === "call" ? "caller" : "line",
    "linked",
    what,
  );
  return {
    context,
    effects: what === "call" ? toOwner(context, "rang-again") : [],
  };
}

export function remind(file: Case, event: Timed): Step<Case> {
  const context = withEntry(file, event, "line", "reminded");
  return { context, effects: toOwner(context, "remind") };
}
