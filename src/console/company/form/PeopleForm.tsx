import { ListAt, TextAt, tidyNumber } from "./fields.js";
import { entriesOf, type Entry } from "./entries.js";
import { HoursForm } from "./HoursForm.js";
import { LabelsForm } from "./LabelsForm.js";
import { CustomersForm, OutboundForm, WaitingForm } from "./LimitsForm.js";
import { NumbersForm } from "./NumbersForm.js";
import { PersonForm } from "./PersonForm.js";
import { PowersForm } from "./PowersForm.js";
import type { FormScope } from "./scope.js";

const forms = {
  person: PersonForm,
  powers: PowersForm,
  hours: HoursForm,
  customers: CustomersForm,
  waiting: WaitingForm,
  outbound: OutboundForm,
  lines: Lines,
  labels: LabelsForm,
} as const;

/** The people file as a form: what is in it, and one entry at a time. */
export function PeopleForm(props: {
  readonly scope: FormScope;
  /** The path of the entry that is shown. */
  readonly chosen: string;
  readonly choose: (path: string) => void;
}) {
  const { scope, chosen, choose } = props;
  const { words, isReadOnly } = scope;
  const groups = entriesOf(scope);
  const entries = groups.flatMap((group) => group.entries);
  const entry =
    entries.find(({ path }) => path.join("/") === chosen) ?? entries[0];
  const Form = entry && forms[entry.kind];
  return (
    <div className="of-people">
      <nav aria-label={words.entries}>
        {groups.map(({ title, entries: own, more }) => (
          <section key={title}>
            {title !== "" && <h2>{title}</h2>}
            <ul>
              {own.map((one) => (
                <li key={one.path.join("/")}>
                  <button
                    type="button"
                    aria-current={one === entry || undefined}
                    data-wrong={isWrong(scope, one) || undefined}
                    onClick={() => choose(one.path.join("/"))}
                  >
                    {one.name}
                  </button>
                </li>
              ))}
            </ul>
            {more && !isReadOnly && (
              <button
                type="button"
                className="more"
                aria-label={words.add(title)}
                onClick={() => {
                  const [list] = more.path;
                  const isFirst = own.length === 0 && list !== undefined;
                  scope.set(
                    isFirst ? [list] : more.path,
                    isFirst ? [more.value] : more.value,
                  );
                  choose(more.path.join("/"));
                }}
              >
                +
              </button>
            )}
          </section>
        ))}
      </nav>
      {Form && (
        <div className="step-form" key={entry.path.join("/")}>
          <header>
            <h2>{entry.name}</h2>
            <Moves scope={scope} entry={entry} choose={choose} />
          </header>
          <Form scope={scope} entry={entry} />
        </div>
      )}
    </div>
  );
}

function isWrong({ mistakes }: FormScope, { path }: Entry): boolean {
  return (
    path.length > 0 &&
    mistakes.some((one) => path.every((part, at) => one.path[at] === part))
  );
}

/** Its place in its list, and the way out of it. */
function Moves(props: {
  readonly scope: FormScope;
  readonly entry: Entry;
  readonly choose: (path: string) => void;
}) {
  const { scope, entry, choose } = props;
  const { list, path } = entry;
  const { words } = scope;
  if (!list || scope.isReadOnly) return undefined;
  const { place, count } = list;
  const above = path.slice(0, -1);
  const move = (to: number) => {
    scope.move(above, place, to);
    choose([...above, to].join("/"));
  };
  return (
    <div className="buttons">
      <button
        type="button"
        disabled={place === 0}
        onClick={() => move(place - 1)}
      >
        {words.up}
      </button>
      <button
        type="button"
        disabled={place === count - 1}
        onClick={() => move(place + 1)}
      >
        {words.down}
      </button>
      <button
        type="button"
        onClick={() => {
          const isLast = count === 1 && above[0] !== "agents";
          scope.set(isLast ? above : path, undefined);
          choose("director");
        }}
      >
        {words.remove}
      </button>
    </div>
  );
}

function Lines({ scope }: { readonly scope: FormScope }) {
  const { words } = scope;
  return (
    <>
      <NumbersForm scope={scope} />
      <TextAt
        scope={scope}
        path={["staff", "line"]}
        label={words.staffLine}
        tidy={tidyNumber}
      />
      <ListAt scope={scope} path={["areas"]} label={words.areas} />
      <ListAt scope={scope} path={["reasons"]} label={words.reasons} />
      <ListAt scope={scope} path={["contractors"]} label={words.contractors} />
    </>
  );
}
