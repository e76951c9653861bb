import type { JsonSchema } from "../../flows/schema.js";
import type { Words } from "./words-en.js";

/** What all fields of a form share. */
export interface FormScope {
  readonly words: Words;
  readonly steps: readonly string[];
  readonly languages: readonly string[];
  /** Where ways out stand: `choices 1 to`. */
  readonly exits: ReadonlySet<string>;
  readonly isReadOnly: boolean;
  /** `undefined` takes it out. */
  readonly set: (path: readonly string[], value: unknown) => void;
  readonly showText: () => void;
}

export interface FieldProps {
  readonly scope: FormScope;
  readonly schema: JsonSchema;
  readonly name: string;
  readonly path: readonly string[];
  readonly value: unknown;
  readonly isRequired: boolean;
}
