import { everybodyIn, type Entry } from "./entries.js";
import { ChecksAt, ListAt, MoneyAt } from "./fields.js";
import type { FormScope } from "./scope.js";

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
      <ListAt scope={scope} path={at("plans")} label={words.plans} />
      <ListAt
        scope={scope}
        path={at("gifts", "these")}
        label={words.gifts}
        isKept
      />
      {money("gifts", "a day", words.giftsDay)}
      {money("another remedy", "a day", words.anotherDay)}
    </>
  );
}
