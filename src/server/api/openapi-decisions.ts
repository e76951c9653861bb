import { z } from "zod";
import { markBody } from "./decision-figures.js";
import { json, response, withoutDialect } from "./openapi-parts.js";

const errors = {
  "401": response("The key is missing or wrong.", "Error"),
  "429": response("Too many requests came within a minute.", "Error"),
  "503": response(
    "Billing, the account system or the store is away: send it again.",
    "Error",
  ),
};
const chosenDecisions = [
  "area",
  "reason",
  "contractor",
  "agent",
  "kind",
  "mark",
  "week",
  "from",
  "to",
].map((field) => ({ name: field, in: "query", schema: { type: "string" } }));

/** The routes for what people grant; with the desk's key, CASES_API_KEY. docs/decisions-ledger.md says the same for people. */
export const decisionPaths = {
  "/decisions": {
    get: {
      operationId: "decisions",
      summary:
        "What people granted on a day, for the director. With the desk's key, CASES_API_KEY.",
      parameters: [
        {
          name: "day",
          in: "query",
          description: "Absent: today.",
          schema: { type: "string", format: "date" },
        },
      ],
      responses: {
        "200": response("What was done or refused, oldest first.", "Decisions"),
        "400": response("It is no day.", "Error"),
        ...errors,
      },
    },
    post: {
      operationId: "decide",
      summary:
        "Grants what a person's powers allow, once under its key. With the desk's key, CASES_API_KEY.",
      parameters: [
        {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description: "One decision, however often it is sent.",
          schema: { type: "string", pattern: "^[!-~]{8,100}$" },
        },
      ],
      requestBody: {
        required: true,
        content: json({ $ref: "#/components/schemas/Decide" }),
      },
      responses: {
        "200": response("It is done, or refused with the reason.", "Decided"),
        "202": response("It is under way: send it again.", "Decided"),
        "400": response("The request is not understood.", "Error"),
        "404": response("There is no such account or open charge.", "Error"),
        "422": response(
          "Nobody has that name, the cause is none of the company's, or the key belongs to another decision.",
          "Error",
        ),
        ...errors,
      },
    },
  },
  "/decisions/found": {
    get: {
      operationId: "decisionsFound",
      summary:
        "The decisions of some weeks, a quarter unless it is said, chosen by what they have in common. With the desk's key, CASES_API_KEY.",
      parameters: chosenDecisions,
      responses: {
        "200": response("The newest first.", "DecisionsFound"),
        "400": response("The request is not understood.", "Error"),
        ...errors,
      },
    },
  },
  "/decisions/figures": {
    get: {
      operationId: "decisionFigures",
      summary:
        "How many of each, and where the decisions behind a figure are. With the desk's key, CASES_API_KEY.",
      parameters: [
        {
          name: "by",
          in: "query",
          required: true,
          schema: {
            enum: ["area", "reason", "contractor", "agent", "kind", "week"],
          },
        },
        ...chosenDecisions,
      ],
      responses: {
        "200": response("The most first.", "DecisionFigures"),
        "400": response("The request is not understood.", "Error"),
        ...errors,
      },
    },
  },
  "/decisions/{id}/mark": {
    post: {
      operationId: "markDecision",
      summary:
        "What whoever is above thinks of a decision; whoever decided is told. With the desk's key, CASES_API_KEY.",
      parameters: [
        {
          name: "id",
          in: "path",
          required: true,
          schema: { type: "string", maxLength: 100 },
        },
      ],
      requestBody: {
        required: true,
        content: json(withoutDialect(z.toJSONSchema(markBody))),
      },
      responses: {
        "200": response("It is kept, in place of what was.", "DecisionMark"),
        "400": response("The request is not understood.", "Error"),
        "403": response("It is for whoever is above.", "Error"),
        "404": response("There is no such decision.", "Error"),
        "409": response("The decision is under way.", "Error"),
        "422": response("Nobody on file has that name.", "Error"),
        ...errors,
      },
    },
  },
};

export const decisionSchemas = {
  DecisionsFound: {
    type: "object",
    required: ["from", "to", "decisions"],
    properties: {
      from: { type: "string" },
      to: { type: "string" },
      decisions: { type: "array", items: { type: "object" } },
    },
  },
  DecisionFigures: {
    type: "object",
    required: ["by", "from", "to", "figures"],
    properties: {
      by: { type: "string" },
      from: { type: "string" },
      to: { type: "string" },
      figures: { type: "array", items: { type: "object" } },
    },
  },
  DecisionMark: {
    type: "object",
    required: ["id", "account", "mark"],
    properties: {
      id: { type: "string" },
      account: { type: "string" },
      mark: { type: "object" },
    },
  },
};
