import type { PhoneEvent, Simulator } from "../carrier/simulator/index.js";
import type { Clock } from "../server/clock.js";
import { createCallerPhone, type Lived } from "./caller-phone.js";
import { mostTalks, type Caller } from "./callers.js";
import { createChance, type Chance } from "./chance.js";
import type { DayOptions } from "./options.js";
import { createStaffPhone, type Rung } from "./staff-phone.js";
import { createHand, type Telephone } from "./telephone.js";

/** Everybody at a telephone: the callers, and whoever the line rings. */
export interface Persons {
  readonly lived: readonly Lived[];
  readonly rung: readonly Rung[];
  /** How many telephones are in use, or soon will be again. */
  readonly live: number;
  dial(caller: Caller): void;
}

export interface PersonsDeps {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly options: DayOptions;
  /** The numbers of agents. */
  readonly agents: ReadonlySet<string>;
  readonly callers: readonly Caller[];
  /** The number that they dial. */
  readonly line: string;
  readonly wrapUpMs: number;
}

export function createPersons(deps: PersonsDeps): Persons {
  const { simulator, clock, options, agents, wrapUpMs } = deps;
  const byNumber = new Map(deps.callers.map((one) => [one.number, one]));
  const telephones = new Map<string, Telephone>();
  const lived: Lived[] = [];
  const rung: Rung[] = [];
  const staff = new Map<string, Rung>();
  const chances = new Map<string, Chance>();
  /** How often each caller talked with somebody, on all of their calls. */
  const talks = new Map<Caller, number>();
  const redialled = new Set<Caller>();
  let redialling = 0;

  const nextTalk = (caller: Caller) => {
    const talk = talks.get(caller) ?? 0;
    talks.set(caller, Math.min(talk + 1, mostTalks - 1));
    return (
      caller.talks[talk] ?? { handlingMs: 0, agentEnds: false, settled: true }
    );
  };
  const chanceOf = (phone: string): Chance => {
    const chance =
      chances.get(phone) ?? createChance(options.seed, `phone ${phone}`);
    chances.set(phone, chance);
    return chance;
  };

  const callersPhone = (own: Lived): Telephone => {
    lived.push(own);
    return createCallerPhone({
      redial: () => redial(own.caller),
      hand: handOf(own.sid),
      own,
      nextTalk: () => nextTalk(own.caller),
      meet(sid) {
        const person = staff.get(sid);
        if (person) person.joined = true;
        return person?.at;
      },
      hangUp(sid) {
        if (telephones.has(sid)) simulator.hangUp(sid);
      },
      wrapUpMs,
    });
  };
  const staffsPhone = (sid: string, own: Rung): Telephone => {
    rung.push(own);
    staff.set(sid, own);
    return createStaffPhone({
      hand: handOf(sid),
      own,
      chance: chanceOf(own.phone),
      isAgent: agents.has(own.phone),
      options,
    });
  };
  const handOf = (sid: string) =>
    createHand(simulator, clock, sid, () => telephones.has(sid));

  const phoneOf = (
    event: PhoneEvent & { readonly type: "leg-started" },
  ): Telephone => {
    const { sid, direction, from, to, at } = event;
    const calledBack = direction !== "inbound";
    const caller = byNumber.get(calledBack ? to : from);
    return caller
      ? callersPhone({ sid, caller, calledBack, talks: 0 })
      : staffsPhone(sid, { phone: to, at, joined: false });
  };

  const dial = (caller: Caller) =>
    void simulator.dial({
      from: caller.number,
      to: deps.line,
      verstat: "TN-Validation-Passed-A",
    });
  /** Nobody who was called back meanwhile, or talked, rings again; and nobody twice. */
  const redial = (caller: Caller) => {
    if (caller.redialMs === Infinity || redialled.has(caller)) return;
    redialled.add(caller);
    redialling += 1;
    clock.after(caller.redialMs, () => {
      redialling -= 1;
      if (!talks.has(caller)) dial(caller);
    });
  };

  simulator.events.subscribe((event) => {
    const { sid } = event;
    if (event.type === "leg-started") telephones.set(sid, phoneOf(event));
    const telephone = telephones.get(sid);
    telephone?.take(event);
    if (event.type !== "leg-status" || underWay.has(event.status)) return;
    telephones.delete(sid);
    staff.delete(sid);
    telephone?.over(event.at);
  });

  return {
    lived,
    rung,
    get live() {
      return telephones.size + redialling;
    },
    dial,
  };
}

const underWay: ReadonlySet<string> = new Set([
  "queued",
  "ringing",
  "in-progress",
]);
