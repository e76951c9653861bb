import type {
  PromiseChanged,
  StepChanged,
  ValueChanged,
  WordsChanged,
} from "../../flows/diff/index.js";
import type { FlowDiff } from "../editor/flow-answers.js";
import type { Words } from "./words.js";

interface Props {
  readonly words: Words;
  readonly diff: FlowDiff;
  /** Absent: not proved yet. */
  readonly promises: readonly PromiseChanged[] | undefined;
  /** What promises are called; absent: by their own names. */
  readonly promiseNames: Readonly<Partial<Record<string, string>>>;
}

/** What callers would notice of one version after another: promises, what holds for the whole line, and step by step. */
export function DiffView(props: Props) {
  const { words, diff, promises = [], promiseNames } = props;
  const { frame, steps } = diff;
  if (frame.length + steps.length + promises.length === 0)
    return <p className="hint">{words.same}</p>;
  return (
    <div className="diff">
      {promises.length > 0 && (
        <section>
          <h3>{words.promises}</h3>
          <ul>
            {promises.map((one) => (
              <li key={one.name} data-broken={!one.kept || undefined}>
                <b>{promiseNames[one.name] ?? one.name}</b>
                <p>
                  {words.worst} <Weighed words={words} one={one} of="bound" />
                  {one.before.promised !== one.after.promised && (
                    <>
                      , {words.promised}{" "}
                      <Weighed words={words} one={one} of="promised" />
                    </>
                  )}
                  {!one.kept && <strong> {words.breaks}</strong>}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {frame.length > 0 && (
        <section>
          <h3>{words.line}</h3>
          <Values words={words} values={frame} />
        </section>
      )}
      {steps.length > 0 && (
        <section>
          <h3>{words.steps}</h3>
          <ul>
            {steps.map((one) => (
              <Step key={one.step} words={words} one={one} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Weighed(props: {
  readonly words: Words;
  readonly one: PromiseChanged;
  readonly of: "bound" | "promised";
}) {
  const { words, one, of } = props;
  const word = (value: number | boolean | null) => {
    if (value === null) return words.noBound;
    if (typeof value === "boolean") return value ? words.yes : words.no;
    return one.unit === "seconds" ? `${value} s` : String(value);
  };
  const [before, after] = [word(one.before[of]), word(one.after[of])];
  return before === after ? (
    after
  ) : (
    <>
      <del>{before}</del> → <ins>{after}</ins>
    </>
  );
}

function Step({
  words,
  one,
}: {
  readonly words: Words;
  readonly one: StepChanged;
}) {
  const { step, before, after, destinations, settings } = one;
  return (
    <li>
      <b>{step}</b>{" "}
      <span className="hint">
        {before === after
          ? after
          : before === undefined
            ? `${words.isNew} · ${after}`
            : after === undefined
              ? `${words.isGone} · ${before}`
              : `${before} → ${after}`}
      </span>
      {after !== undefined && (
        <>
          {one.words.map((said) => (
            <Said
              key={`${said.language} ${said.where}`}
              words={words}
              said={said}
            />
          ))}
          <Values words={words} values={destinations} lead={words.leads} />
          <Values words={words} values={settings} />
        </>
      )}
    </li>
  );
}

function Said({
  words,
  said,
}: {
  readonly words: Words;
  readonly said: WordsChanged;
}) {
  const { language, where, before, after } = said;
  return (
    <div className="said">
      <span className="hint">{words.says(language, where)}</span>
      {before && (
        <p>
          <del>{before.text}</del> <small>{before.seconds.toFixed(1)} s</small>
        </p>
      )}
      {after && (
        <p>
          <ins>{after.text}</ins> <small>{after.seconds.toFixed(1)} s</small>
        </p>
      )}
    </div>
  );
}

function Values(props: {
  readonly words: Words;
  readonly values: readonly ValueChanged[];
  readonly lead?: string;
}) {
  const { words, values, lead = "" } = props;
  return (
    <>
      {values.map(({ name, before, after }) => (
        <p key={name}>
          <span className="hint">
            {lead} {name}:
          </span>{" "}
          <del>{before ?? words.nothing}</del> →{" "}
          <ins>{after ?? words.nothing}</ins>
        </p>
      ))}
    </>
  );
}
