import { useCallback, useEffect, useState } from "react";
import type { AccountsView } from "../../server/console/account-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { AccountRow } from "./AccountRow.js";
import { Invite } from "./Invite.js";
import { LinkShown, type Link } from "./LinkShown.js";

/** Who may sign in, for admins: invite by a link, give roles, disable. */
export function Accounts(props: PageProps) {
  const { words, language, renew } = props;
  const { refusal, isBusy, run } = useAct(words);
  const [view, setView] = useState<AccountsView>();
  const [link, setLink] = useState<Link>();
  const read = useCallback(
    async () => setView(await ask<AccountsView>("GET", "/accounts")),
    [],
  );
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    const done = await run(work);
    // Also after a refusal: somebody else may have changed it.
    await run(read).then(() => done);
    await renew();
    return done;
  };
  useEffect(() => {
    void run(read);
  }, []);
  const offer = (email: string, path: string, body?: object) =>
    act(async () => {
      const { token } = await ask<{ token: string }>("POST", path, body);
      setLink({ email, address: `${location.origin}/join#${token}` });
    });
  return (
    <section className="wide">
      <div className="title">
        <div>
          <h1>{words.accountsTitle}</h1>
          <p className="hint">{words.accountsHint}</p>
        </div>
        <Invite
          words={words}
          isBusy={isBusy}
          invite={(email, roles) =>
            offer(email, "/invitations", { email, roles })
          }
        />
      </div>
      <p className="refusal" role="alert">
        {refusal}
      </p>
      {link && (
        <LinkShown words={words} link={link} close={() => setLink(undefined)} />
      )}
      <ul className="rows">
        {view?.accounts.map((account) => (
          <AccountRow
            key={account.id}
            {...props}
            account={account}
            people={view.people}
            isBusy={isBusy}
            act={act}
            offer={() =>
              void offer(account.email, `/accounts/${account.id}/link`)
            }
          />
        ))}
      </ul>
      {view && view.invitations.length > 0 && (
        <>
          <h2>{words.invited}</h2>
          <ul className="rows">
            {view.invitations.map(({ id, email, roles, until }) => (
              <li key={id}>
                <div className="who">
                  <b>{email}</b>
                  <span className="hint">
                    {roles.map((role) => words.roles[role]).join(" · ")} ·{" "}
                    {words.until(
                      new Date(until).toLocaleDateString(language, {
                        dateStyle: "long",
                      }),
                    )}
                  </span>
                </div>
                <button
                  type="button"
                  disabled={isBusy}
                  aria-label={`${words.takeBack}: ${email}`}
                  onClick={() =>
                    void act(() => ask("DELETE", `/invitations/${id}`))
                  }
                >
                  {words.takeBack}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
