import { useState } from "react";
import { TextField } from "../../editor/TextField.js";
import { ChoiceAt, tidyNumber } from "./fields.js";
import { namesAt, type FormScope } from "./scope.js";

const path = ["numbers"];

/** Which flow answers which of the line's numbers. */
export function NumbersForm({ scope }: { readonly scope: FormScope }) {
  const { words, line, isReadOnly } = scope;
  const [typed, setTyped] = useState("");
  const written = namesAt(scope, path);
  const added = tidyNumber(typed);
  const put = (number: string, flow: string | undefined) =>
    written.length === 0
      ? scope.set(path, flow === undefined ? undefined : { [number]: flow })
      : flow === undefined && written.length === 1
        ? scope.set(path, undefined)
        : scope.set([...path, number], flow);
  const add = () => {
    const [main, other = main] = line.flows;
    if (other) put(added, other.name);
    setTyped("");
  };
  return (
    <fieldset className="numbers">
      <legend>{words.numbers}</legend>
      {[...new Set([line.number, ...written])].map((number) => (
        <ChoiceAt
          key={number}
          scope={scope}
          path={[...path, number]}
          label={number === line.number ? words.ownNumber(number) : number}
          options={line.flows.map(({ name }) => name)}
          none={words.mainFlow}
          put={(flow) => put(number, flow)}
        />
      ))}
      <p className="hint">{words.anyNumber}</p>
      {!isReadOnly && (
        <div className="entry-of-record">
          <TextField
            label={words.newNumber}
            hint="+12025550107"
            value={typed}
            isReadOnly={false}
            set={setTyped}
          />
          <button
            type="button"
            disabled={
              !/^\+[1-9]\d{6,14}$/.test(added) || written.includes(added)
            }
            onClick={add}
          >
            {words.addNumber}
          </button>
        </div>
      )}
    </fieldset>
  );
}
