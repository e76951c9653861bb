/**
 * Messages that callers left while no server of ours answered, at the last resort that is hosted elsewhere. Nobody tells us of them: the
 * carrier is asked what it recorded since it was asked last, and what no case has becomes one, like a message at our own last resort.
 *
 * A recording is left alone while its own webhook may still be under way, where a case or a consent has it, where an effect under way brings it to one, and
 * where its call is not a caller's to the line: people who were rung record notes. How far was looked is kept in the store, so that servers
 * share the looking and a stop of any length leaves nothing out. The first look of a line only says where the next begins: what was recorded
 * before is not the line's.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { gradeOf } from "../../carrier/twilio/form.js";
import type {
  KeptRecording,
  KeptRecordings,
} from "../../carrier/twilio/kept-recordings.js";
import type { Case } from "../../machines/case/file.js";
import type { Consents } from "../../machines/consents.js";
import {
  nothingSeen,
  recordingsSeen,
  type RecordingsSeen,
} from "../../machines/recordings-seen.js";
import type { MachineKey, OutboxEntry } from "../../store/contract.js";
import { partitionOf } from "../../store/index.js";
import type { Clock } from "../clock.js";
import type { LeftMessages } from "./left-messages.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

export interface HostedMessagesDeps {
  readonly turns: TurnDeps;
  readonly kept: KeptRecordings;
  readonly leftMessages: Pick<LeftMessages, "open">;
  /** Those that callers dial, E.164. */
  readonly numbers: () => readonly string[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly drawReference: () => string;
}

const minuteMs = 60_000;
/** From one look to the next. */
const everyMs = minuteMs;
/** A look goes over so much of the past again: clocks differ, and a recording is listed once it is complete. */
const marginMs = 10 * minuteMs;
/** By then a recording's own webhook came, or never will. */
const webhookMs = 2 * minuteMs;
/** One look sees so much at most; after a long stop there are several, one right after the other. */
const windowMs = 6 * 60 * minuteMs;

/** Looks when it is time to: to be called often. It waits for nothing and never throws. */
export function createHostedMessages(deps: HostedMessagesDeps): () => void {
  const { clock, log } = deps;
  const looking = createLook(deps);
  let notBefore = -Infinity;
  return () => {
    if (clock.now() < notBefore) return;
    notBefore = Infinity;
    const done = looking()
      .catch((error: unknown) => {
        log.warn({ error }, "messages at the carrier are looked for again");
        return false;
      })
      .then((isBehind) => {
        notBefore = isBehind ? -Infinity : clock.now() + everyMs;
      });
    clock.hold?.(done);
  };
}

/** One look; gives whether there is more of the past to look at. Rejects when the store or the carrier does not answer. */
function createLook(deps: HostedMessagesDeps): () => Promise<boolean> {
  const { turns, kept, clock, log } = deps;
  /** What needs no second look, of those that the last one saw; before the first one, nobody knows. */
  let settled: ReadonlySet<string> | undefined;

  const seen = async (until: number): Promise<void> => {
    await takeTurn(turns, {
      key: recordingsSeen,
      token: randomUUID(),
      event: { type: "looked", at: clock.now(), until } as {
        type: string;
        at: number;
      },
      begins: true,
      asks: false,
    });
    log.debug({ until }, "messages at the carrier were looked for");
  };

  const isSettled = async (recording: KeptRecording): Promise<boolean> => {
    if (settled?.has(recording.id)) return true;
    const { at, seconds } = recording;
    if (at + seconds * 1000 + webhookMs > clock.now()) return false;
    if (seconds > 0 && !(await isKnown(turns, recording)))
      await openFor(deps, recording);
    return true;
  };

  return async () => {
    const now = clock.now();
    const { until, at } =
      (await readContext<RecordingsSeen>(turns.store, recordingsSeen)) ??
      nothingSeen;
    if (until === 0) return seen(now).then(() => false);
    // Another server looked. Whoever starts looks in any case: the message may be why.
    if (settled && now - until < everyMs && now - at < everyMs) return false;
    const next = Math.min(now, until + windowMs);
    const { recordings, isAll } = await kept.list(until - marginMs, next);
    if (!isAll)
      log.error(
        { since: until, until: next },
        "the carrier recorded more than can be looked through: look there for messages of callers",
      );
    const done = new Set<string>();
    for (const recording of recordings.toReversed())
      if (await isSettled(recording)) done.add(recording.id);
    settled = done;
    await seen(next);
    return next < now;
  };
}

/** A case has it, or a consent as the caller's own yes; or will: an effect of its call that is not performed yet names it. */
async function isKnown(
  { store }: TurnDeps,
  { id, call }: KeptRecording,
): Promise<boolean> {
  // Before these are read: what is performed in between is in them.
  for await (const { effect } of pendingOf(store, { kind: "call", id: call }))
    if (effect.includes(id)) return true;
  const [file, consents] = await Promise.all([
    readContext<Case>(store, { kind: "case", id: call }),
    readContext<Consents>(store, { kind: "consents", id: call }),
  ]);
  return [
    ...(file?.recordings.map(({ url }) => url) ?? []),
    ...(consents?.answers.map(({ voice }) => voice) ?? []),
  ].some((url) => url?.includes(id));
}

const atOnce = 100;

async function* pendingOf(
  store: TurnDeps["store"],
  key: MachineKey,
): AsyncGenerator<OutboxEntry> {
  for (let after = 0; ;) {
    const page = await store.pending(partitionOf(key), atOnce, after);
    yield* page.filter(({ key: { id } }) => id === key.id);
    if (page.length < atOnce) return;
    after = page.at(-1)?.place ?? after;
  }
}

async function openFor(
  deps: HostedMessagesDeps,
  { id, call, url, at, seconds }: KeptRecording,
): Promise<void> {
  const rang = await deps.kept.call(call);
  if (!rang?.isInbound || !deps.numbers().includes(rang.to)) return;
  const grade = gradeOf({ CallSid: call, From: rang.from, To: rang.to });
  await deps.leftMessages.open({
    call,
    number: rang.from,
    line: rang.to,
    withheld: grade === "withheld",
    url,
    seconds,
    at,
    reference: deps.drawReference(),
  });
  deps.log.info(
    { call, recording: id },
    "a message that was left while no server answered has its case",
  );
}
