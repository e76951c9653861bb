import { useState } from "react";
import type { Entry } from "./entries.js";
import { ListAt, TextAt } from "./fields.js";
import { namesAt, valueAt, type FormScope } from "./scope.js";

/** When somebody is there: the week, days that are other, and the emergency switch. */
export function HoursForm(props: {
  readonly scope: FormScope;
  readonly entry: Entry;
}) {
  const { scope, entry } = props;
  const { words, isReadOnly } = scope;
  const at = (...names: string[]) => [...entry.path, ...names];
  const isClosed = valueAt(scope, at("closed now")) !== undefined;
  return (
    <>
      <TextAt scope={scope} path={at("time zone")} label={words.timeZone} />
      <p className="hint">{words.spans}</p>
      <div className="week">
        {Object.entries(words.days).map(([day, name]) => (
          <ListAt
            key={day}
            scope={scope}
            path={at("weekly", day)}
            label={name}
            hint=""
          />
        ))}
      </div>
      <ListAt
        scope={scope}
        path={at("holidays")}
        label={words.holidays}
        hint={words.holidayHint}
      />
      <Exceptions {...props} />
      <fieldset>
        <legend>
          <label className="check">
            <input
              type="checkbox"
              checked={isClosed}
              disabled={isReadOnly}
              onChange={({ target }) =>
                scope.set(
                  at("closed now"),
                  target.checked ? { because: {} } : undefined,
                )
              }
            />
            {words.closedNow}
          </label>
        </legend>
        {isClosed && (
          <>
            {Object.entries(words.languageNames).map(([language, name]) => (
              <TextAt
                key={language}
                scope={scope}
                path={at("closed now", "because", language)}
                label={`${words.because}, ${name}`}
                lang={language}
                isLong
                isKept
              />
            ))}
            <TextAt
              scope={scope}
              path={at("closed now", "until")}
              label={words.until}
              hint={words.untilHint}
            />
          </>
        )}
      </fieldset>
    </>
  );
}

function Exceptions(props: {
  readonly scope: FormScope;
  readonly entry: Entry;
}) {
  const { scope, entry } = props;
  const { words, isReadOnly } = scope;
  const [day, setDay] = useState("");
  const path = [...entry.path, "exceptions"];
  const days = namesAt(scope, path);
  return (
    <fieldset className="days">
      <legend>{words.exceptions}</legend>
      {days.map((one) => (
        <div key={one} className="entry-of-record">
          <ListAt
            scope={scope}
            path={[...path, one]}
            label={one}
            hint=""
            isKept
          />
          {!isReadOnly && (
            <button
              type="button"
              aria-label={`${words.remove}: ${one}`}
              onClick={() =>
                scope.set(days.length > 1 ? [...path, one] : path, undefined)
              }
            >
              {words.remove}
            </button>
          )}
        </div>
      ))}
      {!isReadOnly && (
        <div className="entry-of-record">
          <label>
            <span className="unseen">{words.addDay}</span>
            <input
              type="date"
              value={day}
              onChange={({ target }) => setDay(target.value)}
            />
          </label>
          <button
            type="button"
            disabled={day === "" || days.includes(day)}
            onClick={() => {
              scope.set([...path, day], []);
              setDay("");
            }}
          >
            {words.addDay}
          </button>
        </div>
      )}
    </fieldset>
  );
}
