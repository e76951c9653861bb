import { z } from "zod";
import type { CallContext } from "../../flows/call-context.js";
import { isTheirs } from "../../flows/events.js";
import { callOfRoom } from "../../machines/callback/room.js";
import type { ConnectionEvent } from "../../machines/connection/events.js";
import { refuseCauses } from "../api/causes.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import { cause } from "../api/decision-body.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

/** What a talk was about: the two clicks of a wrap-up. */
export const talkNote = z.strictObject({
  reason: cause,
  area: cause,
  /** Whose work it was, where that is another company's. */
  contractor: cause.optional(),
});

export interface NoteTalkDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly people: () => PeopleFile;
}

/**
 * Writes down what the talk of a room was about, by the name of whoever had it, and ends their wrap-up. Said again, the last word counts.
 * Gives a status and why it is refused; `undefined`: it is written.
 */
export async function noteTalk(
  { turns, clock, people }: NoteTalkDeps,
  room: string,
  by: string,
  note: z.output<typeof talkNote>,
): Promise<readonly [number, { readonly error: string }] | undefined> {
  const unknown = refuseCauses(people(), note);
  if (unknown !== undefined) return [422, { error: unknown }];
  const at = clock.now();
  const key = { kind: "call", id: callOfRoom(room) };
  const { caller } = (await readContext<CallContext>(turns.store, key)) ?? {};
  const { reason, area, contractor } = note;
  const event: ConnectionEvent = {
    type: "noted",
    at,
    by,
    reason,
    area,
    ...(contractor !== undefined && { contractor }),
    ...(caller && isTheirs(caller) && { number: caller.number }),
  };
  const { outcome } = await takeTurn(turns, {
    key: { kind: "connection", id: room },
    token: `noted:${at}:${by}`,
    event,
    begins: false,
    asks: false,
  });
  if (outcome === "unknown")
    return [404, { error: "Nobody was asked for on this call." }];
  return outcome === "ignored"
    ? [409, { error: `"${by}" did not talk with anybody on this call.` }]
    : undefined;
}
