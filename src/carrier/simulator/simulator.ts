import express, { type Router } from "express";
import { createRealClock, type Clock } from "./clock.js";
import { createEventLog, type NumberedEvent } from "./event-log.js";
import { createExchange, type Account } from "./exchange.js";
import { createFaultBox, type Faults } from "./faults.js";
import { createIds } from "./ids.js";
import { receiveCall, type IncomingCall } from "./incoming.js";
import { createLine, type LineSettings } from "./lines.js";
import { createPerson, type Person } from "./person.js";
import { createPhoneRouter } from "./phone.js";
import type { PhoneEvent, PhoneNumbers } from "./phone-api.js";
import { createRestRouter } from "./rest/router.js";
import { createWebhookSender } from "./webhook.js";

export interface SimulatorOptions {
  readonly account: Account;
  /** Where the router is mounted, as the application reaches it: `http://127.0.0.1:3000/simulator`. */
  readonly apiBase: string;
  /** The telephones people hold, and the line they ring; the line is one of the account's numbers. Asked for again whenever they are shown. */
  readonly numbers: PhoneNumbers | (() => PhoneNumbers);
  /** What the account's numbers do at first; the line is among them in any case. */
  readonly lines?: Readonly<Record<string, LineSettings>>;
  /** What a number of the line does that the account got later. */
  readonly laterLines?: LineSettings;
  readonly clock?: Clock;
  /** 0 ≤ x < 1; decides ids and faults. */
  readonly random?: () => number;
  readonly faults?: Partial<Faults>;
  /** REST calls the carrier starts in a second; the others wait (§4.7). */
  readonly callsPerSecond?: number;
  /** Serves the telephones under any host name; without it under loopback names only. */
  readonly phonesAnywhere?: boolean;
}

export interface Simulator extends Person {
  /** Mount at `/simulator`: the carrier's REST API and the telephones. */
  readonly router: Router;
  readonly events: {
    subscribe(listener: (event: PhoneEvent) => void): () => void;
  };
  /** A telephone rings the line; the result is the leg's sid. */
  dial(call: IncomingCall): string;
  setFaults(faults: Partial<Faults>): void;
  /** Resolves when no webhook is in flight. */
  idle(): Promise<void>;
  /** Ends all legs, cancels timers, breaks off open requests and event streams. */
  close(): Promise<void>;
}

export function createSimulator(options: SimulatorOptions): Simulator {
  const random = options.random ?? Math.random;
  const { clock, cancelAll } = trackTimers(options.clock ?? createRealClock());
  const ids = createIds(random);
  const faults = createFaultBox(random, options.faults);
  const numbers = () =>
    typeof options.numbers === "function" ? options.numbers() : options.numbers;
  const atFirst = numbers();
  const events = createEventLog(clock);
  const exchange = createExchange({
    account: options.account,
    apiBase: options.apiBase.replace(/\/+$/, ""),
    callsPerSecond: options.callsPerSecond ?? 1,
    clock,
    random,
    ids,
    events,
    faults,
    webhooks: createWebhookSender({
      token: options.account.token,
      clock,
      ids,
      faults,
    }),
    legs: new Map(),
    lines: new Map(),
    messages: new Map(),
    landlines: new Set(
      [...atFirst.callers, ...atFirst.people].flatMap(({ number, landline }) =>
        landline ? [number] : [],
      ),
    ),
    recordings: new Map(),
    queues: new Map(),
    conferences: new Map(),
  });
  const addLine = (number: string, line: LineSettings) =>
    exchange.lines.set(number, createLine(number, line, ids, clock.now()));
  const settings = { [atFirst.line]: {}, ...options.lines };
  for (const [number, line] of Object.entries(settings)) addLine(number, line);
  const addLater = ({ to }: IncomingCall): void => {
    const { laterLines } = options;
    if (!laterLines || exchange.lines.has(to)) return;
    if (numbers().others?.some(({ number }) => number === to))
      addLine(to, laterLines);
  };

  const person = createPerson(exchange);
  const dial = (call: IncomingCall): string => {
    addLater(call);
    return receiveCall(exchange, call).sid;
  };
  const phone = createPhoneRouter({
    numbers,
    isAnywhere: options.phonesAnywhere ?? false,
    events,
    person,
    dial,
  });
  const router = express.Router();
  router.use("/phone", phone.router);
  router.use(createRestRouter(exchange));

  return {
    ...person,
    router,
    events: {
      subscribe: (listener) =>
        events.subscribe(({ event }: NumberedEvent) => listener(event)),
    },
    dial,
    setFaults: (change) => faults.set(change),
    idle: () => exchange.webhooks.idle(),
    async close() {
      exchange.webhooks.close();
      for (const leg of exchange.legs.values()) leg.hangUp();
      phone.close();
      await exchange.webhooks.idle();
      cancelAll();
    },
  };
}

/** A clock whose pending timers can all be cancelled, so that a closed simulator leaves nothing behind. */
function trackTimers(clock: Clock): { clock: Clock; cancelAll: () => void } {
  const pending = new Set<() => void>();
  return {
    clock: {
      now: () => clock.now(),
      after(ms, run) {
        const cancel = clock.after(ms, () => {
          pending.delete(cancel);
          run();
        });
        pending.add(cancel);
        return () => {
          pending.delete(cancel);
          cancel();
        };
      },
      ...(clock.hold ? { hold: (work) => clock.hold?.(work) } : {}),
    },
    cancelAll() {
      for (const cancel of Array.from(pending)) cancel();
      pending.clear();
    },
  };
}
