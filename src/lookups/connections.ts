import ipaddr from "ipaddr.js";
import { z } from "zod";
import type { Connections, Field } from "../flows/look-ups.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,29}$/, {
  error: "a name of small letters, digits and _, such as order",
});

/** The names that texts have for what a call knows anyway. */
const taken = new Set(
  "director caller charge person owner reference total waited due answer".split(
    " ",
  ),
);

const at = z.string().regex(/^(\/([^/~]|~[01])+)+$/, {
  error: "where it stands in the answer, such as /order/status",
});

const field = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("text"),
    longest: z.int().min(1).max(120),
    at: at.optional(),
  }),
  z.strictObject({
    type: z.literal("digits"),
    longest: z.int().min(1).max(20),
    at: at.optional(),
  }),
  z.strictObject({
    type: z.enum(["number", "date", "moment"]),
    at: at.optional(),
  }),
  z.strictObject({
    type: z.literal("money"),
    currency: z.string().regex(/^[A-Z]{3}$/, {
      error: "the code of a currency, such as USD",
    }),
    at: at.optional(),
  }),
]);
export type AnswerField = z.output<typeof field>;

const parameter = z.strictObject({
  type: z.enum(["text", "digits", "number", "date"]),
  longest: z.int().min(1).max(60).default(20),
});

const lookUp = z
  .strictObject({
    path: z.string().regex(/^\/[\w\-.~/{}?&=%]*$/, {
      error: "a path below the connection's address, such as /orders/{number}",
    }),
    parameters: z.record(name, parameter).default({}),
    answer: z
      .record(name, field)
      .refine((fields) => Object.keys(fields).length > 0, {
        error: "one field at least",
      }),
    samples: z
      .array(
        z.strictObject({
          with: z.record(name, z.union([z.string(), z.number()])),
          answer: z.json(),
        }),
      )
      .max(200)
      .default([]),
  })
  .superRefine(({ path, parameters }, context) => {
    const named = Array.from(
      path.matchAll(/\{(\w*)\}/g),
      ([, one = ""]) => one,
    );
    for (const one of named)
      if (!Object.hasOwn(parameters, one))
        context.addIssue({
          code: "custom",
          path: ["path"],
          message: `{${one}} stands under no "parameters".`,
        });
    for (const one of Object.keys(parameters))
      if (!named.includes(one))
        context.addIssue({
          code: "custom",
          path: ["parameters", one],
          message: `the path does not name it: write {${one}} there.`,
        });
  });
export type DefinedLookUp = z.output<typeof lookUp>;

const network = z
  .string()
  .refine((text) => ipaddr.isValidCIDR(text) || ipaddr.isValid(text), {
    error: "an address or a network, such as 10.2.0.0/16",
  });

const connection = z
  .strictObject({
    url: z
      .string()
      .refine(isBase, {
        error:
          "an address that begins with https:// or http://, without a user, a query or a #",
      })
      .transform((text) => text.replace(/\/+$/, ""))
      .optional(),
    headers: z
      .record(
        z.string().regex(/^[A-Za-z][\w-]{0,60}$/, {
          error: "the name of a header, such as authorization",
        }),
        z.union([
          z.string().regex(/^[\x20-\x7e]{0,300}$/, { error: "plain signs" }),
          z.strictObject({
            secret: z.string().regex(/^[A-Z][A-Z0-9_]{2,60}$/, {
              error:
                "the name of a setting that holds the secret, such as ORDERS_TOKEN",
            }),
            before: z.string().max(20).default(""),
          }),
        ]),
      )
      .default({}),
    "time limit": z
      .string()
      .regex(/^[1-8]s$/, { error: "1s to 8s" })
      .default("3s")
      .transform((text) => Number(text.slice(0, -1)) * 1000),
    "largest answer": z.int().min(100).max(1_000_000).default(64_000),
    "private addresses": z.array(network).max(50).default([]),
    "look-ups": z.record(name, lookUp),
  })
  .superRefine((value, context) => {
    const inside = value["private addresses"].length > 0;
    if (value.url?.startsWith("http:") && !inside)
      context.addIssue({
        code: "custom",
        path: ["url"],
        message:
          'https:// is needed, except for the machines under "private addresses".',
      });
    for (const [one, { samples }] of Object.entries(value["look-ups"]))
      if (samples.length > 0 === (value.url !== undefined))
        context.addIssue({
          code: "custom",
          path: ["look-ups", one],
          message:
            "a connection has a url, or its look-ups have samples to answer with: one of the two.",
        });
  });
export type DefinedConnection = z.output<typeof connection>;

/** The file of connections (docs/look-ups.md). */
export const connectionsFile = z
  .strictObject({ connections: z.record(name, connection) })
  .superRefine(({ connections }, context) => {
    const seen = new Map<string, string>();
    for (const [owner, one] of Object.entries(connections))
      for (const lookUpName of Object.keys(one["look-ups"])) {
        const other = seen.get(lookUpName);
        const message = taken.has(lookUpName)
          ? `"${lookUpName}" is what texts call something else. Choose another name.`
          : other === undefined
            ? undefined
            : `"${other}" has a look-up "${lookUpName}" too, and texts would not tell them apart. Rename one.`;
        seen.set(lookUpName, owner);
        if (message !== undefined)
          context.addIssue({
            code: "custom",
            path: ["connections", owner, "look-ups", lookUpName],
            message,
          });
      }
  });
export type DefinedConnections = z.output<
  typeof connectionsFile
>["connections"];

/** What flows may know of the connections: no address, no secret. */
export function knownToFlows(connections: DefinedConnections): Connections {
  return mapValues(connections, (one) =>
    mapValues(one["look-ups"], ({ parameters, answer }) => ({
      parameters,
      answer: mapValues(answer, toField),
      timeLimit: one["time limit"],
    })),
  );
}

/** Where it stands in the answer is nothing to a flow. */
function toField(form: AnswerField): Field {
  switch (form.type) {
    case "text":
    case "digits":
      return { type: form.type, longest: form.longest };
    case "money":
      return { type: form.type, currency: form.currency };
    case "number":
    case "date":
    case "moment":
      return { type: form.type };
    default:
      return form satisfies never;
  }
}

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value)]),
  );
}

function isBase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return (
    ["http:", "https:"].includes(protocol) &&
    username + password + search + hash === ""
  );
}
