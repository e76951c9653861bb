import { useRef, useState } from "react";
import type { JsonSchema } from "../../flows/schema.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly kinds: Readonly<Record<string, JsonSchema>>;
  readonly steps: readonly string[];
  readonly languages: readonly string[];
  readonly add: (name: string, step: object) => void;
}

/** A new step of a kind; what it has to have is there, and says what is missing. */
export function NewStep({ words, kinds, steps, languages, add }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState("");
  const [kind, setKind] = useState("menu");
  const isFree = /^[a-z][a-z0-9-]{0,59}$/.test(name) && !steps.includes(name);
  const put = () => {
    if (!isFree) return;
    const schema = kinds[kind] ?? {};
    add(name, { [kind]: beginning(schema, languages, steps) });
    setName("");
    dialog.current?.close();
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {words.newStep}
      </button>
      <dialog ref={dialog} aria-label={words.newStep}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            put();
          }}
        >
          <h2>{words.newStep}</h2>
          <label>
            <span>{words.newStepName}</span>
            <input
              value={name}
              autoComplete="off"
              placeholder="small-charge"
              onChange={({ target }) =>
                setName(
                  target.value.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
                )
              }
            />
          </label>
          <label>
            <span>{words.kind}</span>
            <select
              value={kind}
              onChange={({ target }) => setKind(target.value)}
            >
              {Object.keys(kinds).map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
            <span className="hint">
              {words.tell(kinds[kind]?.description ?? "")}
            </span>
          </label>
          <div className="buttons">
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.close}
            </button>
            <button type="submit" className="strong" disabled={!isFree}>
              {words.add}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}

/** What a step of this kind has to have, as far as it can be said without knowing what for. */
function beginning(
  { properties = {}, required = [] }: JsonSchema,
  languages: readonly string[],
  steps: readonly string[],
): object {
  return Object.fromEntries(
    required.flatMap((name): [string, unknown][] => {
      const schema = properties[name];
      if (schema?.type === "string")
        return [
          [
            name,
            schema.description?.startsWith("The step ") ? (steps[0] ?? "") : "",
          ],
        ];
      if (schema?.propertyNames?.enum?.includes("es"))
        return [[name, Object.fromEntries(languages.map((one) => [one, ""]))]];
      if (schema?.properties)
        return [[name, beginning(schema, languages, steps)]];
      return [];
    }),
  );
}
