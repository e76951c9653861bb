import { z } from "zod";
import { json, response, withoutDialect } from "./openapi-parts.js";
import { deskBody, presenceBody } from "./people-api.js";

const errors = {
  "400": response("The request is not understood.", "Error"),
  "401": response("The key is missing or wrong.", "Error"),
  "404": response("Nobody has this id.", "Error"),
  "429": response("Too many requests came within a minute.", "Error"),
  "503": response("The store is away: send it again.", "Error"),
};
const person = {
  name: "id",
  in: "path",
  required: true,
  schema: { type: "string", maxLength: 100 },
};

/** The routes for people and their desks; with the desk's key, CASES_API_KEY. docs/people.md says the same for people. */
export const peoplePaths = {
  "/people": {
    get: {
      operationId: "people",
      summary: "Who may take callers, and what each is doing.",
      responses: { "200": response("Everybody.", "People"), ...errors },
    },
  },
  "/people/{id}/presence": {
    put: {
      operationId: "setPresence",
      summary:
        "Makes somebody available or away; who is with a caller goes when that is over. They need no desk.",
      parameters: [person],
      requestBody: {
        required: true,
        content: json(withoutDialect(z.toJSONSchema(presenceBody))),
      },
      responses: {
        "200": response("How it is now.", "Presence"),
        ...errors,
      },
    },
  },
  "/people/{id}/token": {
    post: {
      operationId: "browserToken",
      summary:
        "What a browser with the carrier's Voice SDK needs to be rung as this person's client: phone.",
      parameters: [person],
      responses: {
        "200": response("Good for so many seconds.", "BrowserToken"),
        "409": response(
          "No phone of theirs is a browser, or the line has no API key.",
          "Error",
        ),
        ...errors,
      },
    },
  },
  "/people/{id}/desk": {
    put: {
      operationId: "deskIsThere",
      summary:
        "A desk's sign of life, and what its person says there. When none comes for a minute the person goes away.",
      parameters: [person],
      requestBody: {
        required: false,
        content: json(withoutDialect(z.toJSONSchema(deskBody))),
      },
      responses: { "200": response("How it is now.", "Presence"), ...errors },
    },
  },
  "/people/{id}/pin": {
    put: {
      operationId: "setPin",
      summary:
        "Draws a PIN for acting by telephone, told here once, with the number to key in before.",
      parameters: [person],
      responses: {
        "200": response("What they key in from now on.", "NewPin"),
        ...errors,
      },
    },
    delete: {
      operationId: "removePin",
      summary: "Takes a PIN away.",
      parameters: [person],
      responses: { "204": { description: "It is gone." }, ...errors },
    },
  },
  "/people/{id}/pin/lock": {
    delete: {
      operationId: "unlockPin",
      summary: "Opens a PIN again that is locked after five wrong tries.",
      parameters: [person],
      responses: { "204": { description: "It works again." }, ...errors },
    },
  },
};

export const peopleSchemas = {
  BrowserToken: {
    type: "object",
    required: ["identity", "token", "seconds"],
    properties: {
      identity: { type: "string" },
      token: { type: "string", description: "A JSON Web Token." },
      seconds: { type: "integer" },
    },
  },
  NewPin: {
    type: "object",
    required: ["number", "pin"],
    properties: {
      number: { type: "string", description: "Five digits." },
      pin: { type: "string", description: "Six digits." },
    },
  },
  People: {
    type: "object",
    required: ["people"],
    properties: {
      people: {
        type: "array",
        items: { $ref: "#/components/schemas/Presence" },
      },
    },
  },
  Presence: {
    type: "object",
    required: ["id", "name", "role", "status", "since"],
    properties: {
      id: { type: "string" },
      name: { type: "string" },
      role: { type: "string" },
      status: {
        enum: ["available", "ringing", "talking", "wrap-up", "away"],
      },
      since: { type: "string", format: "date-time" },
      leaving: {
        type: "boolean",
        description: "Goes away when what they do is over.",
      },
      desk: {
        type: "boolean",
        description: "They are at a desk that gives signs of life.",
      },
      silent: {
        type: "boolean",
        description: "They went away because their desk gave none any more.",
      },
      unanswered: {
        type: "boolean",
        description:
          "They went away because they did not pick up several offers in a row.",
      },
      call: {
        type: "string",
        description: "Rings for them, is talked on, or was last.",
      },
      againWithinSeconds: {
        type: "integer",
        description:
          "To a desk: when its next sign of life is due at the latest.",
      },
    },
  },
};
