/**
 * The voice webhooks: what the carrier asks, as events; what the machine decides, as TwiML. A voice webhook always answers
 * TwiML with status 200, whatever breaks (a bad signature gets a bare 403): then the caller is taken to people by the last resort.
 */
import express, {
  type Request,
  type RequestHandler,
  type Router,
} from "express";
import {
  eventFromForm,
  gradeOf,
  isOver,
  readForm,
  type Happening,
} from "../carrier/twilio/form.js";
import {
  renderLastMessage,
  renderLastResort,
} from "../carrier/twilio/last-resort.js";
import { isSigned } from "../carrier/twilio/signature.js";
import {
  emptyTwiml,
  hangUpTwiml,
  renderWhisper,
} from "../carrier/twilio/twiml.js";
import type { CallContext } from "../flows/call-context.js";
import type { CallEvent, People } from "../flows/events.js";
import { createAnswer, sendTwiml, type AnswerDeps } from "./answer.js";
import { sayWhisper } from "../flows/saying.js";
import type { FlowLibrary } from "./flow-library.js";
import type { Clock } from "./clock.js";
import type { LeftMessages } from "./left-messages.js";
import { maskNumber } from "./log.js";
import {
  lastReply,
  readState,
  takeTurn,
  type MachineState,
  type TurnDeps,
} from "./turn.js";

export interface VoiceDeps extends AnswerDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly tokens: readonly string[];
  readonly people: People;
  readonly findFlow: FlowLibrary["find"];
  readonly leftMessages: LeftMessages;
  /** Draws the number of a case. */
  readonly drawReference: () => string;
}

/** Where a leg's documents send what happens. */
export function voiceAddresses(publicUrl: string, call: string, turn: number) {
  const query = `call=${encodeURIComponent(call)}&turn=${turn}`;
  return {
    turn: `${publicUrl}/voice/turn?${query}`,
    whisper: `${publicUrl}/voice/whisper?${query}`,
    accept: `${publicUrl}/voice/accept?${query}`,
  };
}

/** The store may be back in a moment: worth asking again. */
const patient = { patient: true };

export function createVoiceRouter(deps: VoiceDeps): Router {
  const { turns, clock, log, metrics } = deps;
  const router = express.Router();
  const keyOf = (call: string) => ({ kind: "call", id: call });
  const at = (event: Happening): CallEvent => ({ ...event, at: clock.now() });
  router.use(metrics.timeWebhooks);
  router.use(
    express.urlencoded({ extended: false, limit: "64kb", parameterLimit: 300 }),
  );
  router.use(checkSignature(deps));

  const answer = createAnswer(deps);

  router.post(
    "/",
    answer(async (form) => {
      const { reply, outcome } = await takeTurn(turns, {
        key: keyOf(form.CallSid),
        token: "start",
        event: at({
          type: "call-started",
          call: form.CallSid,
          line: form.To,
          caller: { number: form.From, grade: gradeOf(form) },
          people: deps.people,
          reference: deps.drawReference(),
        }),
        begins: true,
        asks: true,
      });
      if (outcome === "moved") metrics.callsBegun.inc();
      log.info(
        { call: form.CallSid, from: maskNumber(form.From) },
        "a call began",
      );
      return reply;
    }, patient),
  );

  router.post(
    "/turn",
    answer(async (form, request) => {
      const { call, turn } = turnOf(request);
      const { outcome, reply } = await takeTurn(turns, {
        key: keyOf(call),
        token: `turn:${turn}`,
        turn,
        event: at(eventFromForm(form)),
        begins: false,
        asks: true,
      });
      if (outcome === "unknown")
        throw new Error("The store knows no such call.");
      return reply;
    }, patient),
  );

  router.post(
    "/whisper",
    answer(async (_form, request) => {
      const { call, turn } = turnOf(request);
      const state = await readCall(turns, call);
      const context = contextOf(state);
      if (!state || !context) return hangUpTwiml;
      const { document } = await deps.findFlow(state.version);
      const whisper = sayWhisper(document, context, clock.now());
      if (!whisper) return hangUpTwiml;
      const { accept } = voiceAddresses(deps.publicUrl(), call, turn);
      return renderWhisper(whisper, accept);
    }),
  );

  router.post(
    "/accept",
    answer(async (form, request) => {
      const { call, turn } = turnOf(request);
      if (form.Digits !== "1") return hangUpTwiml;
      const { outcome } = await takeTurn(turns, {
        key: keyOf(call),
        token: `accept:${turn}`,
        event: at({ type: "leg-accepted" }),
        begins: false,
        asks: false,
      });
      // The caller went on, or away, in the meantime: nobody is there to be joined with.
      return outcome === "moved" || outcome === "repeated"
        ? emptyTwiml
        : hangUpTwiml;
    }),
  );

  router.post("/status", async (request, response) => {
    const form = readForm(request.body);
    response.status(204).end();
    if (!form || !isOver(form)) return;
    await takeTurn(turns, {
      key: keyOf(form.CallSid),
      token: "status:over",
      event: at({ type: "hung-up" }),
      begins: false,
      asks: false,
    })
      .then(() =>
        log.info(
          { call: form.CallSid, status: form.CallStatus },
          "a call ended",
        ),
      )
      .catch((error: unknown) =>
        log.error({ error, call: form.CallSid }, "a hang-up was not kept"),
      );
  });

  router.post(
    "/fallback",
    answer(async (form) => {
      log.error(
        { call: form.CallSid, code: form.ErrorCode },
        "the carrier could not use our answer",
      );
      // 12xxx: what we said was no TwiML; saying it again would fail again.
      const state = form.ErrorCode?.startsWith("12")
        ? undefined
        : await readCall(turns, form.CallSid);
      const reply =
        state && (await lastReply(turns.store, keyOf(form.CallSid), state));
      return reply ?? renderLastResort(deps.lastResort());
    }),
  );

  router.post("/last-resort", async (request, response) => {
    const form = readForm(request.body);
    if (form?.RecordingUrl !== undefined)
      await deps.leftMessages.add({
        call: form.CallSid,
        number: form.From,
        withheld: gradeOf(form) === "withheld",
        url: form.RecordingUrl,
        at: clock.now(),
        reference: deps.drawReference(),
      });
    const talked =
      form?.DialCallStatus === "completed" ||
      form?.DialCallStatus === "answered";
    const over =
      form === undefined || isOver(form) || form.RecordingUrl !== undefined;
    sendTwiml(
      response,
      talked || over ? hangUpTwiml : renderLastMessage(deps.lastResort()),
    );
  });
  return router;
}

function checkSignature(deps: VoiceDeps): RequestHandler {
  return (request, response, next) => {
    const url = `${deps.publicUrl()}${request.originalUrl}`;
    const body = (request.body ?? {}) as Record<string, unknown>;
    if (isSigned(deps.tokens, request.get("x-twilio-signature"), url, body))
      return next();
    deps.log.warn(
      { path: request.path },
      "a webhook with a wrong signature was refused",
    );
    response.status(403).end();
  };
}

function turnOf(request: Request): { call: string; turn: number } {
  const { call, turn } = request.query;
  const number = Number(turn);
  if (
    typeof call !== "string" ||
    !/^[\w:.-]{1,128}$/.test(call) ||
    !Number.isSafeInteger(number)
  )
    throw new Error("The address names no call and turn.");
  return { call, turn: number };
}

async function readCall(
  { store }: TurnDeps,
  call: string,
): Promise<MachineState | undefined> {
  const { machine } = await store.load({ kind: "call", id: call });
  return machine && readState(machine.state);
}

export function contextOf(
  state: MachineState | undefined,
): CallContext | undefined {
  return (state?.snapshot as { context?: CallContext } | undefined)?.context;
}
