import {
  evalQuotedToken,
  TypeGuards,
  type Output,
  type Template,
  type Token,
} from "liquidjs";
import { checkTemplates } from "./check-text.js";
import { cleanSpeech } from "./clean-speech.js";
import type { Language } from "./language.js";
import { filters } from "./text-filters.js";
import type { TextProblem } from "./text-problem.js";
import {
  checkSyntax,
  engine,
  problemFrom,
  renderLimits,
} from "./text-syntax.js";
import { cleanWriting, writtenValue } from "./written.js";
import {
  knownValue,
  spokenValue,
  type Circumstances,
  type Known,
  type Values,
  type Variables,
} from "./text-values.js";

/** A text that was found sound: every variable in it is declared and used as what it is. */
export interface CompiledText {
  readonly source: string;
  readonly language: Language;
  /** The variables it names. */
  readonly names: readonly string[];
  readonly variables: Variables;
  readonly templates: Template[];
}

export interface TextSettings {
  readonly language: Language;
  readonly variables: Variables;
}

/**
 * Reads a text with its `{{ variables }}`, filters and decisions (if, unless, case). All problems at once, in order of place;
 * nothing is thrown.
 */
export function compileText(
  source: string,
  settings: TextSettings,
):
  | { readonly ok: true; readonly text: CompiledText }
  | { readonly ok: false; readonly problems: readonly TextProblem[] } {
  const { language, variables } = settings;
  const syntax = checkSyntax(source);
  if (syntax.length > 0) return { ok: false, problems: syntax };
  const templates = parse(source);
  if ("kind" in templates) return { ok: false, problems: [templates] };
  const checked = checkTemplates(templates, source, variables);
  if (checked.problems.length > 0) {
    const problems = checked.problems.toSorted((a, b) => a.offset - b.offset);
    return { ok: false, problems };
  }
  for (const output of checked.outputs) speakThrough(output, settings);
  const { names } = checked;
  return { ok: true, text: { source, language, names, variables, templates } };
}

/** The same for a source that was checked before: a problem is a defect of ours, and thrown as a RangeError that lists all. */
export function compileSource(
  source: string,
  settings: TextSettings,
): CompiledText {
  const compiled = compileText(source, settings);
  if (compiled.ok) return compiled.text;
  const problems = compiled.problems.map(
    ({ kind, name, offset }) => `${kind} "${name}" at ${offset}`,
  );
  throw new RangeError(
    `This text was taken for checked and has problems (${problems.join(", ")}): ${source}`,
  );
}

/**
 * What the caller hears, clean for any voice and any XML (see `cleanSpeech`). A value that is needed and not known is named in
 * `missing` instead: never silence in a caller's ear. A moment needs the circumstances; without them it is missing.
 */
export function renderText(
  text: CompiledText,
  values: Values,
  circumstances?: Circumstances,
): Rendered {
  return fillIn(text, { values, circumstances, missing: undefined });
}

/** The same as one reads it, for a message: amounts and days in figures, filters left aside, addresses as they are (see `cleanWriting`). */
export function writeText(
  text: CompiledText,
  values: Values,
  circumstances?: Circumstances,
): Rendered {
  return fillIn(text, {
    values,
    circumstances,
    missing: undefined,
    isWritten: true,
  });
}

export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly missing: string };

const plain = new WeakMap<CompiledText, string>();

/** A text without variables and decisions is the same on every call. */
function spokenAsItIs(text: CompiledText): string | undefined {
  if (/{[{%]/.test(text.source)) return undefined;
  const spoken = plain.get(text) ?? cleanSpeech(text.source, text.language);
  plain.set(text, spoken);
  return spoken;
}

function fillIn(text: CompiledText, rendering: Rendering): Rendered {
  const spoken = rendering.isWritten === true ? undefined : spokenAsItIs(text);
  if (spoken !== undefined) return { ok: true, text: spoken };
  const rendered: unknown = engine.renderSync(
    text.templates,
    scopeOf(text, rendering.values),
    { ...renderLimits, globals: { [renderingKey]: rendering } },
  );
  if (rendering.missing !== undefined)
    return { ok: false, missing: rendering.missing };
  const words = String(rendered);
  return {
    ok: true,
    text:
      rendering.isWritten === true
        ? cleanWriting(words)
        : cleanSpeech(words, text.language),
  };
}

interface Rendering {
  readonly values: Values;
  readonly circumstances: Circumstances | undefined;
  /** The first variable that was needed and not known. */
  missing: string | undefined;
  readonly isWritten?: boolean;
}

const renderingKey = Symbol("rendering");

function parse(source: string): Template[] | TextProblem {
  try {
    return engine.parse(source);
  } catch (error) {
    return problemFrom(error, source);
  }
}

// Liquid prints a value as it is; here a value is told by its type, so an output renders itself.
function speakThrough(output: Output, settings: TextSettings): void {
  const speak = compileOutput(output, settings);
  output.render = function* render(context, emitter) {
    const rendering = (context.globals as { [renderingKey]?: Rendering })[
      renderingKey
    ];
    const [first] = output.value.initial.postfix;
    const spoken = rendering && speak(rendering);
    if (spoken !== undefined) emitter.write(spoken);
    else if (rendering) rendering.missing ??= first?.getText() ?? "";
    yield undefined;
  };
}

function compileOutput(
  { value }: Output,
  { language, variables }: TextSettings,
) {
  const read = (
    token: Token | undefined,
    values: Values,
  ): Known | undefined => {
    if (TypeGuards.isQuotedToken(token)) {
      return { type: "text", value: evalQuotedToken(token) };
    }
    if (TypeGuards.isNumberToken(token)) {
      return { type: "number", value: token.content };
    }
    const name = token?.getText() ?? "";
    const type = variables[name];
    return type && knownValue(values, name, type);
  };
  return (rendering: Rendering): string | undefined => {
    const { values, circumstances, isWritten } = rendering;
    let known = read(value.initial.postfix[0], values);
    for (const { name, args } of value.filters) {
      const filter = filters[name];
      if (filter === undefined) {
        known ??= read(args[0] as Token | undefined, values);
      } else if (known !== undefined && isWritten !== true) {
        const spoken = filter.apply(known, language, circumstances);
        known =
          spoken === undefined ? undefined : { type: "text", value: spoken };
      }
    }
    const tell = isWritten === true ? writtenValue : spokenValue;
    return known && tell(known, language, circumstances);
  };
}

// Conditions are Liquid's own, and find the values nested: director.name.
function scopeOf({ names, variables }: CompiledText, values: Values): object {
  const scope = Object.create(null) as Record<string, unknown>;
  for (const name of names) {
    const type = variables[name];
    const known = type && knownValue(values, name, type);
    if (known === undefined) continue;
    const path = name.split(".");
    const last = path.pop() ?? "";
    let group = scope;
    for (const part of path) {
      group[part] ??= Object.create(null);
      group = group[part] as Record<string, unknown>;
    }
    group[last] = known.value;
  }
  return scope;
}
