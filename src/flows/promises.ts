import { z } from "zod";

/**
 * What a flow promises to every caller. Times in seconds. The values here hold when a document says nothing; a document may promise
 * more, and may promise less only with a written reason, which is shown wherever the flow is.
 */
export const defaultPromises = {
  "asks for a person within": 240,
  "rings within, when someone is free": 250,
  "hold at most": 180,
  "answered or promised within": 360,
  "settles a small charge within": 60,
  "menus before a person": 1,
  "prompt at most": 18,
  "questions at most": 1,
  "transfers at most": 1,
  "silence ends at a person": true,
  "key 0 works wherever the line listens": true,
  "nothing known is asked": true,
  "never sent away": true,
  "every language": true,
  "nothing recorded without a yes": true,
} as const satisfies Record<string, number | boolean>;

export type PromiseName = keyof typeof defaultPromises;
export const promiseNames = Object.keys(defaultPromises) as PromiseName[];

/** How a promise's value is written and compared. */
export type PromiseUnit = "seconds" | "count" | "yes";

const units: Readonly<Record<PromiseName, PromiseUnit>> = {
  "asks for a person within": "seconds",
  "rings within, when someone is free": "seconds",
  "hold at most": "seconds",
  "answered or promised within": "seconds",
  "settles a small charge within": "seconds",
  "menus before a person": "count",
  "prompt at most": "seconds",
  "questions at most": "count",
  "transfers at most": "count",
  "silence ends at a person": "yes",
  "key 0 works wherever the line listens": "yes",
  "nothing known is asked": "yes",
  "never sent away": "yes",
  "every language": "yes",
  "nothing recorded without a yes": "yes",
};

export function unitOf(name: PromiseName): PromiseUnit {
  return units[name];
}

/** A promise's value as it is read: `40 s`, `3`, `yes`. */
export function tellValue(name: PromiseName, is: number | boolean): string {
  if (typeof is === "boolean") return is ? "yes" : "no";
  if (is === Infinity) return "no bound";
  return `${is}${units[name] === "seconds" ? " s" : ""}`;
}

const seconds = z
  .string()
  .regex(/^\d{1,4}(s|m)$/, { error: "a length of time such as 40s or 3m" })
  .transform(
    (text) => Number(text.slice(0, -1)) * (text.endsWith("m") ? 60 : 1),
  );
const count = z.int().min(0).max(20);
const because = z.string().min(10).max(300).meta({
  description: "Why less is promised than usual; shown with the certificate",
});

/** `40s`, or `{ is: 60s, because: … }` where it is weaker than the default. */
function value<Schema extends z.ZodType<number | boolean>>(schema: Schema) {
  return z.union([
    schema.transform((is) => ({ is })),
    z.strictObject({ is: schema, because }),
  ]);
}

const schemas = {
  seconds: value(seconds),
  count: value(count),
  yes: value(z.boolean()),
};

const forms: Readonly<Record<PromiseUnit, string>> = {
  seconds: "A length of time such as 40s or 3m",
  count: "A number",
  yes: "True or false",
};

/** The `promises:` block of a document. */
export const promisesBlock: z.ZodType<Promises> = z
  .strictObject(
    Object.fromEntries(
      promiseNames.map((name) => [
        name,
        schemas[units[name]]
          .optional()
          .meta({ description: forms[units[name]] }),
      ]),
    ),
  )
  .meta({
    description:
      "What this flow promises to every caller, proved before it is served",
  });

/** What a document says of one promise. */
export interface Promised {
  readonly is: number | boolean;
  readonly because?: string | undefined;
}

export type Promises = Readonly<Partial<Record<PromiseName, Promised>>>;

/** What a flow promises: the document's words where it has some, else the default. */
export function promiseOf(
  promises: Promises | undefined,
  name: PromiseName,
): Promised & { readonly isWeaker: boolean } {
  const usual = defaultPromises[name];
  const own = promises?.[name];
  if (!own) return { is: usual, isWeaker: false };
  const isWeaker =
    typeof own.is === "number" ? own.is > Number(usual) : usual && !own.is;
  return { ...own, isWeaker };
}
