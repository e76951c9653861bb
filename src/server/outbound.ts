/**
 * What may go out to callers (toll fraud): calls and messages only to numbers of allowed countries and of kinds that cost what a call costs, and
 * only so many a day. The line's own people are on file and are always rung. Whatever is refused is refused as a carrier would.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/max/metadata";
import type { Logger } from "pino";
import type { Legs } from "../carrier/twilio/legs.js";
import type { SendMessage } from "../carrier/twilio/messages.js";
import { CarrierRefused } from "../carrier/twilio/rest.js";
import { everybody } from "../machines/ladder.js";
import {
  noOutbound,
  shareUsed,
  type GoesOut,
  type OutboundDay,
  type OutboundKind,
} from "../machines/outbound.js";
import type { Clock } from "./clock.js";
import type { PeopleFile } from "./company.js";
import type { Metrics } from "./metrics.js";
import { takeTurn, type TurnDeps } from "./turn.js";

export class NotAllowed extends CarrierRefused {
  constructor(message: string) {
    super(400, 0, message);
    this.name = "NotAllowed";
  }
}

/** Beyond a ceiling of the day. */
export class BeyondLimit extends NotAllowed {}

export interface OutboundDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly people: () => PeopleFile;
}

/** A day's alarm comes when so much of a ceiling is used. */
const alarmAt = 0.8;
/** Without premium, shared-cost, personal and universal numbers, which may cost whatever their owners like. */
const usualKinds: ReadonlySet<string> = new Set([
  "MOBILE",
  "FIXED_LINE",
  "FIXED_LINE_OR_MOBILE",
  "VOIP",
  "TOLL_FREE",
]);

/** Whether a number may be rung or written to. Satellite and other numbers of no country never may. `countries`: ISO 3166, `CO`. */
export function isUsualNumber(
  number: string,
  countries: readonly string[],
): boolean {
  const read = parsePhoneNumberFromString(number, metadata);
  if (!read?.isValid() || read.country === undefined) return false;
  return (
    usualKinds.has(read.getType() ?? "") && countries.includes(read.country)
  );
}

function countriesOf(numbers: readonly string[]): string[] {
  return numbers.flatMap(
    (number) => parsePhoneNumberFromString(number, metadata)?.country ?? [],
  );
}

export function createOutbound(deps: OutboundDeps) {
  const { turns, clock, log, metrics } = deps;
  const onFile = (): readonly string[] =>
    everybody(deps.people()).flatMap(({ phone, rings = [] }) => [
      phone,
      ...rings.map((one) => one.phone),
    ]);
  const isOnFile = (number: string): boolean => onFile().includes(number);
  const mayReach = (number: string): boolean =>
    isUsualNumber(
      number,
      deps.people().outbound.countries ?? countriesOf(onFile()),
    );

  /** Counts one more of today; rejects with `BeyondLimit` beyond a ceiling. */
  const count = async (kind: OutboundKind): Promise<void> => {
    const { outbound } = deps.people();
    const at = clock.now();
    const event: GoesOut = {
      type: "goes-out",
      at,
      kind,
      cost: outbound.costs[kind],
      most: outbound[kind === "call" ? "calls a day" : "messages a day"],
      spendAtMost: outbound["spend a day"],
    };
    const { outcome, state } = await takeTurn(turns, {
      key: { kind: "outbound", id: new Date(at).toISOString().slice(0, 10) },
      token: `${kind}:${at}:${Math.trunc(performance.now() * 1000)}`,
      event,
      begins: true,
      asks: false,
    });
    const day =
      (state?.snapshot as { context?: OutboundDay } | undefined)?.context ??
      noOutbound;
    const used = shareUsed(day, event);
    metrics.outboundUsed.set({ kind }, used);
    if (outcome !== "moved")
      throw new BeyondLimit(`No more ${kind}s go out to callers today.`);
    if (used >= alarmAt)
      log.error({ kind, used }, "a day's ceiling for callers is nearly used");
  };

  return {
    /** Whether a caller's number may be rung at all; how many went out today is looked at when it is rung. */
    mayReach,
    guardLegs: (legs: Legs): Legs => ({
      ...legs,
      async ring(leg) {
        if (!isOnFile(leg.phone) && leg.since === undefined) {
          if (!mayReach(leg.phone))
            throw new NotAllowed("The line rings no number of this kind.");
          await count("call");
        }
        return legs.ring(leg);
      },
    }),
    guardMessages:
      (send: SendMessage): SendMessage =>
      async (to, text, since, statusUrl) => {
        if (!isOnFile(to)) {
          if (!mayReach(to))
            throw new NotAllowed("The line writes to no number of this kind.");
          // One that is tried again was counted: a carrier that is away uses up no ceiling.
          if (since === undefined) await count("message");
        }
        return send(to, text, since, statusUrl);
      },
  };
}
