import { tellIn } from "../../../flows/spanish/index.js";
import type { UiLanguage } from "../../../phone/words.js";
import type {
  DocumentView,
  OffersView,
} from "../../../server/console/document-routes.js";
import type { Mistake } from "../../../machines/company/read-document.js";
import type { FormWords } from "./words.js";

export type Path = readonly (string | number)[];

/** What every field of a form is given. */
export interface FormScope {
  readonly words: FormWords;
  readonly language: UiLanguage;
  /** The document as its text says. */
  readonly data: unknown;
  readonly mistakes: readonly Mistake[];
  /** The line's own number, and the flows that callers may get. */
  readonly line: Pick<DocumentView, "number" | "flows">;
  readonly isReadOnly: boolean;
  /** After so many seconds at most a need may be let go of, by the flows that are served; absent: none waits for agents. */
  readonly longestRelaxing?: number | undefined;
  /** What powers may name; absent: nobody lists it, and it is typed. */
  readonly offers?: OffersView["offers"];
  /** Writes into the text; `undefined` takes what is there out. */
  readonly set: (path: Path, value: unknown) => void;
  readonly move: (path: Path, from: number, to: number) => void;
}

export function valueAt({ data }: FormScope, path: Path): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null
        ? (at as Record<string, unknown>)[part]
        : undefined,
    data,
  );
}

/** A list that may be missing. */
export function listAt(scope: FormScope, path: Path): readonly unknown[] {
  const value = valueAt(scope, path);
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function textAt(scope: FormScope, path: Path): string {
  const value = valueAt(scope, path);
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : "";
}

export function namesAt(scope: FormScope, path: Path): readonly string[] {
  const value = valueAt(scope, path);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.keys(value)
    : [];
}

/** Takes out what is at a path, and the names around it that would be left with nothing below them. */
export function takeOut(scope: FormScope, path: Path): void {
  const around = path.slice(0, -1);
  const isLast =
    typeof around.at(-1) === "string" && namesAt(scope, around).length <= 1;
  if (isLast) takeOut(scope, around);
  else scope.set(path, undefined);
}

/** What is wrong with a field; `below` as well with what is in it. */
export function mistakeAt(
  { mistakes, language }: FormScope,
  path: Path,
  below = false,
): string | undefined {
  const found = mistakes.find(
    (one) =>
      (below || one.path.length === path.length) &&
      path.every((part, place) => one.path[place] === part),
  );
  return found && tellIn(language, found.message);
}
