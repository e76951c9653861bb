import type { AnnouncedEvent } from "../events/announcements.js";
import { z } from "zod";
import { requirements } from "../../machines/queue/relaxing.js";
import { json, response, withoutDialect } from "./openapi-parts.js";
import { noteBody } from "./queue-api.js";
import { askBody } from "./talk-api.js";

const errors = {
  "401": response("The key is missing or wrong.", "Error"),
  "429": response("More than 300 requests came within a minute.", "Error"),
  "503": response("The store is away: send it again.", "Error"),
};
const text = { type: "string" };
const time = { type: "string", format: "date-time" };
const rule = {
  enum: [...requirements, "declined"],
  description: "What the caller who waits on needs and that person has not.",
};

const call = [{ name: "call", in: "path", required: true, schema: text }];
const inTheTalk = {
  "200": response("How the talk is now.", "Connection"),
  "404": response("Nobody was asked for on this call.", "Error"),
  "409": response("It cannot be done where the talk is.", "Error"),
  ...errors,
};

/** What the person who took the call does in the talk. */
const act = (operationId: string, summary: string) => ({
  post: { operationId, summary, parameters: call, responses: inTheTalk },
});

/** The routes for who waits; with the desk's key, CASES_API_KEY. */
/** Each event of `/events`, and when it comes. */
const eventMeanings: Readonly<Record<AnnouncedEvent["type"], string>> = {
  call: "a call is at another step (`where`), or over (`ended`).",
  queue: "who waits: `count`, and the most senior (`waiting`).",
  presence:
    "somebody does something else, or their desk or their telephone fell silent.",
  connection: "a person is sought, rung, briefed or talking for a call.",
  consent:
    "a caller is asked for the recorded yes that a `decision` needs: `where` is leave, starting or asking.",
  decision: "a person granted something, or it was done or refused.",
  case: "a case is opened, had, overdue or closed.",
  gap: "some may have been missed: read the state anew.",
};

export const queuePaths = {
  "/connections/{call}/hold": act(
    "holdCaller",
    "The caller waits outside the talk, three minutes at most, with keys that work.",
  ),
  "/connections/{call}/ask": {
    post: {
      operationId: "askAbove",
      summary:
        "Rings the person's superior or the director, and talks with them alone first; the caller waits and hears who is asked.",
      parameters: call,
      requestBody: {
        required: true,
        content: json(withoutDialect(z.toJSONSchema(askBody))),
      },
      responses: {
        ...inTheTalk,
        "400": response("The request is not understood.", "Error"),
      },
    },
  },
  "/connections/{call}/back": act(
    "takeCallerBack",
    "All are together: the caller, the person, and whoever was asked and is there.",
  ),
  "/connections/{call}/third-off": act(
    "letThirdGo",
    "Ends the leg of whoever was asked; the talk goes on without them.",
  ),
  "/connections/{call}/leave": act(
    "handOver",
    "The person leaves, and the caller stays with whoever was asked and is there.",
  ),
  "/queue": {
    get: {
      operationId: "queue",
      summary: "Who waits for a person, most senior first.",
      responses: {
        "200": response("Everybody who waits.", "Queue"),
        ...errors,
      },
    },
  },
  "/events": {
    get: {
      operationId: "events",
      summary: "What changes on the line, as server-sent events.",
      description: Object.entries(eventMeanings)
        .map(([type, meaning]) => `- \`${type}\`: ${meaning}`)
        .join("\n"),
      parameters: [
        {
          name: "types",
          in: "query",
          description: "Absent: all. Else some, with commas between.",
          schema: text,
        },
        {
          name: "Last-Event-ID",
          in: "header",
          description: "Goes on after this one, of the last thousand.",
          schema: text,
        },
      ],
      responses: {
        "200": {
          description: "They come for as long as the connection is open.",
          content: { "text/event-stream": { schema: text } },
        },
        ...errors,
      },
    },
  },
  "/callbacks/{number}": {
    get: {
      operationId: "callbackPlace",
      summary: "Where a caller stands who was promised a call-back.",
      parameters: [
        { name: "number", in: "path", required: true, schema: text },
      ],
      responses: {
        "200": response(
          "Their place, and the times that they were rung.",
          "CallbackPlace",
        ),
        "404": response("No call-back is promised to this number.", "Error"),
        ...errors,
      },
    },
  },
  "/recordings/{id}": {
    get: {
      operationId: "recording",
      summary:
        "What a customer agreed to in their own voice, by the decision that it is the proof of; each hearing is written to the log.",
      parameters: [{ name: "id", in: "path", required: true, schema: text }],
      responses: {
        "200": {
          description: "The sound.",
          content: {
            "audio/wav": { schema: { type: "string", format: "binary" } },
          },
        },
        "404": response("There is none, or its time is over.", "Error"),
        ...errors,
      },
    },
  },
  "/connections/{call}": {
    get: {
      operationId: "connection",
      summary:
        "Whom a caller was offered to, what came of it, and who went first by which rule.",
      parameters: call,
      responses: {
        "200": response("What is known of it.", "Connection"),
        "404": response("Nobody was asked for on this call.", "Error"),
        ...errors,
      },
    },
  },
  "/connections/{call}/note": {
    put: {
      operationId: "noteTalk",
      summary:
        "Says what the talk was about, by whoever had it, and ends their wrap-up. The last word counts.",
      parameters: [{ name: "call", in: "path", required: true, schema: text }],
      requestBody: {
        required: true,
        content: json(withoutDialect(z.toJSONSchema(noteBody))),
      },
      responses: {
        "200": response("It is written.", "TalkNote"),
        "400": response("The request is not understood.", "Error"),
        "404": response("Nobody was asked for on this call.", "Error"),
        "409": response("They did not talk on this call.", "Error"),
        "422": response("The people file has no such reason or area.", "Error"),
        ...errors,
      },
    },
  },
};

export const queueSchemas = {
  CallbackPlace: {
    type: "object",
    required: ["reference", "since", "due", "tries"],
    properties: {
      reference: text,
      since: { ...time, description: "The first arrival: seniority." },
      due: time,
      place: {
        type: "integer",
        description:
          "Absent while somebody is being rung for them, or nobody is there.",
      },
      expectedSeconds: { type: "integer" },
      tries: {
        type: "array",
        items: {
          type: "object",
          required: ["at", "result"],
          properties: { at: time, result: text },
        },
      },
    },
  },
  Queue: {
    type: "object",
    required: ["waiting"],
    properties: {
      waiting: {
        type: "array",
        items: {
          type: "object",
          required: ["call", "since", "callback", "role", "language"],
          properties: {
            call: text,
            since: { ...time, description: "The first arrival: seniority." },
            callback: {
              type: "boolean",
              description: "They wait to be rung back.",
            },
            role: text,
            topic: text,
            language: text,
            segment: text,
            place: { type: "integer", minimum: 1 },
            expectedSeconds: { type: "integer" },
            offeredTo: { ...text, description: "Whose phone rings for them." },
            overtaken: {
              type: "array",
              items: { $ref: "#/components/schemas/Overtaking" },
            },
          },
        },
      },
    },
  },
  Overtaking: {
    type: "object",
    required: ["at", "by", "person", "rule"],
    properties: {
      at: time,
      by: { ...text, description: "The call that went first." },
      person: { ...text, description: "To whom, by id." },
      rule,
    },
  },
  TalkNote: {
    type: "object",
    required: ["by", "reason", "area"],
    properties: {
      call: text,
      by: { ...text, description: "Who had the talk, by name." },
      at: time,
      reason: text,
      area: { ...text, description: "Where it went wrong." },
      contractor: text,
    },
  },
  Connection: {
    type: "object",
    required: ["call", "at", "offers", "overtook", "overtaken"],
    properties: {
      call: text,
      at: text,
      person: { ...text, description: "Who is rung, or talks." },
      hello: {
        type: "object",
        properties: { name: text, at: time },
      },
      callerWaits: {
        type: "boolean",
        description: "The caller waits outside the talk.",
      },
      third: {
        type: "object",
        description: "Who was asked beside the talk.",
        required: ["name", "asked", "there"],
        properties: {
          name: text,
          asked: { enum: ["superior", "director"] },
          there: { type: "boolean", description: "They are in the room." },
        },
      },
      noted: { $ref: "#/components/schemas/TalkNote" },
      offers: {
        type: "array",
        description: "To whom the caller was offered without a talk.",
        items: {
          type: "object",
          properties: { person: text, result: text, at: time },
        },
      },
      overtook: {
        type: "array",
        description: "Offers before more senior callers.",
        items: {
          type: "object",
          properties: {
            at: time,
            person: text,
            calls: {
              type: "array",
              items: { type: "object", properties: { call: text, rule } },
            },
          },
        },
      },
      overtaken: {
        type: "array",
        items: { $ref: "#/components/schemas/Overtaking" },
      },
    },
  },
};
