import { useState } from "react";
import type { Role } from "../../machines/console-accounts/rights.js";
import type { AccountsView } from "../../server/console/account-routes.js";
import { ask } from "../api.js";
import type { PageProps } from "../page.js";
import { PersonChoice } from "./PersonChoice.js";
import { RoleChoice } from "./RoleChoice.js";

interface Props extends PageProps {
  readonly account: AccountsView["accounts"][number];
  readonly people: AccountsView["people"];
  readonly isBusy: boolean;
  readonly act: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly offer: () => void;
}

/** One person: their roles, and who they are on the line, open in place. */
export function AccountRow(props: Props) {
  const { words, person, account, isBusy, act } = props;
  const { id, name, email, roles, disabled } = account;
  const [isOpen, setOpen] = useState(false);
  const setRoles = (held: readonly Role[]) =>
    void act(() => ask("PUT", `/accounts/${id}/roles`, { roles: held }));
  return (
    <li data-disabled={disabled || undefined}>
      <div className="who">
        <b>
          {name}
          {person.id === id && <span className="tag">{words.you}</span>}
          {disabled && <span className="tag">{words.disabled}</span>}
        </b>
        <span className="hint">
          {email}
          {account.person !== undefined &&
            ` · ${words.onTheLine}: ${account.person}`}
        </span>
      </div>
      <button
        type="button"
        className="chips"
        aria-expanded={isOpen}
        aria-label={words.rolesOf(name)}
        onClick={() => setOpen(!isOpen)}
      >
        {roles.map((role) => (
          <span key={role}>{words.roles[role]}</span>
        ))}
      </button>
      <button
        type="button"
        disabled={isBusy || disabled}
        aria-label={`${words.forgotten}: ${name}`}
        onClick={props.offer}
      >
        {words.forgotten}
      </button>
      <button
        type="button"
        disabled={isBusy}
        aria-label={`${disabled ? words.enable : words.disable}: ${name}`}
        onClick={() =>
          void act(() =>
            ask("PUT", `/accounts/${id}/disabled`, { disabled: !disabled }),
          )
        }
      >
        {disabled ? words.enable : words.disable}
      </button>
      {isOpen && (
        <div className="opened">
          <RoleChoice
            words={words}
            label={words.rolesOf(name)}
            held={roles}
            setHeld={setRoles}
          />
          <PersonChoice
            words={words}
            label={words.personOf(name)}
            people={props.people}
            person={account.person}
            setPerson={(chosen) =>
              void act(() =>
                ask("PUT", `/accounts/${id}/person`, { person: chosen }),
              )
            }
          />
        </div>
      )}
    </li>
  );
}
