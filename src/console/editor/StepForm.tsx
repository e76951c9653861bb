import { setValue } from "../../flows/editing/set-value.js";
import type { Checked } from "./flow-answers.js";
import { SchemaFields } from "./SchemaField.js";
import type { Words } from "./words-en.js";

interface Props {
  readonly words: Words;
  readonly checked: Checked;
  readonly step: string | undefined;
  readonly canEdit: boolean;
  /** The text as it is now, which may be ahead of what was checked. */
  readonly textNow: () => string;
  readonly edit: (text: string) => void;
  readonly showText: (step: string) => void;
}

/** One step as a form, made from what its kind consists of. */
export function StepForm(props: Props) {
  const { words, checked, step } = props;
  const found = step === undefined ? undefined : checked.steps[step];
  const schema = found && checked.kinds[found.kind];
  if (step === undefined || !found || !schema)
    return <p className="hint lone">{words.chooseStep}</p>;
  const { kind, body, exits } = found;
  return (
    <form
      className="step-form"
      key={step}
      onSubmit={(event) => event.preventDefault()}
    >
      <header>
        <h2>{step}</h2>
        <p className="hint">
          <b>{kind}</b> {words.tell(schema.description ?? "")}
        </p>
      </header>
      <SchemaFields
        scope={{
          words,
          steps: Object.keys(checked.steps),
          languages: checked.languages,
          exits: new Set(exits),
          isReadOnly: !props.canEdit,
          set: (path, value) =>
            props.edit(
              setValue(props.textNow(), ["steps", step, kind, ...path], value),
            ),
          showText: () => props.showText(step),
        }}
        schema={schema}
        path={[]}
        value={body}
      />
    </form>
  );
}
