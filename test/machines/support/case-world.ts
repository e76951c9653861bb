/** One case with its timers and what it asks of the world, and no store. */
import type { People } from "../../../src/flows/events.js";
import {
  advance,
  whereIs,
  type MachineEvent,
} from "../../../src/machines/advance.js";
import { createCaseMachine } from "../../../src/machines/case/index.js";
import type { Case } from "../../../src/machines/case/file.js";
import type { MachineEffect } from "../../../src/machines/effects.js";

export const people: People = {
  director: {
    name: "Ana Torres",
    phone: "+12025550122",
    languages: ["es"],
    email: "ana@acme.example",
    superior: "Rosa Gil",
  },
  deputies: [{ name: "Iván Rey", phone: "+12025550133", languages: ["es"] }],
  superiors: [{ name: "Rosa Gil", phone: "+12025550144", languages: ["es"] }],
  agents: [{ name: "Luis Prado", phone: "+12025550111", languages: ["es"] }],
};

export const maria = "+12025550143";
const hour = 3_600_000;
export const startedAt = Date.parse("2026-11-22T09:15:00-05:00");

/** Given to `send`: whatever is left out is as in the simplest case of the director's. */
export function opened(more: object = {}): Omit<MachineEvent, "at"> {
  return {
    type: "opened",
    id: "CA1",
    reference: "48291377",
    owner: people.director,
    due: startedAt + 2 * hour,
    timeZone: "America/Bogota",
    number: maria,
    withheld: false,
    language: "es",
    channel: "phone",
    call: "CA1",
    ...more,
  } as Omit<MachineEvent, "at">;
}

export interface Sent {
  readonly at: number;
  readonly effect: MachineEffect;
}

export function createCaseWorld(directory: People = people) {
  const machine = createCaseMachine({
    people: directory,
    voices: { es: { voice: "Polly.Mia-Neural", speaks: "es-MX" } },
    number: "+12025550100",
  });
  let snapshot: Parameters<typeof advance>[1];
  let now = startedAt;
  const timers = new Map<string, number>();
  const sent: Sent[] = [];

  const deliver = (event: MachineEvent): boolean => {
    const step = advance(machine, snapshot, event);
    // As the store would: a snapshot that does not survive JSON shows here.
    snapshot = JSON.parse(JSON.stringify(step.snapshot)) as typeof snapshot;
    for (const { id, dueAt } of step.timers)
      if (dueAt === null) timers.delete(id);
      else timers.set(id, dueAt);
    for (const effect of step.effects)
      sent.push({ at: now, effect: effect as MachineEffect });
    return step.accepted;
  };
  const fireNext = (until: number): boolean => {
    const [next] = [...timers].toSorted(([, one], [, other]) => one - other);
    if (!next || next[1] > until) return false;
    const [id, dueAt] = next;
    now = Math.max(now, dueAt);
    timers.delete(id);
    deliver({ type: id, at: now });
    return true;
  };

  return {
    sent,
    timers,
    now: () => now,
    send: (event: object) => deliver({ ...event, at: now } as MachineEvent),
    /** Lets time pass; timers fire in their order, at their time. */
    pass(ms: number): void {
      const until = now + ms;
      while (fireNext(until));
      now = until;
    },
    /** Lets time pass with the server down: what is due fires late, all at the end. */
    sleep(ms: number): void {
      now += ms;
      while (fireNext(now));
    },
    where: () => (snapshot ? whereIs(snapshot) : "nowhere"),
    file: () => (snapshot as unknown as { context: Case }).context,
    /** `[to, text]` of what was sent since the last time, mails as `mail:` and the address. */
    messages(): [string, string][] {
      return sent.splice(0).flatMap(({ effect }): [string, string][] => {
        if (effect.type === "send-message") return [[effect.to, effect.text]];
        if (effect.type !== "tell" || effect.to.kind !== "case-mail") return [];
        const { mail } = effect.event as unknown as {
          mail: { to: string; text: string };
        };
        return [[`mail:${mail.to}`, mail.text]];
      });
    },
  };
}
export type CaseWorld = ReturnType<typeof createCaseWorld>;

/** The world of a case that was just opened. */
export function openCase() {
  const world = createCaseWorld();
  world.send(opened());
  return world;
}
