import {
  Liquid,
  type TokenizationError,
  Tokenizer,
  TypeGuards,
} from "liquidjs";
import { nearest } from "../diagnostics.js";
import type { TextProblem } from "./text-problem.js";

/** More is no prompt: 3,000 characters are spoken at most. */
const longestSource = 10_000;

/** The words that stand in `{% %}`; none repeats, keeps or fetches anything. */
const tagShapes: Readonly<Record<string, RegExp | undefined>> = {
  if: /^n*v(?:on*v)*$/,
  elsif: /^n*v(?:on*v)*$/,
  unless: /^n*v(?:on*v)*$/,
  case: /^v$/,
  when: /^v(?:[,o]v)*$/,
  else: /^$/,
  endif: /^$/,
  endunless: /^$/,
  endcase: /^$/,
};
const outputShape = /^v(?:\|v(?::v)?)*$/;

/**
 * Liquid with nothing but decisions in it. Bounds: length of a source, templates rendered and memory. Not its `renderLimit`, which
 * is wall-clock time: the same text must come out on a busy machine, and without loops the other three bound the time as well.
 */
export const engine = createEngine();
export const renderLimits = { templateLimit: 5_000, memoryLimit: 1_000_000 };

function createEngine(): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    parseLimit: longestSource,
    dynamicPartials: false,
    templates: {},
  });
  for (const name of Object.keys(liquid.tags)) {
    if (!Object.hasOwn(tagShapes, name)) delete liquid.tags[name];
  }
  for (const name of Object.keys(liquid.filters)) delete liquid.filters[name];
  return liquid;
}

/** What Liquid would let pass in silence or refuse one at a time: every tag that is not ours, every part that does not belong. */
export function checkSyntax(source: string): TextProblem[] {
  if (source.length > longestSource) {
    return [syntaxProblem(source.slice(0, 20), longestSource, source.length)];
  }
  try {
    return new Tokenizer(source)
      .readTopLevelTokens(engine.options)
      .flatMap((token) => {
        const { begin, end } = token;
        if (TypeGuards.isTagToken(token)) {
          const { name, args } = token;
          const shape = Object.hasOwn(tagShapes, name)
            ? tagShapes[name]
            : undefined;
          if (shape?.test(shapeOf(args, true))) return [];
          return [syntaxProblem(name, begin, end, shape === undefined)];
        }
        if (!TypeGuards.isOutputToken(token)) return [];
        const content = token.content;
        return outputShape.test(shapeOf(content, false))
          ? []
          : [syntaxProblem(content.trim() || token.getText(), begin, end)];
      });
  } catch (error) {
    return [problemFrom(error, source)];
  }
}

/** What Liquid says is wrong with a source, where it says so. */
export function problemFrom(error: unknown, source: string): TextProblem {
  if (!(error instanceof Error) || !("token" in error)) throw error;
  const { token } = error as TokenizationError;
  const begin = Math.min(token.begin, source.length);
  const end = Math.min(Math.max(token.end, begin), source.length);
  return syntaxProblem(source.slice(begin, end).trim(), begin, end);
}

export function syntaxProblem(
  name: string,
  begin: number,
  end: number,
  isUnknownTag = false,
): TextProblem {
  const near = isUnknownTag ? nearest(name, Object.keys(tagShapes)) : undefined;
  return {
    kind: "syntax",
    name,
    offset: begin,
    length: end - begin,
    ...(near !== undefined && { nearest: near }),
  };
}

// Values become "v", the operators of a condition "o", "not" becomes "n"; what else there is stays, and does not fit.
function shapeOf(content: string, withOperators: boolean): string {
  return content
    .replaceAll(
      /"[^"]*"|'[^']*'|[\p{L}\p{N}_-][\p{L}\p{N}_.-]*|[=!<>]=|[<>]/gu,
      (part) => (withOperators ? (operators.get(part) ?? "v") : "v"),
    )
    .replaceAll(/\s/g, "");
}

const operators: ReadonlyMap<string, string> = new Map([
  ..."== != < > <= >= contains and or"
    .split(" ")
    .map((operator) => [operator, "o"] as const),
  ["not", "n"],
]);
