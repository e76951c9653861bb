import express, { type Router } from "express";
import { whereIs } from "../machines/advance.js";
import type { Store } from "../store/contract.js";
import { readState } from "./turn.js";
import { contextOf } from "./voice/voice-address.js";

/** What the browser phone shows of a call beside what is heard. Times are epoch ms. */
export interface CallView {
  readonly flow: string;
  /** The step and where in it: `welcome.asking`. */
  readonly at: string;
  readonly language: string;
  readonly startedAt: number;
  /** When a person took the call. */
  readonly personAt?: number;
  readonly ended: boolean;
}

/** `GET /api/calls/:id` → CallView, 404 for a call that is not known. Served with the simulator only: it asks nobody's name. */
export function createCallViewRouter(store: Store): Router {
  const router = express.Router();
  router.get("/calls/:id", async (request, response) => {
    const id = request.params.id.slice(0, 128);
    const { machine } = await store.load({ kind: "call", id });
    const state = machine && readState(machine.state);
    const context = contextOf(state);
    if (!state || !context) {
      response.status(404).json({ error: `There is no call ${id}.` });
      return;
    }
    const view: CallView = {
      flow: state.version,
      at: whereIs(state.snapshot),
      language: context.language,
      startedAt: context.startedAt,
      ...(context.personAt !== undefined && { personAt: context.personAt }),
      ended: state.snapshot.status === "done",
    };
    response.json(view);
  });
  return router;
}
