import express, { type Request, type Router } from "express";
import type { Logger } from "pino";
import {
  eventFromForm,
  isOutOfReach,
  isOver,
  legResult,
  readForm,
  type Happening,
  type VoiceForm,
} from "../../carrier/twilio/form.js";
import { hangUpTwiml } from "../../carrier/twilio/twiml.js";
import type { Told } from "../../machines/effects.js";
import type { LegEvent } from "../../machines/leg-events.js";
import type { MachineKey } from "../../store/contract.js";
import type { createAnswer } from "./answer.js";
import type { Clock } from "../clock.js";
import { overOf, type LegOver } from "./leg-over.js";
import { createPatientTeller } from "./tell-patiently.js";
import {
  lastReply,
  readState,
  takeTurn,
  type TurnDeps,
  type TurnResult,
} from "../turn.js";
import { dialledIn, nameIn, numberIn } from "./voice-address.js";

export interface LegDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly answer: ReturnType<typeof createAnswer>;
}

/** `turn`: of the document that it answers. */
export type TakenAs = (
  key: MachineKey,
  turn: number,
  event: Happening,
) => Promise<({ readonly type: string } & Record<string, unknown>) | undefined>;

/** Whose leg it is. */
export interface LegOwner {
  /** The machine that had it rung. Throws for an address that names none. */
  readonly keyOf: (form: VoiceForm, request: Request) => MachineKey;
  /** What is told to the machine in place of what happened; absent, and `undefined`: what happened. */
  readonly takenAs?: TakenAs;
  /** The call that is told when the telephone rings; absent: nobody measures that. */
  readonly measuredBy?: (request: Request) => string;
}

/** A person is rung by a connection, which has the name of the call. */
export const personsLeg: LegOwner = {
  keyOf: (_form, request) => ({
    kind: "connection",
    id: nameIn(request, "call"),
  }),
  measuredBy: (request) => nameIn(request, "call"),
};

/** A caller is rung back by the call-back of their number. Legs that an earlier release had rung name it in the form alone. */
export const callersLeg: LegOwner = {
  keyOf: ({ To }, request) => ({
    kind: "callback",
    id: request.query["id"] === undefined ? To : nameIn(request, "id"),
  }),
};

/** Somebody of the line's people, who called or was rung. */
export const staffsLeg = (takenAs: TakenAs): LegOwner => ({
  keyOf: byName("staff-call"),
  takenAs,
});

/** A customer is rung for somebody of the line's people. */
export const customersLeg: LegOwner = { keyOf: byName("ring-back") };

function byName(kind: string): LegOwner["keyOf"] {
  return (_form, request) => ({ kind, id: nameIn(request, "id") });
}

/** While the store is away whoever picked up is asked for patience; when it stays away, only their own leg ends. */
const patient = { patient: true, broken: () => hangUpTwiml };

/**
 * A leg that a machine had rung: what is heard on picking up, each key, and that the leg is over. Whoever is not expected any more (the
 * caller went on, or away; another person is rung by now) is hung up on.
 */
export function createLegRouter(
  deps: LegDeps,
  { keyOf, takenAs, measuredBy }: LegOwner,
): Router {
  const { turns, clock, answer } = deps;
  const router = express.Router();
  const tell = createPatientTeller(deps);
  const at = (event: Told<LegEvent>) => ({ ...event, at: clock.now() });
  const told = (event: LegOver["event"]) => ({
    event: { ...event, at: clock.now() },
    begins: false,
    asks: false,
  });

  const pickedUp = async (
    form: VoiceForm,
    request: Request,
  ): Promise<string> => {
    const offer = numberIn(request, "offer");
    const result = await takeTurn(turns, {
      key: keyOf(form, request),
      token: `answered:${offer}`,
      event: at({ type: "leg-answered", offer, leg: form.CallSid }),
      begins: false,
      asks: true,
      leg: form.CallSid,
    });
    return heard(result, form);
  };
  router.all("/", answer(pickedUp, patient));

  router.all(
    "/fallback",
    answer(async (form, request) => {
      // What the carrier could not use would only fail again.
      if (!isOutOfReach(form)) return "";
      const key = keyOf(form, request);
      const { machine } = await turns.store.load(key);
      const state = machine && readState(machine.state);
      return state?.leg === form.CallSid
        ? lastReply(turns.store, key, state)
        : pickedUp(form, request);
    }, patient),
  );

  router.all(
    "/turn",
    answer(async (form, request) => {
      const turn = numberIn(request, "turn");
      const key = keyOf(form, request);
      const happened = eventFromForm(form);
      // Of the leg, whatever document it is about: the webhook that says so may never come.
      if (happened.type === "hung-up") {
        const { CallSid } = form;
        const over = await overOf(turns.store, key, CallSid, legResult(form));
        if (over) await takeTurn(turns, { ...over, ...told(over.event) });
        return "";
      }
      const event = (await takenAs?.(key, turn, happened)) ?? happened;
      const result = await takeTurn(turns, {
        key,
        token: `turn:${turn}`,
        turn,
        event: { ...event, at: clock.now() },
        begins: false,
        asks: true,
        leg: form.CallSid,
      });
      return heard(result, form);
    }, patient),
  );

  router.all("/status", (request, response) => {
    const form = readForm(request.body);
    response.writeHead(204).end();
    if (!form) return;
    const offer = numberIn(request, "offer");
    // The call goes on whether or not it is told.
    if (form.CallStatus === "ringing" && measuredBy) {
      const ringing = { type: "leg-ringing", ...dialledIn(request) };
      tell({
        key: { kind: "call", id: measuredBy(request) },
        token: `ringing:${offer}`,
        event: { ...ringing, at: clock.now() },
        begins: false,
        asks: false,
      });
    }
    if (!isOver(form)) return;
    tell({
      key: keyOf(form, request),
      token: `over:${offer}`,
      event: at({ type: "leg-over", offer, result: legResult(form) }),
      begins: false,
      asks: false,
    });
  });
  return router;
}

/** A late post gets the document that its leg is on; that of another leg is not for this one's ears. */
function heard(
  { outcome, reply, state }: TurnResult,
  { CallSid }: VoiceForm,
): string {
  if (outcome === "moved" || outcome === "repeated") return reply;
  if (outcome !== "superseded") return "";
  const { context } = (state?.snapshot ?? {}) as { context?: { leg?: string } };
  return context?.leg === CallSid ? reply : "";
}
