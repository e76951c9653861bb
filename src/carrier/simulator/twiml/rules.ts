/** One attribute's rule: what it accepts, and the carrier's code when it is something else (§1.6). */
export interface AttributeRule {
  readonly accepts: (value: string) => boolean;
  readonly code: number;
  /** Completes "… is `value`; it is …". */
  readonly expected: string;
}

export type AttributeRules = Readonly<Record<string, AttributeRule>>;

/** The carrier's code for what has no code of its own: a schema warning. */
export const schemaWarning = 12200;

export const anything: AttributeRule = {
  accepts: () => true,
  code: schemaWarning,
  expected: "any text",
};

export function oneOf(
  values: readonly string[],
  code = schemaWarning,
): AttributeRule {
  return {
    accepts: (value) => values.includes(value),
    code,
    expected: `one of ${values.map((value) => value || "''").join(", ")}`,
  };
}

export const method = (code = schemaWarning): AttributeRule =>
  oneOf(["GET", "POST"], code);

export const boolean = (code = schemaWarning): AttributeRule =>
  oneOf(["true", "false"], code);

export function integer(
  least: number,
  most: number,
  code = schemaWarning,
): AttributeRule {
  return {
    accepts: (value) =>
      /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most,
    code,
    expected:
      most === Infinity
        ? `a whole number of at least ${least}`
        : `a whole number from ${least} to ${most}`,
  };
}

export function matching(
  pattern: RegExp,
  expected: string,
  code = schemaWarning,
): AttributeRule {
  return { accepts: (value) => pattern.test(value), code, expected };
}

/** A space-separated list of some of `values`. */
export function listOf(
  values: readonly string[],
  code = schemaWarning,
): AttributeRule {
  return {
    accepts: (value) =>
      value !== "" && value.split(" ").every((one) => values.includes(one)),
    code,
    expected: `a list, with spaces, of ${values.join(", ")}`,
  };
}

export function either(
  first: AttributeRule,
  second: AttributeRule,
): AttributeRule {
  return {
    accepts: (value) => first.accepts(value) || second.accepts(value),
    code: first.code,
    expected: `${first.expected}, or ${second.expected}`,
  };
}
