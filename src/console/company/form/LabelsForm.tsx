import { SpokenAt } from "./fields.js";
import {
  listAt,
  mistakeAt,
  namesAt,
  takeOut,
  type FormScope,
} from "./scope.js";

const lists = ["areas", "reasons", "contractors"] as const;

/** What areas, reasons and contractors are called in other languages than the one that the file names them in. */
export function LabelsForm({ scope }: { readonly scope: FormScope }) {
  const { words, isReadOnly } = scope;
  const causes = lists.flatMap(
    (list) => listAt(scope, [list]) as readonly string[],
  );
  const left = namesAt(scope, ["labels"]).filter(
    (one) => !causes.includes(one),
  );
  return (
    <>
      <p className="hint">{words.labelsHint}</p>
      {[...new Set(causes)].map((cause) => (
        <SpokenAt
          key={cause}
          scope={scope}
          path={["labels", cause]}
          label={cause}
        />
      ))}
      {left.map((cause) => (
        <fieldset key={cause}>
          <legend>{cause}</legend>
          <span className="mistake">{mistakeAt(scope, ["labels", cause])}</span>
          {!isReadOnly && (
            <button
              type="button"
              className="more"
              aria-label={`${words.remove}: ${cause}`}
              onClick={() => takeOut(scope, ["labels", cause])}
            >
              {words.remove}
            </button>
          )}
        </fieldset>
      ))}
    </>
  );
}
