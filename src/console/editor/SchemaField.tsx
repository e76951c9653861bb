import type { JsonSchema } from "../../flows/schema.js";
import { RecordField } from "./RecordField.js";
import { TextField } from "./TextField.js";
import type { FieldProps } from "./form-scope.js";

/** A field for whatever a schema describes; what no field is made for is left to the text. */
function SchemaField(props: FieldProps) {
  const { scope, schema, name, path, value, isRequired } = props;
  const hint = schema.description && scope.words.tell(schema.description);
  const set = (next: unknown) => scope.set(path, next);
  const shared = { label: name, hint, isReadOnly: scope.isReadOnly };
  if (isStepName(props))
    return (
      <Choice
        {...props}
        options={scope.steps}
        set={(next) => set(next === "" ? undefined : next)}
      />
    );
  if (schema.enum)
    return (
      <Choice
        {...props}
        options={schema.enum.map(String)}
        set={(next) => set(next === "" ? undefined : next)}
      />
    );
  if (isTexts(schema))
    return (
      <fieldset className="texts">
        <legend>{name}</legend>
        {hint !== undefined && <p className="hint">{hint}</p>}
        {scope.languages.map((language) => (
          <TextField
            key={language}
            label={language}
            lang={language}
            isLong
            isReadOnly={scope.isReadOnly}
            value={textOf(
              (value as Record<string, unknown> | undefined)?.[language],
            )}
            set={(next) =>
              scope.set(
                [...path, language],
                next === "" ? undefined : next.replaceAll(/\s*\n\s*/g, " "),
              )
            }
          />
        ))}
      </fieldset>
    );
  switch (schema.type) {
    case "boolean":
      return (
        <label className="check">
          <input
            type="checkbox"
            checked={value === true}
            disabled={scope.isReadOnly}
            onChange={({ target }) => set(target.checked)}
          />
          <span>
            {name} <span className="hint">{hint}</span>
          </span>
        </label>
      );
    case "integer":
    case "number":
      return (
        <TextField
          {...shared}
          value={textOf(value)}
          set={(next) =>
            set(
              next === ""
                ? undefined
                : Number.isFinite(Number(next))
                  ? Number(next)
                  : next,
            )
          }
        />
      );
    case "string":
      return (
        <TextField
          {...shared}
          value={textOf(value)}
          set={(next) => set(next === "" && !isRequired ? undefined : next)}
        />
      );
    case "array":
      return schema.items?.type === "string" ? (
        <TextField
          {...shared}
          hint={[hint, scope.words.list].filter(Boolean).join(" · ")}
          value={Array.isArray(value) ? value.join(", ") : ""}
          set={(next) =>
            set(
              next
                .split(",")
                .map((one) => one.trim())
                .filter(Boolean),
            )
          }
        />
      ) : (
        <InText {...props} />
      );
    case "object":
      return schema.properties ? (
        <fieldset>
          <legend>{name}</legend>
          {hint !== undefined && <p className="hint">{hint}</p>}
          <SchemaFields {...props} />
        </fieldset>
      ) : (
        <RecordField {...props} field={(inner) => <SchemaField {...inner} />} />
      );
    case undefined:
    default:
      return <InText {...props} />;
  }
}

/** The fields of an object: what is set or has to be, then the others behind a fold. */
export function SchemaFields({
  scope,
  schema,
  path,
  value,
}: Omit<FieldProps, "name" | "isRequired">) {
  const given = (value ?? {}) as Record<string, unknown>;
  const { properties = {}, required = [] } = schema;
  const field = ([name, inner]: [string, JsonSchema]) => (
    <SchemaField
      key={name}
      scope={scope}
      schema={inner}
      name={name}
      path={[...path, name]}
      value={given[name]}
      isRequired={required.includes(name)}
    />
  );
  const isShown = ([name]: [string, JsonSchema]) =>
    Object.hasOwn(given, name) ||
    (required.includes(name) && properties[name]?.type !== undefined);
  const all = Object.entries(properties);
  const folded = all.filter((one) => !isShown(one));
  return (
    <>
      {all.filter(isShown).map(field)}
      {folded.length > 0 && (
        <details>
          <summary>{scope.words.more}</summary>
          {folded.map(field)}
        </details>
      )}
    </>
  );
}

interface ChoiceProps extends FieldProps {
  readonly options: readonly string[];
  readonly set: (value: string) => void;
}

function Choice({
  scope,
  schema,
  name,
  value,
  options,
  isRequired,
  set,
}: ChoiceProps) {
  const now = textOf(value);
  const shown =
    now === "" || options.includes(now) ? options : [now, ...options];
  return (
    <label>
      <span>{name}</span>
      <select
        value={now}
        disabled={scope.isReadOnly}
        onChange={({ target }) => set(target.value)}
      >
        {(now === "" || !isRequired) && (
          <option value="">{scope.words.none}</option>
        )}
        {shown.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      {schema.description !== undefined && (
        <span className="hint">{scope.words.tell(schema.description)}</span>
      )}
    </label>
  );
}

function InText({ scope, name }: FieldProps) {
  return (
    <p className="in-text">
      <b>{name}</b> {scope.words.inText}{" "}
      <button type="button" onClick={scope.showText}>
        {scope.words.showText}
      </button>
    </p>
  );
}

function isStepName({ scope, schema, path }: FieldProps): boolean {
  return (
    schema.type === "string" &&
    (scope.exits.has(path.join(" ")) ||
      path[0] === "outcomes" ||
      schema.description?.startsWith("The step ") === true)
  );
}

/** Sentences by language. */
function isTexts({
  propertyNames,
  additionalProperties: inner,
}: JsonSchema): boolean {
  return (
    propertyNames?.enum?.includes("es") === true &&
    typeof inner === "object" &&
    inner.type === "string"
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? String(value)
    : "";
}
