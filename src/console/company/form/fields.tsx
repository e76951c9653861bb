/** The fields of a form; each shows and changes one place of the document, and says what is wrong there. */
import { useId } from "react";
import { TextField } from "../../editor/TextField.js";
import { readMoney, writeAmount } from "../../money.js";
import {
  listAt,
  mistakeAt,
  namesAt,
  takeOut,
  textAt,
  valueAt,
  type FormScope,
  type Path,
} from "./scope.js";

interface FieldProps {
  readonly scope: FormScope;
  readonly path: Path;
  readonly label: string;
  readonly hint?: string;
}

/** Empty text takes it out, with what is left empty around it unless that `isKept`. */
export function TextAt(
  props: FieldProps & {
    readonly lang?: string;
    readonly isLong?: boolean;
    readonly isKept?: boolean;
    /** What was typed, as the document has it. */
    readonly tidy?: (text: string) => string;
  },
) {
  const { scope, path, label, hint, lang, isLong } = props;
  return (
    <TextField
      label={label}
      hint={hint}
      mistake={mistakeAt(scope, path)}
      value={textAt(scope, path)}
      isReadOnly={scope.isReadOnly}
      {...(lang !== undefined && { lang })}
      {...(isLong && { isLong })}
      set={(text) => {
        if (text !== "") scope.set(path, props.tidy?.(text) ?? text);
        else if (props.isKept) scope.set(path, undefined);
        else takeOut(scope, path);
      }}
    />
  );
}

/** A telephone, written as people write it or as the document has it; while it is empty, the document says what is expected. */
export function PhoneAt({ scope, path, label }: FieldProps) {
  return (
    <TextField
      label={label}
      mistake={mistakeAt(scope, path)}
      value={textAt(scope, path)}
      isReadOnly={scope.isReadOnly}
      set={(text) => scope.set(path, tidyNumber(text))}
    />
  );
}

/** `+1 (202) 555-0107` as `+12025550107`; what is no number as it is. */
export function tidyNumber(text: string): string {
  return /^\s*\+[\d\s().-]*$/.test(text)
    ? text.replaceAll(/[\s().-]/g, "")
    : text;
}

/** What is no whole number is written too: the document says what is expected there. `isOptional`: empty text takes it out, with what is left empty around it. */
export function NumberAt(
  props: FieldProps & { readonly isOptional?: boolean },
) {
  const { scope, path, label, hint, isOptional } = props;
  return (
    <TextField
      label={label}
      hint={hint}
      mistake={mistakeAt(scope, path)}
      value={textAt(scope, path)}
      isReadOnly={scope.isReadOnly}
      set={(text) => {
        const value = Number(text);
        const isEmpty = text.trim() === "";
        if (isEmpty && isOptional) takeOut(scope, path);
        else if (isEmpty) scope.set(path, undefined);
        else scope.set(path, Number.isInteger(value) ? value : text);
      }}
    />
  );
}

/** Several words, with commas between. */
export function ListAt(
  props: FieldProps & { readonly isKept?: boolean; readonly isLong?: boolean },
) {
  const { scope, path, label, hint = scope.words.commas, isKept } = props;
  return (
    <TextField
      {...(props.isLong && { isLong: true })}
      label={label}
      hint={hint}
      mistake={mistakeAt(scope, path, true)}
      value={listAt(scope, path).join(", ")}
      isReadOnly={scope.isReadOnly}
      set={(text) => {
        const list = text
          .split(",")
          .map((one) => tidyNumber(one.trim()))
          .filter((one) => one !== "");
        if (list.length > 0 || isKept) scope.set(path, list);
        else takeOut(scope, path);
      }}
    />
  );
}

export function ChoiceAt(
  props: FieldProps & {
    readonly options: readonly string[];
    /** What none of them is called. */
    readonly none: string;
    /** Writes what was chosen elsewhere than at `path` alone. */
    readonly put?: (value: string | undefined) => void;
  },
) {
  const { scope, path, label, options, none } = props;
  const { put = (chosen) => scope.set(path, chosen) } = props;
  const value = textAt(scope, path);
  const mistake = mistakeAt(scope, path);
  const id = useId();
  return (
    <label>
      <span>{label}</span>
      <select
        value={value}
        disabled={scope.isReadOnly}
        aria-invalid={mistake === undefined ? undefined : true}
        aria-describedby={mistake === undefined ? undefined : id}
        onChange={({ target }) =>
          put(target.value === "" ? undefined : target.value)
        }
      >
        <option value="">{none}</option>
        {[...new Set([...options, ...(value === "" ? [] : [value])])].map(
          (one) => (
            <option key={one}>{one}</option>
          ),
        )}
      </select>
      {mistake !== undefined && (
        <span className="mistake" id={id}>
          {mistake}
        </span>
      )}
    </label>
  );
}

/** Any of these. */
export function ChecksAt(
  props: FieldProps & {
    readonly options: readonly (readonly [value: string, name: string])[];
    readonly isKept?: boolean;
  },
) {
  const { scope, path, label, options, isKept } = props;
  const held = listAt(scope, path) as readonly string[];
  const mistake = mistakeAt(scope, path, true);
  return (
    <fieldset className="checks">
      <legend>{label}</legend>
      {options.map(([value, name]) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={held.includes(value)}
            disabled={scope.isReadOnly}
            onChange={({ target }) => {
              const next = target.checked
                ? [...held, value]
                : held.filter((one) => one !== value);
              scope.set(path, next.length > 0 || isKept ? next : undefined);
            }}
          />
          {name}
        </label>
      ))}
      {mistake !== undefined && <span className="mistake">{mistake}</span>}
    </fieldset>
  );
}

/** A text for each language. */
export function SpokenAt({ scope, path, label }: FieldProps) {
  const { languageNames } = scope.words;
  return (
    <fieldset>
      <legend>{label}</legend>
      {Object.entries(languageNames).map(([language, name]) => (
        <TextAt
          key={language}
          scope={scope}
          path={[...path, language]}
          label={name}
          lang={language}
        />
      ))}
    </fieldset>
  );
}

/**
 * Money by currency, typed as people write it; `gone` is taken out with the last amount. What is no amount is written as it is typed: it is not
 * lost, and the document is not published with it.
 */
export function MoneyAt(props: FieldProps & { readonly gone?: Path }) {
  const { scope, path, label, hint, gone = path } = props;
  const { words, language } = scope;
  const written = namesAt(scope, path);
  const currencies = written.length > 0 ? written : currenciesIn(scope.data);
  return currencies.map((currency) => {
    const own = [...path, currency];
    const amount = valueAt(scope, own);
    return (
      <TextField
        key={currency}
        label={`${label}, ${currency}`}
        hint={hint}
        mistake={
          typeof amount === "string"
            ? amountExpected(words, currency, language)
            : mistakeAt(scope, path, true)
        }
        value={
          typeof amount === "number"
            ? writeAmount({ amount, currency }, language)
            : textAt(scope, own)
        }
        isReadOnly={scope.isReadOnly}
        set={(text) => {
          const money = readMoney(text, currency);
          if (money) scope.set(own, money.amount);
          else if (text.trim() !== "") scope.set(own, text);
          else scope.set(written.length > 1 ? own : gone, undefined);
        }}
      />
    );
  });
}

/** What a form says where something else than an amount was typed. */
export function amountExpected(
  words: FormScope["words"],
  currency: string,
  language: string,
): string {
  return words.amountExpected(
    writeAmount({ amount: 1250, currency }, language),
  );
}

/** Those that the document speaks of; dollars where it speaks of none. */
function currenciesIn(data: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, own] of Object.entries(value)) {
      if (/^[A-Z]{3}$/.test(name) && typeof own === "number") found.add(name);
      look(own);
    }
  };
  look(data);
  return found.size > 0 ? [...found] : ["USD"];
}
