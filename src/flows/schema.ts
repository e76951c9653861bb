import { z } from "zod";
import { frame } from "./document.js";
import type { Path } from "./step-kind.js";
import { stepKinds } from "./steps/index.js";

/** As much of JSON Schema (2020-12) as ours uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
}

let made: JsonSchema | undefined;

/** The JSON Schema of a flow document, for editors that complete and explain while one types. Made once. */
export function flowSchema(): JsonSchema {
  made ??= makeSchema();
  return made;
}

/** The part of the schema that describes what stands at a path. */
export function schemaAt(path: Path): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>(inside, flowSchema());
}

function inside(
  schema: JsonSchema = {},
  part: string | number,
): JsonSchema | undefined {
  const { properties = {}, additionalProperties: other, items } = schema;
  if (Object.hasOwn(properties, part)) return properties[part];
  for (const form of schema.anyOf ?? []) {
    const found = inside(form, part);
    if (found) return found;
  }
  return typeof other === "object" ? other : items;
}

/** A text that may stand at a path, when the schema has an example of one. */
export function exampleAt(path: Path): string | undefined {
  const [example] = schemaAt(path)?.examples ?? [];
  return typeof example === "string" ? example : undefined;
}

/** The names that may stand at a path, when they are a closed list. */
export function namesAt(path: Path): readonly string[] {
  const schema = schemaAt(path);
  const forms = [schema ?? {}, ...(schema?.anyOf ?? [])];
  return forms.flatMap(({ properties, propertyNames }) => [
    ...Object.keys(properties ?? {}),
    ...(propertyNames?.enum ?? []).map(String),
  ]);
}

/** Whether a length of time is expected at a path: `20s`. */
export function isDurationAt(path: Path): boolean {
  const schema = schemaAt(path);
  return [schema, ...(schema?.anyOf ?? [])].some(
    (form) => form?.pattern?.includes("(s|m") === true,
  );
}

function makeSchema(): JsonSchema {
  const { $schema, ...outer } = toSchema(frame);
  const kinds = Object.fromEntries(
    [...stepKinds.values()].map(({ kind, purpose, schema }) => {
      const { $schema: _, ...inner } = toSchema(schema);
      return [kind, { description: purpose, ...inner }];
    }),
  );
  const properties = outer.properties ?? {};
  return {
    $schema,
    title: "A flow of directo: what callers hear, and where they go",
    ...outer,
    properties: {
      ...properties,
      steps: {
        ...properties["steps"],
        propertyNames: { pattern: "^[a-z][a-z0-9-]{0,59}$" },
        additionalProperties: {
          type: "object",
          description: "One step, of one kind",
          minProperties: 1,
          maxProperties: 1,
          properties: kinds,
          additionalProperties: false,
        },
      },
    },
  } as JsonSchema;
}

function toSchema(schema: z.ZodType): JsonSchema & { $schema?: unknown } {
  return z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
}
