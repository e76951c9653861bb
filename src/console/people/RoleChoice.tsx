import { roles, type Role } from "../../machines/console-accounts/rights.js";
import type { Words } from "../words/index.js";

interface Props {
  readonly words: Words;
  readonly label: string;
  readonly held: readonly Role[];
  readonly setHeld: (held: readonly Role[]) => void;
}

/** What somebody is, each with what it lets them do. */
export function RoleChoice({ words, label, held, setHeld }: Props) {
  return (
    <fieldset className="roles">
      <legend>{label}</legend>
      {roles.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={held.includes(role)}
            onChange={({ target }) =>
              setHeld(
                target.checked
                  ? [...held, role]
                  : held.filter((one) => one !== role),
              )
            }
          />
          <span>
            <b>{words.roles[role]}</b>{" "}
            <span className="hint">{words.roleHints[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
