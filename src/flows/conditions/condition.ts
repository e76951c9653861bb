import type { ASTNode, Environment } from "@marcbachmann/cel-js";
import { checkCondition } from "./check-condition.js";
import type {
  ConditionProblem,
  Decidables,
  DecidableValues,
} from "./decidable.js";
import { createEnvironment, toCel } from "./environment.js";

/** UTF-16 units; a condition that is longer is two steps. */
export const longestCondition = 500;

/** A condition that was found sound. */
export interface Condition {
  readonly source: string;
  readonly decidables: Decidables;
  readonly tree: ASTNode;
  /**
   * Whether it holds with these values; `undefined` where that depends on one that is not known (CEL: what is decided by the rest holds
   * or fails all the same, `unknown || true` holds). Never throws.
   */
  decide(values: DecidableValues): boolean | undefined;
}

/** Reads a condition. All problems at once, in order of place (a mistake of syntax alone); nothing is thrown. */
export function compileCondition(
  source: string,
  decidables: Decidables,
):
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problems: readonly ConditionProblem[] } {
  if (source.length > longestCondition)
    return { ok: false, problems: [problem("too-long", source, 0, 40)] };
  const environment = environmentOf(decidables);
  try {
    const parsed = environment.parse(source);
    const problems = checkCondition(parsed.ast, decidables);
    // What our own walk lets through and CEL does not: told in general words rather than found by a caller.
    if (problems.length === 0 && !parsed.check().valid)
      problems.push(problem("wrong-type", source, 0, source.length));
    if (problems.length > 0) return { ok: false, problems };
    return {
      ok: true,
      condition: {
        source,
        decidables,
        tree: parsed.ast,
        decide: (values) => {
          try {
            const held: unknown = parsed(toCel(decidables, values));
            return typeof held === "boolean" ? held : undefined;
          } catch {
            return undefined;
          }
        },
      },
    };
  } catch (error) {
    return { ok: false, problems: [syntaxProblem(error, source)] };
  }
}

/** The same for a source that was checked before: a problem is a defect of ours, and thrown as a RangeError. */
export function compileChecked(
  source: string,
  decidables: Decidables,
): Condition {
  const compiled = compileCondition(source, decidables);
  if (compiled.ok) return compiled.condition;
  throw new RangeError(
    `This condition was taken for checked and has problems: ${source}`,
  );
}

const environments = new WeakMap<Decidables, Environment>();

function environmentOf(decidables: Decidables): Environment {
  const known = environments.get(decidables) ?? createEnvironment(decidables);
  environments.set(decidables, known);
  return known;
}

function syntaxProblem(error: unknown, source: string): ConditionProblem {
  const { code, range } = (error ?? {}) as {
    readonly code?: string;
    readonly range?: { readonly start: number; readonly end: number };
  };
  if (code === "limit_exceeded") return problem("too-long", source, 0, 40);
  const start = Math.min(range?.start ?? 0, source.length);
  const word = wordAt(source, start);
  return {
    kind: "syntax",
    name: word.text,
    offset: word.start,
    ...(near[word.text] !== undefined && { nearest: near[word.text] }),
  };
}

/** What people write who know other languages. */
const near: Readonly<Record<string, string>> = {
  "=": "==",
  "&": "&&",
  "|": "||",
  and: "&&",
  AND: "&&",
  y: "&&",
  e: "&&",
  or: "||",
  OR: "||",
  o: "||",
  ou: "||",
  not: "!",
  "<>": "!=",
  "=>": ">=",
  "=<": "<=",
};

/** The word or sign in which a place is; at the end, the last one. */
function wordAt(
  source: string,
  place: number,
): { readonly text: string; readonly start: number } {
  const words = [...source.matchAll(/[\p{L}\p{N}_]+|[=<>&|!]+|\S/gu)];
  const found =
    words.find(({ index, 0: text }) => place < index + text.length) ??
    words.at(-1);
  return { text: found?.[0] ?? "", start: found?.index ?? 0 };
}

function problem(
  kind: ConditionProblem["kind"],
  source: string,
  from: number,
  to: number,
): ConditionProblem {
  return { kind, name: source.slice(from, to), offset: from };
}
