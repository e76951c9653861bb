import express, { type Router } from "express";
import {
  answerFigures,
  figuresQuery,
  readDays,
  spansOf,
  todayOf,
  type FiguresDeps,
} from "../figures.js";
import { figuresCsv } from "../figures-csv.js";
import { createSharedLimit } from "../shared-limit.js";
import type { TurnDeps } from "../turn.js";
import { onlyWithKey } from "./api-key.js";
import { firstProblem } from "../../systems/values.js";

export interface FiguresApiDeps extends FiguresDeps {
  readonly turns: TurnDeps;
  /** Absent: nobody reads them over the API. */
  readonly deskKey?: string;
}

/** How the line did: `GET /api/figures` and `GET /api/figures.csv`. */
export function createFiguresRouter(deps: FiguresApiDeps): Router {
  const { turns, clock } = deps;
  const router = express.Router();
  router.use(
    ["/figures", "/figures.csv"],
    createSharedLimit(turns, clock, { name: "figures", most: 60 }),
    onlyWithKey(deps.deskKey),
  );
  router.get("/figures", async ({ query }, response) => {
    const [status, body] = await answerFigures(deps, query);
    response.status(status).json(body);
  });
  router.get("/figures.csv", async ({ query }, response) => {
    await sendFiguresCsv(deps, query, response);
  });
  return router;
}

/** The days of a period, for a spreadsheet. */
export async function sendFiguresCsv(
  deps: FiguresDeps,
  query: unknown,
  response: express.Response,
): Promise<void> {
  const read = figuresQuery.safeParse(query);
  if (!read.success)
    return void response.status(400).json({ error: firstProblem(read.error) });
  const { now } = spansOf(read.data, todayOf(deps));
  response
    .set("cache-control", "no-store")
    .set(
      "content-disposition",
      `attachment; filename="figures-${now.from}.csv"`,
    )
    .type("text/csv")
    .send(figuresCsv(await readDays(deps, now)));
}
