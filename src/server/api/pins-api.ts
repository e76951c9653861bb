/**
 * The PINs with which people act by telephone, for whoever has the desk's key: `PUT /api/people/<id>/pin` draws one and tells it once, `DELETE`
 * takes it away, and `DELETE /api/people/<id>/pin/lock` opens it again after wrong tries.
 */
import express, { type Router } from "express";
import type { Queue } from "../../machines/queue/context.js";
import { lineQueue } from "../../machines/queue/events.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";
import { changePin, setPin } from "../voice/staff-pins.js";
import type { TurnDeps } from "../turn.js";

interface PinsApiDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
}

const nobody = { error: "Nobody of the people file has this id." };
const noPin = { error: "They have no PIN." };

/** Below `/api/people`, behind its key and its limit. */
export function createPinsRouter({ turns, clock }: PinsApiDeps): Router {
  const router = express.Router();
  const named = async (id: string) => {
    const queue = await readContext<Queue>(turns.store, lineQueue);
    return queue?.people.find(({ person }) => person.id === id)?.person.name;
  };
  router.put("/:id/pin", async (request, response) => {
    const name = await named(request.params.id);
    if (name === undefined) return void response.status(404).json(nobody);
    response.json(await setPin(turns, name, clock.now()));
  });
  for (const [path, type] of [
    ["/:id/pin", "pin-removed"],
    ["/:id/pin/lock", "unlocked"],
  ] as const)
    router.delete(path, async (request, response) => {
      const name = await named(request.params.id);
      const done =
        name !== undefined && (await changePin(turns, type, name, clock.now()));
      if (done) response.status(204).end();
      else response.status(404).json(name === undefined ? nobody : noPin);
    });
  return router;
}
