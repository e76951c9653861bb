import { z } from "zod";
import {
  caseLimits,
  channels,
  marks,
  outcomes,
} from "../../machines/case/file.js";
import { acts, type Act } from "./case-acts.js";
import { newCase } from "./cases-api.js";
import { chosen, counted } from "./closed-cases-api.js";
import { json, response, withoutDialect } from "./openapi-parts.js";

const errors = {
  "400": response("The request is not understood.", "Error"),
  "401": response("The key is missing or wrong.", "Error"),
  "429": response("More than 300 requests came within a minute.", "Error"),
  "503": response("The store is away: send it again.", "Error"),
};
const key = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Counts once, however often it is sent.",
  schema: { type: "string", pattern: "^[!-~]{8,100}$" },
};
const id = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", maxLength: 100 },
};

const caseOrNone = {
  "200": response("The case as it is now.", "Case"),
  "404": response("There is no such case.", "Error"),
};

const actSummaries: Readonly<Record<Act, string>> = {
  acknowledge: "The owner has it.",
  contacted: "The owner spoke with the caller: the promise is kept.",
  approve:
    "The line may ring a number that neither called nor is a known customer's. An agent's own asking is approved by somebody above them.",
  refuse:
    "The line does not ring it: the case is closed, and whoever gave the number is told so.",
  connect:
    "Rings whoever acts, on the first of their telephones, then the customer, and joins both.",
  note: "A note of anybody's.",
  "hand-over": "Somebody else owns it from now on, with time of their own.",
  close: "Closes it with an outcome, a reason and the area at fault.",
  mark: "What a director thinks of the decision; whoever took it hears so.",
  link: "A call, claim or decision belongs to it.",
};

/** The routes for cases; with the desk's key, CASES_API_KEY. */
export const casePaths = {
  "/cases": {
    get: {
      operationId: "openCases",
      summary: "What is open, the earliest due first.",
      parameters: [
        ...["owner", "reference"].map((name) => ({
          name,
          in: "query",
          schema: { type: "string" },
        })),
        {
          name: "toBeApproved",
          in: "query",
          description: "Only those whose number waits for approval.",
          schema: { enum: ["true"] },
        },
      ],
      responses: { "200": response("The open cases.", "OpenCases"), ...errors },
    },
    post: {
      operationId: "openCase",
      summary:
        "Opens a case from another channel, with the clock of a call's; CLAIMS_API_KEY will do.",
      parameters: [key],
      requestBody: body(newCase),
      responses: {
        "201": response("It is open.", "NewCase"),
        "422": response("The owner is nobody, or the key was used.", "Error"),
        ...errors,
      },
    },
  },
  "/cases/figures": {
    get: {
      operationId: "caseFigures",
      summary:
        "Closed cases counted by area, reason, contractor, agent, outcome or week; each figure has the address of the cases behind it.",
      parameters: queryOf(counted),
      responses: { "200": response("The figures.", "Figures"), ...errors },
    },
  },
  "/cases/closed": {
    get: {
      operationId: "closedCases",
      summary:
        "Closed cases, the newest first; a quarter's, unless weeks are named.",
      parameters: queryOf(chosen),
      responses: { "200": response("The cases.", "ClosedCases"), ...errors },
    },
  },
  "/cases/{id}": {
    get: {
      operationId: "oneCase",
      summary: "One case, with its history.",
      parameters: [id],
      responses: { ...caseOrNone, ...errors },
    },
  },
  ...Object.fromEntries(
    Object.entries(acts).map(([act, schema]) => [
      `/cases/{id}/${act}`,
      {
        post: {
          operationId: `${act.replace("-", "")}Case`,
          summary: actSummaries[act as Act],
          parameters: [id, key],
          requestBody: body(schema),
          responses: {
            ...caseOrNone,
            "403": response("It is not for this person.", "Error"),
            "409": response("The case is not in that state.", "Error"),
            "422": response("Somebody or something is not known.", "Error"),
            ...errors,
          },
        },
      },
    ]),
  ),
};

const text = { type: "string" };
const time = { type: "string", format: "date-time" };
const whole = { type: "integer", minimum: 0 };
const weeks = { from: text, to: text };

export const caseSchemas = {
  NewCase: object({ id: text, reference: text, owner: text, due: time }),
  OpenCases: list(
    "cases",
    {
      id: text,
      reference: text,
      owner: text,
      number: text,
      due: time,
      openedAt: time,
      acknowledged: { type: "boolean" },
      overdue: { type: "boolean" },
      toBeApproved: { type: "boolean" },
    },
    {
      askedBy: {
        type: "string",
        description: "Who asked for the call; somebody above approves it.",
      },
    },
  ),
  Case: object(
    {
      id: text,
      reference: text,
      status: { type: "string", description: "Such as open.reminded." },
      due: time,
      openedAt: time,
      channel: { enum: [...channels] },
      language: text,
      acknowledged: { type: "boolean" },
      toBeApproved: {
        type: "boolean",
        description:
          "The number neither called nor is a known customer's: the line rings it once somebody has approved that.",
      },
      kept: { type: "boolean", description: "Rung by the first due time." },
      linked: { type: "array", items: { type: "object" } },
      recordings: { type: "array", items: { type: "object" } },
      history: { type: "array", items: { type: "object" } },
    },
    {
      owner: text,
      number: text,
      words: text,
      about: { type: "object" },
      limit: {
        enum: [...caseLimits],
        description: "Why the line itself did not ring the caller back.",
      },
      keptAt: time,
      closing: { type: "object" },
      solved: { type: "boolean", description: "The caller's own word." },
      mark: { type: "object" },
    },
  ),
  ClosedCases: list(
    "cases",
    {
      id: text,
      reference: text,
      week: text,
      openedAt: time,
      closedAt: time,
      agent: text,
      area: text,
      reason: text,
      outcome: { enum: [...outcomes] },
      kept: { type: "boolean" },
      case: text,
    },
    {
      contractor: text,
      solved: { type: "boolean" },
      mark: { enum: [...marks] },
      gone: {
        const: true,
        description: "The case itself is no longer kept.",
      },
    },
    weeks,
  ),
  Figures: list(
    "figures",
    {
      cases: whole,
      kept: whole,
      solved: whole,
      notSolved: whole,
      marks: { type: "object", additionalProperties: whole },
      behind: { type: "string", description: "The address of these cases." },
    },
    {},
    { by: text, ...weeks },
  ),
};

function object(needed: object, more: object = {}) {
  return {
    type: "object",
    required: Object.keys(needed),
    properties: { ...needed, ...more },
  };
}

function list(name: string, needed: object, more: object = {}, beside = {}) {
  const items = object(needed, more);
  return object({ ...beside, [name]: { type: "array", items } });
}

function body(schema: z.ZodType) {
  const content = json(withoutDialect(z.toJSONSchema(schema, { io: "input" })));
  return { required: true, content };
}

function queryOf(schema: z.ZodType) {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: "input",
  });
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: one,
  }));
}
