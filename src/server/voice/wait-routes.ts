import express, { type Request, type Router } from "express";
import { leaveTwiml, renderWaiting } from "../../carrier/twilio/waiting.js";
import { musicPieces } from "../../flows/effects.js";
import { sayWaiting } from "../../flows/saying.js";
import { whereIs } from "../../machines/advance.js";
import type { Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import { standInFor } from "../../machines/queue/match.js";
import { placeOf } from "../../machines/queue/expected-wait.js";
import type { createAnswer } from "./answer.js";
import type { Clock } from "../clock.js";
import type { FlowLibrary } from "../served/flow-library.js";
import { readState, takeTurn, type TurnDeps } from "../turn.js";
import {
  contextOf,
  numberIn,
  turnOf,
  voiceAddresses,
} from "./voice-address.js";

export interface WaitDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly publicUrl: () => string;
  readonly findFlow: FlowLibrary["find"];
  readonly answer: ReturnType<typeof createAnswer>;
}

/** A waiting document may not ring anybody: whoever cannot be served in the queue leaves it, and is served outside. */
const patient = { patient: true, broken: () => leaveTwiml };

/**
 * What a caller hears who waits for a person: place and expected wait when they change, what the keys do, and music, or silence by
 * the caller's choice (C3). The carrier asks for the next document when one ends. A key is a turn of the call; when it leads elsewhere, the
 * caller leaves the carrier's queue, and the queue's own action asks for the document that the call is on by then.
 */
export function createWaitRouter(deps: WaitDeps): Router {
  const { turns, clock, answer } = deps;
  const router = express.Router();

  const waiting = async (request: Request): Promise<string> => {
    const { call, turn } = turnOf(request);
    const [{ machine }, queue] = await Promise.all([
      turns.store.load({ kind: "call", id: call }),
      turns.store.load(lineQueue),
    ]);
    const state = machine && readState(machine.state);
    const context = contextOf(state);
    // The call has gone on: so does the caller, should the carrier not have been told.
    if (!state || !context || state.turn !== turn) return leaveTwiml;
    const { document, chart } = await deps.findFlow(state.version);
    const line = queue.machine
      ? (contextOf(readState(queue.machine.state)) as unknown as Queue)
      : undefined;
    const place = line && placeOf(line, call, clock.now());
    const standIn = line && standInFor(line, call);
    const asked = context.numberAsked ?? 0;
    const round = roundOf(request);
    const said = sayWaiting({
      document,
      chart,
      at: whereIs(state.snapshot),
      context,
      now: clock.now(),
      place: heard(request, "said") === written(place) ? undefined : place,
      standIn: heard(request, "by") === standIn?.id ? undefined : standIn?.name,
      saysNumber: heard(request, "number") !== String(asked) && asked > 0,
      saysNoCallBack:
        context.noCallBack === true && heard(request, "declined") === "",
      // The keys are named at first, and now and then.
      namesKeys: round % 6 === 0,
    });
    if (!said) return leaveTwiml;
    const next = `&round=${round + 1}&said=${written(place)}&by=${standIn?.id ?? ""}&number=${asked}${context.noCallBack ? "&declined=1" : ""}`;
    const addresses = voiceAddresses(deps.publicUrl(), call, turn);
    return renderWaiting({
      said,
      ...(context.quiet
        ? {}
        : { music: `${deps.publicUrl()}/music/${round % musicPieces}.wav` }),
      // What follows a key that leads nowhere is the next document too: nothing is said twice.
      key: `${addresses.waitKey}${next}`,
      again: `${addresses.wait}${next}`,
    });
  };

  router.all(
    "/",
    answer((_form, request) => waiting(request), patient),
  );

  router.all(
    "/key",
    answer(async (form, request) => {
      const { call, turn } = turnOf(request);
      const { Digits: digits = "" } = form;
      const { outcome, reply } = await takeTurn(turns, {
        key: { kind: "call", id: call },
        token: `wait:${turn}:${roundOf(request)}:${digits}`,
        turn,
        event: { type: "digits", at: clock.now(), digits } as never,
        begins: false,
        asks: true,
      });
      const stays =
        outcome === "ignored" ||
        ((outcome === "moved" || outcome === "repeated") && reply === "");
      return stays ? waiting(request) : leaveTwiml;
    }, patient),
  );
  return router;
}

function roundOf(request: Request): number {
  return request.query["round"] === undefined ? 0 : numberIn(request, "round");
}

/** What the caller has heard already, by the address that is asked for. */
function heard(
  request: Request,
  what: "said" | "by" | "number" | "declined",
): string {
  const told = request.query[what];
  return typeof told === "string" ? told : "";
}

function written(
  place: { readonly place: number; readonly seconds: number } | undefined,
): string {
  return place ? `${place.place}-${place.seconds}` : "";
}
