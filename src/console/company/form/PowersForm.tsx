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
  return (
    <>
      <ChecksAt
        scope={scope}
        path={at("people")}
        label={words.whose}
        options={everybodyIn(scope).map((name) => [name, name])}
        isKept
      />
      <MoneyAt
        scope={scope}
        path={at("credits", "each")}
        label={words.creditEach}
        gone={at("credits")}
      />
      <MoneyAt
        scope={scope}
        path={at("credits", "a day")}
        label={words.creditDay}
        gone={at("credits")}
      />
      <ListAt scope={scope} path={at("plans")} label={words.plans} />
      <ListAt
        scope={scope}
        path={at("gifts", "these")}
        label={words.gifts}
        isKept
      />
      <MoneyAt
        scope={scope}
        path={at("gifts", "a day")}
        label={words.giftsDay}
        gone={at("gifts")}
      />
      <MoneyAt
        scope={scope}
        path={at("another remedy", "a day")}
        label={words.anotherDay}
        gone={at("another remedy")}
      />
    </>
  );
}
