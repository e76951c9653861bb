import { lazy, Suspense, useState } from "react";
import { overrideRoles } from "../../../machines/company/policy.js";
import type { Words } from "../../words/index.js";
import { ChecksAt, MoneyAt, NumberAt, TextAt } from "./fields.js";
import { namesAt, valueAt, type FormScope } from "./scope.js";

/** It brings the plot and the analysis along. */
const Economics = lazy(() => import("./Economics.js"));

/** When a disputed charge goes without a word, and where a person looks at it. */
export function PolicyForm(props: {
  readonly scope: FormScope;
  readonly consoleWords: Words;
}) {
  const { scope, consoleWords } = props;
  const { words } = scope;
  return (
    <>
      <MoneyAt scope={scope} path={["threshold"]} label={words.threshold} />
      <Suspense>
        <Economics scope={scope} />
      </Suspense>
      <Categories scope={scope} />
      <Limits scope={scope} name="per customer" label={words.perCustomer} />
      <Limits
        scope={scope}
        name="unattested numbers"
        label={words.unattested}
      />
      <MoneyAt scope={scope} path={["monthly budget"]} label={words.budget} />
      <MoneyAt
        scope={scope}
        path={["handling cost"]}
        label={words.handlingCost}
        hint={words.handlingCostHint}
      />
      <TextAt scope={scope} path={["time zone"]} label={words.timeZone} />
      <ChecksAt
        scope={scope}
        path={["may override"]}
        label={words.override}
        options={overrideRoles.map((one) => [one, consoleWords.roles[one]])}
      />
    </>
  );
}

function Limits(props: {
  readonly scope: FormScope;
  readonly name: string;
  readonly label: string;
}) {
  const { scope, name, label } = props;
  const { words } = scope;
  return (
    <fieldset>
      <legend>{label}</legend>
      <NumberAt scope={scope} path={[name, "days"]} label={words.limitDays} />
      <NumberAt
        scope={scope}
        path={[name, "concessions"]}
        label={words.concessions}
      />
      <MoneyAt scope={scope} path={[name, "sum"]} label={words.sum} />
    </fieldset>
  );
}

function Categories({ scope }: { readonly scope: FormScope }) {
  const { words, isReadOnly } = scope;
  const [kind, setKind] = useState("");
  const names = namesAt(scope, ["categories"]);
  const remove = (name: string) =>
    scope.set(
      names.length > 1 ? ["categories", name] : ["categories"],
      undefined,
    );
  return (
    <fieldset>
      <legend>{words.categories}</legend>
      {names.map((name) => {
        const path = ["categories", name];
        const isNever = valueAt(scope, path) === "never";
        return (
          <fieldset key={name}>
            <legend>{words.category(name)}</legend>
            <label className="check">
              <input
                type="checkbox"
                checked={isNever}
                disabled={isReadOnly}
                onChange={({ target }) =>
                  scope.set(path, target.checked ? "never" : { USD: 0 })
                }
              />
              {words.never}
            </label>
            {!isNever && (
              <MoneyAt scope={scope} path={path} label={words.threshold} />
            )}
            {!isReadOnly && (
              <button
                type="button"
                className="more"
                aria-label={`${words.remove}: ${name}`}
                onClick={() => remove(name)}
              >
                {words.remove}
              </button>
            )}
          </fieldset>
        );
      })}
      {!isReadOnly && (
        <div className="entry-of-record">
          <label>
            <span>{words.newCategory}</span>
            <input
              value={kind}
              onChange={({ target }) => setKind(target.value)}
            />
          </label>
          <button
            type="button"
            disabled={kind.trim() === "" || names.includes(kind.trim())}
            onClick={() => {
              scope.set(["categories", kind.trim()], "never");
              setKind("");
            }}
          >
            {words.addCategory}
          </button>
        </div>
      )}
    </fieldset>
  );
}
