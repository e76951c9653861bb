import { useState, type ReactNode } from "react";
import type { FieldProps } from "./form-scope.js";

interface Props extends FieldProps {
  readonly field: (props: FieldProps) => ReactNode;
}

/** Things by their names, as choices by their keys: each with its fields, one more, one less. */
export function RecordField({
  scope,
  schema,
  name,
  path,
  value,
  field,
}: Props) {
  const { words, isReadOnly, set } = scope;
  const [added, setAdded] = useState("");
  const inner = schema.additionalProperties;
  const given = Object.entries((value ?? {}) as Record<string, unknown>);
  const names = schema.propertyNames?.enum?.map(String);
  if (typeof inner !== "object") return null;
  const add = () => {
    if (added.trim() === "") return;
    set(
      [...path, added.trim()],
      inner.type === "object" ? firstOf(scope.steps) : "",
    );
    setAdded("");
  };
  return (
    <fieldset className="record">
      <legend>{name}</legend>
      {schema.description !== undefined && (
        <p className="hint">{words.tell(schema.description)}</p>
      )}
      {given.map(([key, one]) => (
        <div key={key} className="entry-of-record">
          {field({
            scope,
            schema: inner,
            name: key,
            path: [...path, key],
            value: one,
            isRequired: true,
          })}
          {!isReadOnly && (
            <button
              type="button"
              className="remove"
              aria-label={words.remove(`${name} ${key}`)}
              onClick={() => set([...path, key], undefined)}
            >
              ×
            </button>
          )}
        </div>
      ))}
      {!isReadOnly && names === undefined && (
        <div className="add">
          <input
            value={added}
            aria-label={`${name}: ${words.key}`}
            placeholder={words.key}
            onChange={({ target }) => setAdded(target.value)}
          />
          <button type="button" onClick={add}>
            {words.add}
          </button>
        </div>
      )}
      {!isReadOnly &&
        names
          ?.filter((one) => scope.languages.includes(one))
          .filter((one) => !given.some(([key]) => key === one))
          .map((one) => (
            <button
              key={one}
              type="button"
              onClick={() => set([...path, one], [])}
            >
              {words.add} {one}
            </button>
          ))}
    </fieldset>
  );
}

/** A new choice leads somewhere at once: to the first step, until somebody chooses. */
function firstOf(steps: readonly string[]) {
  return { to: steps[0] ?? "" };
}
