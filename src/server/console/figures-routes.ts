/** How the line did, for whoever answers for it: the director, and those who edit and publish its flows. */
import { seesFigures } from "../../machines/console-accounts/rights.js";
import { sendFiguresCsv } from "../api/figures-api.js";
import { answerFigures, readTrial, type FiguresDeps } from "../figures.js";
import type { ConsoleRoute } from "./route.js";

/** `GET /figures/trial`. */
export interface TrialView {
  /** Absent: nothing is on trial. */
  readonly trial?: NonNullable<Awaited<ReturnType<typeof readTrial>>>;
}

const right = seesFigures;

export function figuresRoutes(deps: FiguresDeps): ConsoleRoute[] {
  return [
    {
      method: "get",
      path: "/figures",
      right,
      handle: ({ query }) => answerFigures(deps, query),
    },
    {
      method: "get",
      path: "/figures/trial",
      right,
      async handle() {
        const trial = await readTrial(deps);
        const view: TrialView = trial ? { trial } : {};
        return [200, view];
      },
    },
    {
      method: "get",
      path: "/figures.csv",
      right,
      async handle({ query }, _who, response) {
        await sendFiguresCsv(deps, query, response);
        return undefined;
      },
    },
  ];
}
