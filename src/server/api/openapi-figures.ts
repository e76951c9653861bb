import { z } from "zod";
import { callEnds } from "../../machines/figures/day.js";
import { figuresQuery } from "../figures.js";
import { response, withoutDialect } from "./openapi-parts.js";

const errors = {
  "400": response("The request is not understood.", "Error"),
  "401": response("The key is missing or wrong.", "Error"),
  "429": response("More than 60 requests came within a minute.", "Error"),
  "503": response("The store is away: send it again.", "Error"),
};
const { properties = {} } = withoutDialect(
  z.toJSONSchema(figuresQuery, { io: "input" }),
) as { properties?: Record<string, object> };
const parameters = [
  ["period", "Absent: week."],
  ["on", "A date in the period, on the company's clock. Absent: today."],
].map(([name = "", description]) => ({
  name,
  in: "query",
  description,
  schema: properties[name],
}));

/** The routes for how the line did; with the desk's key, CASES_API_KEY. docs/figures.md says how each is counted. */
export const figuresPaths = {
  "/figures": {
    get: {
      operationId: "figures",
      summary:
        "How the line did in a day, week, month or quarter, beside the period before. With the desk's key, CASES_API_KEY.",
      parameters,
      responses: { "200": response("The figures.", "Figures"), ...errors },
    },
  },
  "/figures.csv": {
    get: {
      operationId: "figuresCsv",
      summary: "Its days for a spreadsheet, with a line for each flow version.",
      parameters,
      responses: {
        "200": {
          description: "A head, and the days in order.",
          content: { "text/csv": { schema: { type: "string" } } },
        },
        ...errors,
      },
    },
  },
};

const count = { type: "integer", minimum: 0 };
const seconds = { type: "number", minimum: 0 };
const date = { type: "string", format: "date" };
const object = (fields: Record<string, object>) => ({
  type: "object",
  required: Object.keys(fields),
  properties: fields,
});
const list = (items: object) => ({ type: "array", items });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const sums = {
  type: "object",
  description: "By currency.",
  additionalProperties: { type: "integer" },
};
const share = object({ of: count, are: count });

const calls = {
  calls: count,
  ends: {
    ...object(Object.fromEntries(callEnds.map((end) => [end, count]))),
    description: "How calls ended, each in one way.",
  },
  soon: {
    ...share,
    description: "With a person, or settled, within 60 seconds of the answer.",
  },
  toPerson: {
    type: "object",
    description:
      "Seconds from the answer to a person; absent where there were none.",
    properties: { median: seconds, p95: seconds },
  },
  firstContact: {
    ...share,
    description: "Callers who did not have to ring again within seven days.",
  },
  abandoned: {
    ...share,
    description: "Of those who asked for a person: they hung up first.",
  },
  rating: {
    type: "object",
    required: ["answers", "counts"],
    properties: {
      answers: count,
      mean: { type: "number", minimum: 1, maximum: 5 },
      counts: { type: "object", additionalProperties: count },
    },
  },
  transfers: count,
  promises: list(
    object({
      name: { type: "string" },
      kept: count,
      late: count,
      worst: seconds,
      proved: seconds,
    }),
  ),
};

export const figuresSchemas = {
  CallFigures: object(calls),
  LineFigures: object({
    ...calls,
    handedOver: count,
    callBacks: object({
      inTime: count,
      late: count,
      cases: count,
      declined: count,
    }),
    cases: object({ inTime: count, late: count }),
    offers: object({ made: count, accepted: count }),
    byRule: object({
      claims: count,
      sums,
      priced: count,
      spared: {
        ...sums,
        description:
          "What handling `priced` of them by hand would have cost, by the policies' own word.",
      },
    }),
    byPeople: object({ decisions: count, sums }),
    customers: object({ atRisk: count, recovered: count }),
  }),
  Figures: {
    type: "object",
    required: [
      "period",
      "from",
      "to",
      "isSoFar",
      "isOpen",
      "now",
      "before",
      "days",
      "versions",
    ],
    properties: {
      period: properties["period"],
      from: date,
      to: { ...date, description: "Included." },
      isSoFar: {
        type: "boolean",
        description:
          "The period goes on: it is set beside as many days of the one before.",
      },
      isOpen: {
        type: "boolean",
        description: "Its callers may still ring again within seven days.",
      },
      now: ref("LineFigures"),
      before: object({ from: date, to: date, figures: ref("LineFigures") }),
      days: list(object({ day: date, calls: count, soon: count })),
      versions: list({
        allOf: [
          ref("CallFigures"),
          {
            type: "object",
            required: ["version"],
            properties: {
              version: { type: "string" },
              is: { enum: ["live", "trial"] },
            },
          },
        ],
      }),
      trial: {
        type: "object",
        description:
          "A version on trial beside the live one, since the day that the trial began.",
        required: [
          "from",
          "to",
          "number",
          "share",
          "live",
          "trial",
          "compared",
        ],
        properties: {
          from: date,
          to: date,
          number: count,
          share: { type: "integer", description: "Per cent of the calls." },
          live: ref("CallFigures"),
          trial: ref("CallFigures"),
          compared: list(
            object({
              name: { type: "string" },
              live: share,
              trial: share,
              difference: {
                ...object({
                  low: { type: "number" },
                  high: { type: "number" },
                }),
                description:
                  "The trial's share less the live one's, 95 of 100 times (Newcombe 1998, method 10).",
              },
              verdict: { enum: ["better", "worse", "alike", "too-few"] },
            }),
          ),
        },
      },
    },
  },
};
