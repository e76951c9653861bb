import { everybodyIn, type Entry } from "./entries.js";
import {
  ChecksAt,
  ChoiceAt,
  ListAt,
  SpokenAt,
  TextAt,
  tidyNumber,
} from "./fields.js";
import { Phones } from "./Phones.js";
import { namesAt, valueAt, type FormScope } from "./scope.js";

/** Somebody whom the line may ring: who it is, where and when, for whom, and who is above. */
export function PersonForm(props: {
  readonly scope: FormScope;
  readonly entry: Entry;
}) {
  const { scope, entry } = props;
  const { words } = scope;
  const { path } = entry;
  const [role] = path;
  const at = (name: string) => [...path, name];
  const leads = role === "director" || role === "directors";
  const hasHours = role === "agents" || role === "advisers";
  const own = textName(scope, path);
  return (
    <>
      <TextAt scope={scope} path={at("name")} label={words.name} />
      <Phones scope={scope} path={path} />
      {hasHours && (
        <ChoiceAt
          scope={scope}
          path={at("hours")}
          label={words.theirHours}
          options={namesAt(scope, ["hours"])}
          none={words.anyHour}
        />
      )}
      <ChecksAt
        scope={scope}
        path={at("languages")}
        label={words.languages}
        options={Object.entries(words.languageNames)}
      />
      {(role === "agents" || role === "directors") && (
        <ListAt scope={scope} path={at("topics")} label={words.topics} />
      )}
      {role === "agents" && (
        <ListAt scope={scope} path={at("segments")} label={words.segments} />
      )}
      {role === "directors" && (
        <ListAt scope={scope} path={at("regions")} label={words.regions} />
      )}
      <ChoiceAt
        scope={scope}
        path={at("superior")}
        label={words.superior}
        options={everybodyIn(scope).filter((one) => one !== own)}
        none={words.nobody}
      />
      <TextAt scope={scope} path={at("email")} label={words.email} />
      {leads && (
        <TextAt
          scope={scope}
          path={at("line")}
          label={words.line}
          tidy={tidyNumber}
        />
      )}
      {role === "director" && (
        <label className="check">
          <input
            type="checkbox"
            checked={valueAt(scope, at("published")) === true}
            disabled={scope.isReadOnly}
            onChange={({ target }) =>
              scope.set(at("published"), target.checked)
            }
          />
          {words.published}
        </label>
      )}
      {role !== "agents" && (
        <SpokenAt scope={scope} path={at("title")} label={words.title} />
      )}
      <SpokenAt scope={scope} path={at("spoken")} label={words.spoken} />
    </>
  );
}

function textName(scope: FormScope, path: Entry["path"]): unknown {
  return valueAt(scope, [...path, "name"]);
}
