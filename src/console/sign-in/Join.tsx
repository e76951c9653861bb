import { useEffect, useState } from "react";
import type { InvitationView } from "../../server/console/session-routes.js";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { goTo } from "../hooks/use-place.js";
import type { Words } from "../words/index.js";
import { ActForm } from "./ActForm.js";
import { Field } from "./Field.js";
import { NewPassword } from "./NewPassword.js";

interface Props {
  readonly words: Words;
  readonly renew: () => Promise<void>;
}

/** Behind a link: the first admin's, an invitation, or a new password. What is secret stands after the `#` and is in no server's log. */
export function Join({ words, renew }: Props) {
  const [token] = useState(() => location.hash.slice(1));
  const [invitation, setInvitation] = useState<InvitationView>();
  const look = useAct(words);
  const { run } = look;
  useEffect(() => {
    void run(async () =>
      setInvitation(await ask("POST", "/invitations/look", { token })),
    );
    // Looked at once: what it says changes only by being used.
  }, [token]);
  if (!invitation)
    return (
      <section className="narrow sheet">
        <h1>{words.joinTitle}</h1>
        <p role="status">{look.refusal ?? words.loading}</p>
        {look.refusal !== undefined && (
          <a
            className="button"
            href="/sign-in"
            onClick={(event) => {
              event.preventDefault();
              goTo("/sign-in");
            }}
          >
            {words.signIn}
          </a>
        )}
      </section>
    );
  return (
    <JoinForm
      words={words}
      renew={renew}
      token={token}
      invitation={invitation}
    />
  );
}

interface FormProps extends Props {
  readonly token: string;
  readonly invitation: InvitationView;
}

function JoinForm({ words, renew, token, invitation }: FormProps) {
  const act = useAct(words);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { email: known, name: person, roles } = invitation;
  const join = async () => {
    const done = await act.run(() =>
      ask("POST", "/invitations/accept", {
        token,
        password,
        ...(person === undefined && { name: name.trim() }),
        ...(known === undefined && { email: email.trim() }),
      }),
    );
    if (!done) return;
    await renew();
    goTo("/");
  };
  return (
    <section className="narrow sheet">
      <h1>{titleOf(invitation, words)}</h1>
      <p>
        {person !== undefined
          ? words.resetText(person)
          : known === undefined
            ? words.firstText
            : words.joinText(roles.map((role) => words.roles[role]).join(", "))}
      </p>
      <ActForm act={act} submit={join} label={words.begin}>
        {person === undefined && (
          <Field
            label={words.name}
            value={name}
            setValue={setName}
            maxLength={80}
            autoComplete="name"
          />
        )}
        <Field
          label={words.email}
          type="email"
          value={known ?? email}
          {...(known === undefined && { setValue: setEmail })}
          autoComplete="username"
        />
        <NewPassword
          words={words}
          password={password}
          setPassword={setPassword}
        />
      </ActForm>
    </section>
  );
}

function titleOf({ name, email }: InvitationView, words: Words): string {
  if (name !== undefined) return words.resetTitle;
  return email === undefined ? words.firstTitle : words.joinTitle;
}
