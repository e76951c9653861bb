import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import type { Leg } from "../leg.js";
import { createCall } from "./create-call.js";
import { presentCall } from "./present-call.js";
import { readBody, readQuery, type Form } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";
import { updateCall } from "./update-call.js";

/** `/Calls` (§4.2): create, list, fetch, update, delete. There is no idempotency key: a repeat makes a second call. */
export function addCalls(router: Router, exchange: Exchange): void {
  router.post("/Calls.json", (request, response) => {
    const leg = createCall(exchange, readBody(request));
    response.status(201).json(presentCall(exchange, leg));
  });
  router.get("/Calls.json", (request, response) => {
    const legs = [...exchange.legs.values()]
      .filter(matches(readQuery(request)))
      .toReversed();
    response.json(
      pageOf(request, "calls", legs, (leg) => presentCall(exchange, leg)),
    );
  });
  router.get("/Calls/:sid.json", (request, response) => {
    response.json(presentCall(exchange, legOf(exchange, request.params.sid)));
  });
  router.post("/Calls/:sid.json", (request, response) => {
    const leg = legOf(exchange, request.params.sid);
    updateCall(exchange, leg, readBody(request));
    response.json(presentCall(exchange, leg));
  });
  router.delete("/Calls/:sid.json", (request, response) => {
    const leg = legOf(exchange, request.params.sid);
    if (!leg.isOver)
      throw new RestError(400, 20009, "Cannot delete call in progress");
    exchange.legs.delete(leg.sid);
    response.status(204).end();
  });
}

export function legOf(exchange: Exchange, sid: string): Leg {
  const leg = exchange.legs.get(sid);
  if (!leg) throw notFound(`/Calls/${sid}.json`);
  return leg;
}

function matches(query: Form): (leg: Leg) => boolean {
  const equal = (name: string, value: string | undefined): boolean =>
    query.text(name) === undefined || query.text(name) === value;
  const after = Date.parse(
    query.text("StartTime>") ?? query.text("StartTime>=") ?? "",
  );
  const before = Date.parse(
    query.text("StartTime<") ?? query.text("StartTime<=") ?? "",
  );
  return (leg) =>
    equal("To", leg.to) &&
    equal("From", leg.from) &&
    equal("Status", leg.status) &&
    equal("ParentCallSid", leg.parent) &&
    !(leg.createdAt < after) &&
    !(leg.createdAt > before);
}
