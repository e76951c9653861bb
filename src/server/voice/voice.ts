/**
 * The voice webhooks: what the carrier asks, as events; what the machine decides, as TwiML. A voice webhook always answers
 * TwiML with status 200, whatever breaks (a bad signature gets a bare 403): then the caller is taken to people by the last resort.
 *
 * Requests and answers are Node's own (see callers-first.ts), with `query` and `body` as the intake read them: Express' `get` and `status` are not there.
 */
import express, { type Router } from "express";
import {
  eventFromForm,
  gradeOf,
  isNotice,
  isOutOfReach,
  isOver,
  numberDialled,
  readForm,
  type Happening,
  type VoiceForm,
} from "../../carrier/twilio/form.js";
import { renderLastResort } from "../../carrier/twilio/last-resort.js";
import { mayDialDirector } from "./direct-calls.js";
import {
  busyTwiml,
  emptyTwiml,
  hangUpTwiml,
} from "../../carrier/twilio/twiml.js";
import type { CallEvent } from "../../flows/events.js";
import type { FlowDocument } from "../../flows/index.js";
import { whereIs, type MachineEvent } from "../../machines/advance.js";
import { createAnswer, type AnswerDeps } from "./answer.js";
import { callersCases } from "../open-case-list.js";
import {
  callersLeg,
  createLegRouter,
  customersLeg,
  personsLeg,
  staffsLeg,
} from "./leg.js";
import { asideTurn } from "./aside-leg.js";
import { plainErrors } from "../guards.js";
import { createStaffPins } from "./staff-pins.js";
import { createLastResortRouter } from "./last-resort-routes.js";
import type { PageLinks } from "../pages/page-links.js";
import { createMessageStatus } from "./message-status.js";
import { createPatientTeller } from "./tell-patiently.js";
import { whatIsOwed } from "./what-is-owed.js";
import { nameIn, turnOf } from "./voice-address.js";
import { createWaitRouter } from "./wait-routes.js";
import { createIntake } from "./webhook-intake.js";
import type { FlowLibrary } from "../served/flow-library.js";
import { broughtAlong, isDirectors } from "./brought-along.js";
import { recallCaller } from "./recall-caller.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import type { LeftMessages } from "./left-messages.js";
import { maskNumber } from "../log.js";
import {
  lastReply,
  readState,
  takeTurn,
  type MachineState,
  type TurnDeps,
} from "../turn.js";

export interface VoiceDeps extends AnswerDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  /** The line's own, E.164. */
  readonly number: string;
  readonly tokens: readonly string[];
  /** Whom a call that begins now may ring. */
  readonly people: () => PeopleFile;
  readonly findFlow: FlowLibrary["find"];
  readonly links: PageLinks;
  /** The main flow that is served. */
  readonly document: () => FlowDocument;
  readonly leftMessages: LeftMessages;
  /** Draws the number of a case. */
  readonly drawReference: () => string;
}

/** The store may be back in a moment: worth asking again. */
const patient = { patient: true };

export function createVoiceRouter(deps: VoiceDeps): Router {
  const { turns, clock, log, metrics } = deps;
  const router = express.Router();
  const keyOf = (call: string) => ({ kind: "call", id: call });
  const at = (event: Happening): CallEvent => ({ ...event, at: clock.now() });
  router.use(createIntake(deps));

  const answer = createAnswer(deps);
  const tell = createPatientTeller(deps);

  const isDirect = ({ To }: VoiceForm) => isDirectors(deps.people(), To);

  const beginning = async (form: VoiceForm): Promise<CallEvent> => {
    const caller = { number: form.From, grade: gradeOf(form) };
    const people = deps.people();
    const [remembered, before, cases] = await Promise.all([
      recallCaller(turns, caller),
      whatIsOwed(turns.store, caller, clock.now()),
      callersCases(turns.store, people, caller, clock.now()),
    ]);
    return at({
      type: "call-started",
      call: form.CallSid,
      // What people are rung with, and what the caller hears of: the carrier takes a number of the account's only.
      line: numberDialled(form) ?? deps.number,
      ...broughtAlong(people, caller, form.To),
      reference: deps.drawReference(),
      ...(isDirect(form) && { direct: true as const }),
      ...remembered,
      ...(before && { before }),
      ...cases,
    });
  };

  const isStaffs = ({ To }: VoiceForm) => To === deps.people().staff.line;

  const beginStaffCall = async (form: VoiceForm): Promise<string> => {
    const { reply } = await takeTurn(turns, {
      key: { kind: "staff-call", id: form.CallSid },
      token: "start",
      event: {
        type: "dialled",
        at: clock.now(),
        call: form.CallSid,
        ...(gradeOf(form) === "attested" && { from: form.From }),
      } as MachineEvent,
      begins: true,
      asks: true,
    });
    return reply;
  };

  const overTurn = (call: string) => ({
    key: keyOf(call),
    token: "status:over",
    event: at({ type: "hung-up" }),
    begins: false,
    asks: false,
  });

  const begin = async (form: VoiceForm): Promise<string> => {
    if (isStaffs(form)) return beginStaffCall(form);
    const caller = { number: form.From, grade: gradeOf(form) };
    if (
      isDirect(form) &&
      !(await mayDialDirector(turns, caller, form.CallSid, clock.now()))
    )
      return busyTwiml;
    const { reply, outcome } = await takeTurn(turns, {
      key: keyOf(form.CallSid),
      token: "start",
      // Not awaited: all are asked of the store in one round trip.
      event: beginning(form),
      begins: true,
      isNew: true,
      asks: true,
    });
    if (outcome === "moved") {
      metrics.callsBegun.inc();
      log.info(
        { call: form.CallSid, from: maskNumber(form.From) },
        "a call began",
      );
    }
    return reply;
  };

  router.all("/", answer(begin, patient));

  router.all(
    "/turn",
    answer(async (form, request) => {
      const { call, turn } = turnOf(request);
      if (isNotice(form)) return emptyTwiml;
      const happened = eventFromForm(form);
      // Whatever document it is about: the webhook that says so may never come.
      if (happened.type === "hung-up") {
        await takeTurn(turns, overTurn(call));
        return hangUpTwiml;
      }
      const { outcome, reply, state } = await takeTurn(turns, {
        key: keyOf(call),
        token: `turn:${turn}`,
        turn,
        event: at(happened),
        begins: false,
        asks: true,
      });
      // Who leaves a message ends it by hanging up.
      if (isOver(form)) {
        await takeTurn(turns, overTurn(call));
        return hangUpTwiml;
      }
      if (outcome === "unknown")
        throw new Error("The store knows no such call.");
      if (reply === "" && state?.snapshot.status !== "done")
        throw new Error(`The flow says nothing at ${where(state)}.`);
      return reply;
    }, patient),
  );

  router.all(
    "/document",
    answer(async (_form, request) => {
      const key = { kind: nameIn(request, "kind"), id: nameIn(request, "id") };
      const { machine } = await turns.store.load(key);
      return machine
        ? lastReply(turns.store, key, readState(machine.state))
        : hangUpTwiml;
    }, patient),
  );
  router.use("/wait", createWaitRouter({ ...deps, answer }));
  const legs = { ...deps, answer };
  router.use("/person", createLegRouter(legs, personsLeg));
  router.use("/back", createLegRouter(legs, callersLeg));
  router.use("/customer", createLegRouter(legs, customersLeg));
  router.all("/aside/turn", asideTurn(legs));
  router.use(
    "/staff",
    createLegRouter(legs, staffsLeg(createStaffPins(deps).check)),
  );
  router.all("/message", createMessageStatus(tell, clock));
  router.use("/last-resort", createLastResortRouter(deps));

  router.all("/status", (request, response) => {
    const form = readForm(request.body);
    response.writeHead(204).end();
    if (!form || !isOver(form)) return;
    const call = form.CallSid;
    log.info({ call, status: form.CallStatus }, "a call ended");
    const over = overTurn(call);
    tell(
      isStaffs(form)
        ? { ...over, key: { kind: "staff-call", id: call } }
        : over,
    );
  });

  router.all("/recording", (request, response) => {
    const form = readForm(request.body);
    response.writeHead(204).end();
    if (!form) return;
    const { RecordingStatus: status = "", RecordingDuration } = form;
    const seconds = Math.trunc(Number(RecordingDuration ?? 0)) || 0;
    const event =
      status === "completed"
        ? { type: "completed", seconds }
        : { type: "absent" };
    tell({
      key: { kind: "recording", id: nameIn(request, "id") },
      token: `recording:${status}`,
      event: { ...event, at: clock.now() },
      begins: false,
      asks: false,
    });
  });

  router.all(
    "/fallback",
    answer(async (form) => {
      const call = form.CallSid;
      log.error(
        { call, code: form.ErrorCode },
        "the carrier could not use our answer",
      );
      // Anything else would only fail again.
      if (isOutOfReach(form)) {
        const state = await readCall(turns, call);
        const reply = state
          ? await lastReply(turns.store, keyOf(call), state)
          : await begin(form);
        if (reply !== "") return reply;
      }
      return renderLastResort(deps.lastResort(form.To), form);
    }),
  );

  // An address that we never gave out: whoever is on the line still gets to people.
  router.use(
    answer(() => Promise.reject(new Error("There is no such webhook."))),
  );
  router.use(plainErrors(log));
  return router;
}

async function readCall(
  { store }: TurnDeps,
  call: string,
): Promise<MachineState | undefined> {
  const { machine } = await store.load({ kind: "call", id: call });
  return machine && readState(machine.state);
}

function where(state: MachineState | undefined): string {
  return state ? whereIs(state.snapshot) : "its beginning";
}
