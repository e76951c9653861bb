import { ChoiceAt, PhoneAt } from "./fields.js";
import { listAt, namesAt, textAt, type FormScope, type Path } from "./scope.js";

/** Where somebody is rung, in order; one phone alone is written as one. */
export function Phones(props: {
  readonly scope: FormScope;
  readonly path: Path;
}) {
  const { scope, path } = props;
  const { words, isReadOnly } = scope;
  const rings = [...path, "rings"];
  const count = listAt(scope, rings).length;
  const phone = [...path, "phone"];
  const addRing = () =>
    scope.set(
      count > 0 ? [...rings, count] : rings,
      count > 0
        ? { phone: "" }
        : [{ phone: textAt(scope, phone) }, { phone: "" }],
    );
  return (
    <>
      <PhoneAt scope={scope} path={phone} label={words.phone} />
      {count > 0 && (
        <fieldset className="rings">
          <legend>{words.phones}</legend>
          <ol>
            {Array.from({ length: count }, (_, place) => (
              <li key={place}>
                <PhoneAt
                  scope={scope}
                  path={[...rings, place, "phone"]}
                  label={`${place + 1}.`}
                />
                <ChoiceAt
                  scope={scope}
                  path={[...rings, place, "hours"]}
                  label={words.ringsIn}
                  options={namesAt(scope, ["hours"])}
                  none={words.anyHour}
                />
                {!isReadOnly && (
                  <div className="buttons">
                    <button
                      type="button"
                      disabled={place === 0}
                      aria-label={`${words.up}: ${place + 1}`}
                      onClick={() => scope.move(rings, place, place - 1)}
                    >
                      {words.up}
                    </button>
                    <button
                      type="button"
                      aria-label={`${words.remove}: ${place + 1}`}
                      onClick={() =>
                        scope.set(
                          count > 1 ? [...rings, place] : rings,
                          undefined,
                        )
                      }
                    >
                      {words.remove}
                    </button>
                  </div>
                )}
              </li>
            ))}
          </ol>
        </fieldset>
      )}
      {!isReadOnly && count < 5 && (
        <button type="button" className="more" onClick={addRing}>
          {words.addPhone}
        </button>
      )}
    </>
  );
}
