import { useId, useState } from "react";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import { goTo } from "../hooks/use-place.js";
import type { SessionView } from "../hooks/use-session.js";
import type { Words } from "../words/index.js";

interface Props {
  readonly words: Words;
  readonly session: SessionView;
  readonly renew: () => Promise<void>;
}

/** By password, or at the company's own sign-in where there is one. */
export function SignIn({ words, session, renew }: Props) {
  const { refusal, isBusy, run } = useAct(words);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const refusedId = useId();
  // What became of a sign-in at the company, told by the address that it came back to.
  const note = words.companyNotes[location.hash.slice(1)];
  const signIn = async () => {
    const done = await run(() =>
      ask("POST", "/session", { email: email.trim(), password }),
    );
    if (!done) return;
    await renew();
    if (location.pathname === "/sign-in") goTo("/");
  };
  return (
    <section className="narrow sheet">
      <h1>{words.signIn}</h1>
      {note !== undefined && (
        <p className="refusal" role="alert">
          {note}
        </p>
      )}
      {session.company && (
        <>
          <a className="button strong" href="/api/console/company">
            {words.companySignIn}
          </a>
          <p className="or">{words.or}</p>
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <label>
          <span>{words.email}</span>
          <input
            type="email"
            value={email}
            required
            autoComplete="username"
            aria-describedby={refusedId}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        <label>
          <span>{words.password}</span>
          <input
            type="password"
            value={password}
            required
            autoComplete="current-password"
            aria-describedby={refusedId}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p className="refusal" role="alert" id={refusedId}>
          {refusal}
        </p>
        <button type="submit" className="strong" disabled={isBusy}>
          {words.signIn}
        </button>
      </form>
      {session.phone && (
        <p className="aside">
          {words.tryPhone} <a href="/phone/">{words.openPhone}</a>
        </p>
      )}
    </section>
  );
}
