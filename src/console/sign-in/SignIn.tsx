import { useId, useState } from "react";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { goTo } from "../hooks/use-place.js";
import type { PersonView, SessionView } from "../hooks/use-session.js";
import type { Words } from "../words/index.js";
import { ActForm } from "./ActForm.js";
import { Field } from "./Field.js";

interface Props {
  readonly words: Words;
  readonly session: SessionView;
  readonly renew: () => Promise<void>;
  /** Whoever was signed in until now; absent: nobody knows. */
  readonly again?: PersonView;
}

/** By password, or at the company's own sign-in where there is one. */
export function SignIn({ words, session, renew, again }: Props) {
  const act = useAct(words);
  const [email, setEmail] = useState(again?.email ?? "");
  const [password, setPassword] = useState("");
  const refusedId = useId();
  // What became of a sign-in at the company, told by the address that it came back to.
  const note = words.companyNotes[location.hash.slice(1)];
  const signIn = async () => {
    const done = await act.run(() =>
      ask("POST", "/session", { email: email.trim(), password }),
    );
    if (!done) return;
    await renew();
    if (location.pathname === "/sign-in") goTo("/");
  };
  return (
    <section className="narrow sheet">
      {again ? <h2>{words.signInAgain}</h2> : <h1>{words.signIn}</h1>}
      {again && <p>{words.signInAgainText}</p>}
      {note !== undefined && (
        <p className="refusal" role="alert">
          {note}
        </p>
      )}
      {session.company && (
        <>
          <a
            className="button strong"
            href="/api/console/company"
            target={again && "_blank"}
          >
            {words.companySignIn}
          </a>
          <p className="or">{words.or}</p>
        </>
      )}
      <ActForm
        act={act}
        submit={signIn}
        label={words.signIn}
        refusalId={refusedId}
      >
        <Field
          label={words.email}
          type="email"
          value={email}
          setValue={setEmail}
          autoComplete="username"
          aria-describedby={refusedId}
        />
        <Field
          label={words.password}
          type="password"
          value={password}
          setValue={setPassword}
          autoComplete="current-password"
          aria-describedby={refusedId}
        />
      </ActForm>
      {act.refusal !== undefined && <p className="aside">{words.noPassword}</p>}
      {session.phone && !again && (
        <p className="aside">
          {words.tryPhone} <a href="/phone/">{words.openPhone}</a>
        </p>
      )}
    </section>
  );
}
