import { useId } from "react";
import type { AccountsView } from "../../server/console/account-routes.js";
import type { Words } from "../words/index.js";

interface Props {
  readonly words: Words;
  readonly label: string;
  readonly people: AccountsView["people"];
  /** By name; it may stand in the people file no more. */
  readonly person: string | undefined;
  readonly setPerson: (name: string | null) => void;
}

/** Whom of the people file somebody is: their desk, powers and cases are that person's. */
export function PersonChoice(props: Props) {
  const { words, label, people, person, setPerson } = props;
  const hintId = useId();
  const isGone =
    person !== undefined && !people.some(({ name }) => name === person);
  return (
    <label>
      {label}
      <select
        value={person ?? ""}
        aria-describedby={hintId}
        onChange={({ target }) => setPerson(target.value || null)}
      >
        <option value="">{words.nobody}</option>
        {isGone && <option>{person}</option>}
        {people.map(({ id, name, role }) => (
          <option key={id} value={name}>
            {name} · {words.staffRoles[role] ?? role}
          </option>
        ))}
      </select>
      <span className="hint" id={hintId}>
        {words.personHint}
      </span>
    </label>
  );
}
