import { everybodyIn, type Entry } from "./entries.js";
import { labelIn } from "../../label-in.js";
import { ChecksAt, ListAt, MoneyAt } from "./fields.js";
import { listAt, type FormScope, type Path } from "./scope.js";

/** What these people may grant without asking anyone. */
export function PowersForm(props: {
  readonly scope: FormScope;
  readonly entry: Entry;
}) {
  const { scope, entry } = props;
  const { words } = scope;
  const at = (...names: string[]) => [...entry.path, ...names];
  /** An amount; the last one of a power takes all of it out. */
  const money = (power: string, bound: string, label: string) => (
    <MoneyAt
      scope={scope}
      path={at(power, bound)}
      label={label}
      gone={at(power)}
    />
  );
  return (
    <>
      <ChecksAt
        scope={scope}
        path={at("people")}
        label={words.whose}
        options={everybodyIn(scope).map((name) => [name, name])}
        isKept
      />
      {money("credits", "each", words.creditEach)}
      {money("credits", "a day", words.creditDay)}
      <Offered scope={scope} path={at("plans")} kind="plans" />
      <Offered scope={scope} path={at("gifts", "these")} kind="gifts" isKept />
      {money("gifts", "a day", words.giftsDay)}
      {money("another remedy", "a day", words.anotherDay)}
    </>
  );
}

/** Plans or gifts by name: chosen among those that the account system has, typed where it lists none. */
function Offered(props: {
  readonly scope: FormScope;
  readonly path: Path;
  readonly kind: "plans" | "gifts";
  readonly isKept?: boolean;
}) {
  const { scope, path, kind, isKept = false } = props;
  const { words, language, offers } = scope;
  const label = words[kind];
  if (!offers)
    return <ListAt scope={scope} path={path} label={label} isKept={isKept} />;
  const known = offers[kind].map(
    (one) => [one.id, `${labelIn(one.label, language)} · ${one.id}`] as const,
  );
  const unknown = (listAt(scope, path) as readonly string[])
    .filter((name) => known.every(([id]) => id !== name))
    .map((name) => [name, words.notOffered(name)] as const);
  return (
    <ChecksAt
      scope={scope}
      path={path}
      label={label}
      options={[...known, ...unknown]}
      isKept={isKept}
    />
  );
}
