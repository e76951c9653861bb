import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Response } from "express";
import {
  createManualClock,
  createSimulator,
  type ManualClock,
  type PhoneEvent,
  type Simulator,
  type SimulatorOptions,
} from "../../../../src/carrier/simulator/index.js";

export const ACCOUNT = { sid: `AC${"a".repeat(32)}`, token: "t0ken" };
export const LINE = "+15550000001";
export const CALLER = "+15550100001";
export const AGENT = "+15550200001";
export const DEPUTY = "+15550200002";
export const START = Date.parse("2026-03-02T14:15:00Z");

export interface Asked {
  readonly path: string;
  readonly method: string;
  /** The request's query string, without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, string>>;
}

type Reply = string | ((asked: Asked, response: Response) => unknown);

export interface World {
  readonly clock: ManualClock;
  readonly simulator: Simulator;
  readonly base: string;
  /** What the application answers at a path: the verbs of a document, or a handler that answers by itself. */
  on(path: string, reply: Reply): void;
  /** What the application was asked, at one path or at all. */
  asked(path?: string): readonly Asked[];
  /** What happened on a leg, one line each. */
  heard(sid: string): string[];
  /** All refusals, as `code` or `code!` where it was fatal. */
  refusals(sid?: string): string[];
  events(sid?: string): PhoneEvent[];
  /** Dials the line and lets the first documents run. */
  call(from?: string): Promise<string>;
  /** The newest leg. */
  newest(): string;
  settle(): Promise<void>;
  rest(
    path: string,
    form?: Record<string, string> | URLSearchParams,
    method?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

export const document = (verbs: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;

/** A tiny TwiML application and a simulator on one server; its clock stands until a test advances it. */
export async function openWorld({
  start = START,
  ...options
}: Partial<SimulatorOptions> & {
  /** Where its clock stands at first, epoch ms. */
  readonly start?: number;
} = {}): Promise<World> {
  const replies = new Map<string, Reply>();
  const log: Asked[] = [];
  const app = express();
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clock = createManualClock(start);
  const simulator = createSimulator({
    account: ACCOUNT,
    apiBase: `${base}/simulator`,
    numbers: {
      line: LINE,
      callers: [{ number: CALLER, name: "Ana", note: "" }],
      people: [{ number: AGENT, name: "Beto", note: "" }],
    },
    lines: {
      [LINE]: { voiceUrl: `${base}/voice`, statusCallback: `${base}/status` },
    },
    clock,
    random: seeded(7),
    ...options,
  });
  const events: PhoneEvent[] = [];
  simulator.events.subscribe((event) => events.push(event));

  app.use("/simulator", simulator.router);
  app.use(express.urlencoded({ extended: false }), (request, response) => {
    const asked: Asked = {
      path: request.path,
      method: request.method,
      query: request.originalUrl.split("?")[1] ?? "",
      headers: request.headers,
      form: { ...(request.body as Record<string, string> | undefined) },
    };
    log.push(asked);
    const reply = replies.get(request.path);
    if (reply === undefined) response.status(204).end();
    else if (typeof reply === "string")
      response.type("text/xml").send(document(reply));
    else {
      const result = reply(asked, response);
      if (typeof result === "string")
        response.type("text/xml").send(document(result));
    }
  });

  const world: World = {
    clock,
    simulator,
    base,
    on: (path, reply) => void replies.set(path, reply),
    asked: (path) => log.filter((one) => !path || one.path === path),
    events: (sid) => events.filter((event) => !sid || event.sid === sid),
    heard: (sid) => world.events(sid).flatMap(describeEvent),
    refusals: (sid) =>
      world
        .events(sid)
        .flatMap((event) =>
          event.type === "refused"
            ? [`${event.code}${event.fatal ? "!" : ""}`]
            : [],
        ),
    async call(from = CALLER) {
      const sid = simulator.dial({ from, to: LINE });
      await clock.settle();
      return sid;
    },
    newest: () =>
      events.findLast((event) => event.type === "leg-started")?.sid ?? "",
    settle: () => clock.settle(),
    async rest(path, form, method = form ? "POST" : "GET") {
      const response = await fetch(
        `${base}/simulator/2010-04-01/Accounts/${ACCOUNT.sid}${path}`,
        {
          method,
          headers: {
            Authorization: `Basic ${btoa(`${ACCOUNT.sid}:${ACCOUNT.token}`)}`,
            Connection: "close",
          },
          ...(form ? { body: new URLSearchParams(form) } : {}),
        },
      );
      const text = await response.text();
      await clock.settle();
      return {
        status: response.status,
        body: (text ? JSON.parse(text) : {}) as Record<string, unknown>,
      };
    },
    async close() {
      await simulator.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return world;
}

/** A small generator (mulberry32), so that a seed repeats a run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function describeEvent(event: PhoneEvent): string[] {
  switch (event.type) {
    case "leg-status":
      return [event.status];
    case "said":
      return [`say ${event.text}`];
    case "played":
      return [`play ${event.url}`];
    case "silent":
      return [`silence ${event.ms}`];
    case "listening":
      return [`listen ${event.input.join("+")} ${event.timeoutMs}`];
    case "tone":
      return [`tone ${event.tone}`];
    case "cut":
    case "beep":
      return [event.type];
    case "bridged":
    case "unbridged":
      return [event.type];
    case "pressed":
      return [`press ${event.digits}`];
    case "spoke":
      return [`speak ${event.text}`];
    case "refused":
      return [`refused ${event.code}`];
    case "leg-started":
    case "webhook":
    case "message":
      break;
  }
  return [];
}
