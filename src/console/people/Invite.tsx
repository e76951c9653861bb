import { useRef, useState } from "react";
import type { Role } from "../../machines/console-accounts/rights.js";
import type { Words } from "../words/index.js";
import { RoleChoice } from "./RoleChoice.js";

interface Props {
  readonly words: Words;
  readonly isBusy: boolean;
  readonly invite: (email: string, roles: readonly Role[]) => Promise<boolean>;
}

export function Invite({ words, isBusy, invite }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<readonly Role[]>(["operations"]);
  const send = async () => {
    const done = await invite(email.trim(), roles);
    dialog.current?.close();
    if (done) setEmail("");
  };
  return (
    <>
      <button
        type="button"
        className="strong"
        onClick={() => dialog.current?.showModal()}
      >
        {words.invite}
      </button>
      <dialog ref={dialog} aria-label={words.inviteTitle}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <h2>{words.inviteTitle}</h2>
          <label>
            <span>{words.email}</span>
            <input
              type="email"
              value={email}
              required
              autoComplete="off"
              onChange={(event) => setEmail(event.target.value)}
            />
          </label>
          <RoleChoice
            words={words}
            label={words.inviteRoles}
            held={roles}
            setHeld={setRoles}
          />
          <div className="buttons">
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.close}
            </button>
            <button
              type="submit"
              className="strong"
              disabled={isBusy || roles.length === 0}
            >
              {words.makeLink}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
