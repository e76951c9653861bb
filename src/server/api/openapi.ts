import express, { type Router } from "express";
import { z } from "zod";
import { foundAccount } from "../../account/contract.js";
import { decisionBody } from "./decision-body.js";
import { claimBody } from "./claims-api.js";
import { casePaths, caseSchemas } from "./openapi-cases.js";
import { peoplePaths, peopleSchemas } from "./openapi-people.js";
import { queuePaths, queueSchemas } from "./openapi-queue.js";
import { figuresPaths, figuresSchemas } from "./openapi-figures.js";
import { decisionPaths, decisionSchemas } from "./openapi-decisions.js";
import { json, response, withoutDialect } from "./openapi-parts.js";

const errors = {
  "401": response("The key is missing or wrong.", "Error"),
  "429": response("More than 120 requests came within a minute.", "Error"),
  "503": response(
    "Billing, the account system or the store is away: send it again.",
    "Error",
  ),
};
const account = {
  name: "account",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^[!-~]{1,80}$" },
};

/** The API of the company's own systems, for tools: `GET /api/openapi.json`. docs/disputes.md says the same for people. */
export const openApi = {
  openapi: "3.1.0",
  info: {
    title: "directo, for the company's own systems",
    version: "1",
    description:
      "Claims from counters, web forms and agents, customers' registers, and cases. Amounts are whole numbers of minor units by ISO 4217. What is of claims and customers is there when CLAIMS_API_KEY is set; cases, people and the queue are for CASES_API_KEY.",
  },
  servers: [{ url: "/api" }],
  security: [{ key: [] }],
  paths: {
    "/claims": {
      post: {
        operationId: "claimCharge",
        summary: "Claims a charge, under the rule that calls have.",
        parameters: [
          {
            name: "Idempotency-Key",
            in: "header",
            required: true,
            description: "One claim, however often it is sent, for a week.",
            schema: { type: "string", pattern: "^[!-~]{8,100}$" },
          },
        ],
        requestBody: {
          required: true,
          content: json({ $ref: "#/components/schemas/Claim" }),
        },
        responses: {
          "200": response("The claim is decided.", "Answer"),
          "202": response("It is under way: send it again.", "Answer"),
          "400": response("The request is not understood.", "Error"),
          "404": response("The charge is not open on that bill.", "Error"),
          "422": response("The key belongs to another claim.", "Error"),
          ...errors,
        },
      },
    },
    ...casePaths,
    ...peoplePaths,
    ...queuePaths,
    ...decisionPaths,
    ...figuresPaths,
    "/customers/{account}/plan": {
      get: {
        operationId: "customerPlan",
        summary:
          "The plan and entitlements of one customer, and the plans and gifts that they may have.",
        parameters: [account],
        responses: {
          "200": response("What is on the account now.", "Plan"),
          "404": response("There is no such account.", "Error"),
          ...errors,
        },
      },
    },
    "/customers/{account}/claims": {
      get: {
        operationId: "customerClaims",
        summary: "Every claim, decision and reason of one customer.",
        parameters: [account],
        responses: {
          "200": response("The register, oldest entry first.", "Register"),
          "404": response("No claim of that account is known.", "Error"),
          ...errors,
        },
      },
    },
    "/customers/{account}/claims.csv": {
      get: {
        operationId: "customerClaimsCsv",
        summary: "The same for a spreadsheet.",
        parameters: [account],
        responses: {
          "200": {
            description: "A head and a line for each entry.",
            content: { "text/csv": { schema: { type: "string" } } },
          },
          "404": response("No claim of that account is known.", "Error"),
          ...errors,
        },
      },
    },
  },
  components: {
    securitySchemes: {
      key: {
        type: "http",
        scheme: "bearer",
        description: "CLAIMS_API_KEY, or CASES_API_KEY where it says so",
      },
    },
    schemas: {
      Claim: withoutDialect(z.toJSONSchema(claimBody)),
      Money: {
        type: "object",
        required: ["amount", "currency"],
        properties: {
          amount: { type: "integer" },
          currency: { type: "string", pattern: "^[A-Z]{3}$" },
        },
      },
      Answer: {
        type: "object",
        required: ["charge", "outcome"],
        properties: {
          charge: { type: "string" },
          outcome: {
            enum: [
              "conceded",
              "over-limit",
              "repeat",
              "already-claimed",
              "unavailable",
              "under-way",
            ],
          },
          reason: { type: "string", description: "For an agent's eyes." },
          total: { $ref: "#/components/schemas/Money" },
        },
      },
      Register: {
        type: "object",
        required: ["account", "credited", "entries"],
        properties: {
          account: { type: "string" },
          credited: {
            type: "object",
            description: "In all, by currency.",
            additionalProperties: { type: "integer" },
          },
          entries: {
            type: "array",
            items: { $ref: "#/components/schemas/Entry" },
          },
          decisions: {
            type: "array",
            description: "What people granted, oldest first.",
            items: { type: "object" },
          },
        },
      },
      Entry: {
        type: "object",
        required: [
          "place",
          "at",
          "type",
          "account",
          "charge",
          "money",
          "policy",
        ],
        properties: {
          place: { type: "integer", minimum: 1 },
          at: { type: "string", format: "date-time" },
          type: {
            enum: [
              "denied",
              "conceded",
              "over-budget",
              "credited",
              "invoiced",
              "refused",
              "closed",
            ],
          },
          account: { type: "string" },
          charge: { type: "string" },
          money: { $ref: "#/components/schemas/Money" },
          category: { type: "string" },
          policy: { type: "string", description: "Its version." },
          attested: { type: "boolean" },
          outcome: { type: "string" },
          reason: { type: "string" },
          total: { $ref: "#/components/schemas/Money" },
          invoice: { type: "string" },
          notInvoiced: { type: "string" },
          budget: { type: "string" },
          override: {
            type: "object",
            properties: {
              role: { type: "string" },
              by: { type: "string" },
              reason: { type: "string" },
            },
          },
        },
      },
      ...caseSchemas,
      Decide: withoutDialect(z.toJSONSchema(decisionBody)),
      Decided: {
        type: "object",
        required: ["id", "outcome"],
        properties: {
          id: { type: "string" },
          outcome: { enum: ["done", "refused", "under-way"] },
          reason: { type: "string", description: "Why it is refused." },
          money: { $ref: "#/components/schemas/Money" },
          total: { $ref: "#/components/schemas/Money" },
          seconds: {
            type: "integer",
            description: "From the person's hello on that call.",
          },
        },
      },
      Decisions: {
        type: "object",
        required: ["day", "decisions"],
        properties: {
          day: { type: "string", format: "date" },
          decisions: { type: "array", items: { type: "object" } },
        },
      },
      Plan: withoutDialect(z.toJSONSchema(foundAccount)),
      ...peopleSchemas,
      ...queueSchemas,
      ...decisionSchemas,
      ...figuresSchemas,
      Error: {
        type: "object",
        required: ["error"],
        properties: { error: { type: "string" } },
      },
    },
  },
};

export function createOpenApiRouter(): Router {
  const router = express.Router();
  router.get("/openapi.json", (_request, reply) => {
    reply.json(openApi);
  });
  return router;
}
