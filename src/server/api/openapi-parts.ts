/** A body in JSON. */
export function json(schema: object) {
  return { "application/json": { schema } };
}

/** An answer with one of the schemas of the document. */
export function response(description: string, schema: string) {
  return {
    description,
    content: json({ $ref: `#/components/schemas/${schema}` }),
  };
}

/** A schema of zod, as it stands in the document. */
export function withoutDialect({
  $schema: _dialect,
  ...schema
}: object & { $schema?: unknown }) {
  return schema;
}
