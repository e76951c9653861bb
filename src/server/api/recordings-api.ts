/** `GET /api/recordings/<id>`: what a customer agreed to, in their own voice, for whoever has the desk's key. Each hearing is written to the log. */
import express, { type Router } from "express";
import type { Logger } from "pino";
import type { Files } from "../../files/index.js";
import type { Recording } from "../../machines/recording/events.js";
import { onlyWithKey } from "./api-key.js";
import type { PeopleApiDeps } from "./people-api.js";
import { readContext } from "../read-context.js";
import { createSharedLimit } from "../shared-limit.js";

export function createRecordingsRouter({
  turns,
  clock,
  deskKey,
  files,
  log,
}: PeopleApiDeps & { readonly files: Files; readonly log: Logger }): Router {
  const router = express.Router();
  router.use(
    createSharedLimit(turns, clock, { name: "recordings", most: 60 }),
    onlyWithKey(deskKey),
  );
  router.get("/:id", async ({ params }, response) => {
    const id = params.id.slice(0, 128);
    const { file } =
      (await readContext<Recording>(turns.store, { kind: "recording", id })) ??
      {};
    const sound =
      file === undefined ? undefined : await files.find(file, clock.now());
    if (!sound)
      return void response.status(404).json({
        error: "There is no such recording, or its time is over.",
      });
    log.info({ recording: id }, "a recording is heard");
    response
      .set("cache-control", "no-store")
      .type("audio/wav")
      .send(Buffer.from(sound));
  });
  return router;
}
