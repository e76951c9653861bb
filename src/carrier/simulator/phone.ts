import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Router,
} from "express";
import { z } from "zod";
import type { EventLog, NumberedEvent } from "./event-log.js";
import { PhoneRefusal, type Person } from "./person.js";
import type { IncomingCall } from "./incoming.js";
import type { PhoneNumbers } from "./phone-api.js";

export interface PhoneDeps {
  readonly numbers: () => PhoneNumbers;
  /** Whether host names other than loopback's are served. */
  readonly isAnywhere: boolean;
  readonly events: EventLog;
  readonly person: Person;
  readonly dial: (call: IncomingCall) => string;
}

const dialForm = z.object({
  from: z.string(),
  to: z.string(),
  verstat: z.string().max(64).optional(),
});
const pressForm = z.object({ digits: z.string() });
const speakForm = z.object({
  text: z.string(),
  // Typed words are clear ones; `null` is a recogniser that gives no confidence.
  confidence: z.number().nullable().default(0.93),
});

/** The telephones' own API (see phone-api.ts). `close` ends the open event streams. */
export function createPhoneRouter(deps: PhoneDeps): {
  router: Router;
  close: () => void;
} {
  const { person } = deps;
  const router = express.Router();
  const streams = createStreams(deps.events);
  if (!deps.isAnywhere) router.use(requireLoopback);
  router.get("/numbers", (_request, response) => {
    response.json(deps.numbers());
  });
  router.get("/events", streams.open);
  router.post(/.*/, requireJson, express.json({ limit: "16kb" }));
  router.post("/calls", (request, response) => {
    const { from, to, verstat } = read(dialForm, request.body);
    const sid = deps.dial({ from, to, ...(verstat ? { verstat } : {}) });
    response.status(201).json({ sid });
  });
  const act = (
    path: string,
    perform: (sid: string, body: unknown) => void,
  ): void => {
    router.post(`/legs/:sid/${path}`, (request, response) => {
      perform(request.params["sid"] ?? "", request.body);
      response.status(204).end();
    });
  };
  act("answer", (sid) => person.answer(sid));
  act("decline", (sid) => person.decline(sid));
  act("hang-up", (sid) => person.hangUp(sid));
  act("press", (sid, body) => person.press(sid, read(pressForm, body).digits));
  act("speak", (sid, body) => {
    const { text, confidence } = read(speakForm, body);
    person.speak(sid, text, confidence ?? undefined);
  });
  router.use((_request, response) => {
    response.status(404).json({ error: "The telephone has no such address." });
  });
  router.use(refuse);
  return { router, close: streams.close };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new PhoneRefusal(
    400,
    `${issue?.path.join(".") || "The body"}: ${issue?.message ?? "not understood"}`,
  );
}

/** A page elsewhere may resolve its own name to this machine (DNS rebinding): only loopback names are served. */
const requireLoopback: RequestHandler = (request, response, next) => {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (["127.0.0.1", "localhost", "[::1]"].includes(host)) return next();
  response.status(403).json({
    error: `The telephones answer on this machine only (localhost), not as "${host}".`,
  });
};

/** A form on another site can post anything but JSON: asking for it keeps such posts out. */
const requireJson: RequestHandler = (request, response, next) => {
  if (request.is("application/json")) return next();
  response
    .status(415)
    .json({ error: "Post JSON with the content type application/json." });
};

const refuse: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  const status =
    error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status >= 500 || response.headersSent) return next(error);
  response
    .status(status)
    .json({ error: error instanceof Error ? error.message : String(error) });
};

function createStreams(events: EventLog): {
  open: RequestHandler;
  close: () => void;
} {
  const closers = new Set<() => void>();
  return {
    open(request, response) {
      response.writeHead(200, {
        "Content-Type": "text/event-stream",
        "Cache-Control": "no-store",
      });
      const write = ({ id, event }: NumberedEvent): void =>
        void response.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      const seen = Number(request.headers["last-event-id"] ?? 0) || 0;
      response.write(":\n\n");
      for (const past of events.recent(seen)) write(past);
      const unsubscribe = events.subscribe(write);
      const close = (): void => {
        unsubscribe();
        closers.delete(close);
        response.end();
      };
      closers.add(close);
      request.on("close", close);
    },
    close() {
      for (const close of Array.from(closers)) close();
    },
  };
}
