/**
 * What may go out to callers (toll fraud): calls and messages only to numbers of allowed countries and of kinds that cost what a call costs, and
 * only so many a day. The line's own people are on file and are always rung. Whatever is refused is refused as a carrier would.
 */
import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/max/metadata";
import type { Logger } from "pino";
import type { Legs } from "../../carrier/twilio/legs.js";
import type { SendMessage } from "../../carrier/twilio/messages.js";
import {
  isReachable,
  isTheirs,
  type CallEvent,
  type Caller,
} from "../../flows/events.js";
import { CarrierRefused } from "../../carrier/twilio/rest.js";
import { noCallback, type Callback } from "../../machines/callback/context.js";
import type { CallbackAsked } from "../../machines/callback/events.js";
import { isTooMany } from "../../machines/callback/limits.js";
import type { Limit } from "../../machines/case/file.js";
import { everybody } from "../../machines/company/ladder.js";
import {
  isBelow,
  noOutbound,
  shareUsed,
  type CallKept,
  type GoesOut,
  type OutboundDay,
  type OutboundKind,
} from "../../machines/outbound.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import type { Metrics } from "../metrics.js";
import { readContext } from "../read-context.js";
import { takeTurn, type TurnDeps } from "../turn.js";

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
  const country = usualCountries.get(number) ?? usualCountryOf(number);
  if (usualCountries.size >= mostNumbers) usualCountries.clear();
  usualCountries.set(number, country);
  return countries.includes(country);
}

/** What was read of the latest numbers: a caller's is asked about at most webhooks of the call, and reading it costs a twentieth of one. */
const usualCountries = new Map<string, string>();
const mostNumbers = 10_000;

/** Empty text: it may not be rung from any country. */
function usualCountryOf(number: string): string {
  const read = parsePhoneNumberFromString(number, metadata);
  const isUsual = read?.isValid() && usualKinds.has(read.getType() ?? "");
  return (isUsual ? read?.country : undefined) ?? "";
}

/** Of UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

interface OnFile {
  readonly numbers: ReadonlySet<string>;
  /** ISO 3166: where callers may be rung. */
  readonly countries: readonly string[];
}

const known = new WeakMap<PeopleFile, OnFile>();

/** Read once of each people file: whether a number may be rung is asked at most webhooks. */
function onFileIn(people: PeopleFile): OnFile {
  const read = known.get(people) ?? readOnFile(people);
  known.set(people, read);
  return read;
}

function readOnFile(people: PeopleFile): OnFile {
  const numbers = everybody(people).flatMap(({ phone, rings = [] }) => [
    phone,
    ...rings.map((one) => one.phone),
  ]);
  const theirs = numbers.flatMap(
    (number) => parsePhoneNumberFromString(number, metadata)?.country ?? [],
  );
  return {
    numbers: new Set(numbers),
    countries: people.outbound.countries ?? [...new Set(theirs)],
  };
}

/** Whoever may share the number with others hears of no promise but their own. */
function openCallBack(
  { case: { id, reference, owner, due } }: CallbackAsked,
  caller: Caller,
): Pick<CallEvent, "openCallBack"> {
  if (!isTheirs(caller)) return {};
  const named = caller.grade === "attested";
  return { openCallBack: { id, reference, owner, due, named } };
}

export type Outbound = ReturnType<typeof createOutbound>;

export function createOutbound(deps: OutboundDeps) {
  const { turns, clock, log, metrics } = deps;
  const { store } = turns;
  const onFile = (): OnFile => onFileIn(deps.people());
  const isOnFile = (number: string): boolean => onFile().numbers.has(number);
  const mayReach = (number: string): boolean =>
    isUsualNumber(number, onFile().countries);

  /** What one more of a kind would be, and on which day. */
  const oneMore = (kind: OutboundKind, at: number): GoesOut => {
    const { outbound } = deps.people();
    return {
      type: "goes-out",
      at,
      kind,
      cost: outbound.costs[kind],
      most: outbound[kind === "call" ? "calls a day" : "messages a day"],
      spendAtMost: outbound["spend a day"],
    };
  };

  /** Counts one more of today, once under a `token`; rejects with `BeyondLimit` beyond a ceiling. */
  const count = async (
    kind: OutboundKind,
    token?: string,
  ): Promise<CallKept> => {
    const at = clock.now();
    const event = oneMore(kind, at);
    const day = dayOf(at);
    const beyond = () =>
      new BeyondLimit(`No more ${kind}s go out to callers today.`);
    // The event that begins a day's machine is never ignored.
    if (!isBelow(noOutbound, event)) throw beyond();
    const { outcome, state } = await takeTurn(turns, {
      key: { kind: "outbound", id: day },
      token: token ?? `${kind}:${at}:${Math.trunc(performance.now() * 1000)}`,
      event,
      begins: true,
      asks: false,
    });
    const gone =
      (state?.snapshot as { context?: OutboundDay } | undefined)?.context ??
      noOutbound;
    const used = shareUsed(gone, event);
    metrics.outboundUsed.set({ kind }, used);
    if (outcome !== "moved" && outcome !== "repeated") throw beyond();
    if (used >= alarmAt)
      log.error({ kind, used }, "a day's ceiling for callers is nearly used");
    return { day, cost: event.cost };
  };

  return {
    /**
     * Why the line itself would not ring this caller back, or write to them, at this moment (`at`, epoch ms), or the call-back that they are
     * promised already: the next promise is one with it. It never rejects: a store that does not tell keeps no promise from being made.
     */
    async lookAhead(
      kind: OutboundKind,
      caller: Caller,
      at: number,
    ): Promise<Pick<CallEvent, "limits" | "openCallBack">> {
      const { number } = caller;
      const limited = (limit: Limit) => ({ limits: { [kind]: limit } });
      const mayBe = kind === "call" ? isReachable(caller) : isTheirs(caller);
      if (!mayBe) return {};
      if (!isOnFile(number) && !mayReach(number)) return limited("of-kind");
      const [callback = noCallback, day = noOutbound] = await Promise.all([
        kind === "call"
          ? readContext<Callback>(store, { kind: "callback", id: number })
          : undefined,
        readContext<OutboundDay>(store, { kind: "outbound", id: dayOf(at) }),
      ]).catch(() => []);
      const { asked } = callback;
      if (asked && !asked.cutOff) return openCallBack(asked, caller);
      if (kind === "call" && isTooMany(callback, at))
        return limited("of-number");
      return isOnFile(number) || isBelow(day, oneMore(kind, at))
        ? {}
        : limited("of-day");
    },
    /** Whether a caller's number may be rung at all; how many went out today is looked at when it is rung. */
    mayReach,
    /**
     * Keeps one call of today for a promise, so that nobody else has it when the number is rung; once under a `token`. Those on file are rung
     * whatever the day's count is.
     */
    async keepCall(number: string, token: string) {
      if (isOnFile(number)) return { allowed: true };
      if (!mayReach(number)) return { allowed: false, beyond: "kind" };
      try {
        return { allowed: true, kept: await count("call", token) };
      } catch (error) {
        if (!(error instanceof BeyondLimit)) throw error;
        return { allowed: false, beyond: "limit" };
      }
    },
    guardLegs: (legs: Legs): Legs => ({
      ...legs,
      async ring(leg) {
        if (!isOnFile(leg.phone) && leg.since === undefined) {
          if (!mayReach(leg.phone))
            throw new NotAllowed("The line rings no number of this kind.");
          if (!leg.counted) await count("call");
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
