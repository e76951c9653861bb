import { requirements } from "../../../machines/queue/relaxing.js";
import type { Entry } from "./entries.js";
import { ChoiceAt, ListAt, NumberAt, TextAt } from "./fields.js";
import { listAt, textAt, type FormScope } from "./scope.js";

interface Props {
  readonly scope: FormScope;
  readonly entry: Entry;
}

/** Customers who are known by their number before anything is looked up. */
export function CustomersForm({ scope, entry }: Props) {
  const { words } = scope;
  const at = (name: string) => [...entry.path, name];
  return (
    <>
      <TextAt
        scope={scope}
        path={at("segment")}
        label={words.segment}
        hint={words.segmentHint}
      />
      <ListAt
        scope={scope}
        path={at("numbers")}
        label={words.theirNumbers}
        isKept
        isLong
      />
      <ChoiceAt
        scope={scope}
        path={at("adviser")}
        label={words.adviser}
        options={listAt(scope, ["advisers"]).map((_, place) =>
          textAt(scope, ["advisers", place, "name"]),
        )}
        none={words.nobody}
      />
    </>
  );
}

/** After how long somebody who does not meet a need may take the call, and how long nobody is offered after a talk. */
export function WaitingForm({ scope }: Props) {
  const { words, longestRelaxing } = scope;
  return (
    <>
      <p className="hint">
        {words.relaxing}{" "}
        {longestRelaxing !== undefined &&
          words.longestRelaxing(longestRelaxing)}
      </p>
      {requirements.map((one) => (
        <TextAt
          key={one}
          scope={scope}
          path={["relaxing", one]}
          label={words.needs[one]}
          hint={words.usually[one]}
        />
      ))}
      <TextAt
        scope={scope}
        path={["wrap-up"]}
        label={words.wrapUp}
        hint={words.wrapUpHint}
      />
      <NumberAt
        scope={scope}
        path={["unanswered at most"]}
        label={words.unanswered}
        hint={words.unansweredHint}
        isOptional
      />
    </>
  );
}

const ceilings = ["calls a day", "messages a day", "spend a day"] as const;
const costs = ["call", "message"] as const;

/** What may go out to callers in a day. */
export function OutboundForm({ scope }: Props) {
  const { words } = scope;
  return (
    <>
      <ListAt
        scope={scope}
        path={["outbound", "countries"]}
        label={words.countries}
        hint={words.countriesHint}
      />
      {ceilings.map((one) => (
        <NumberAt
          key={one}
          scope={scope}
          path={["outbound", one]}
          label={words.ceilings[one].label}
          hint={words.ceilings[one].hint}
          isOptional
        />
      ))}
      {costs.map((one) => (
        <NumberAt
          key={one}
          scope={scope}
          path={["outbound", "costs", one]}
          label={words.costs[one].label}
          hint={words.costs[one].hint}
          isOptional
        />
      ))}
    </>
  );
}
