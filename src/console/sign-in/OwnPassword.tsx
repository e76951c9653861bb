import { useState } from "react";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { NewPassword } from "./NewPassword.js";

export function OwnPassword({ words, person }: PageProps) {
  const { refusal, isBusy, run } = useAct(words);
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const [isChanged, setChanged] = useState(false);
  const change = async () => {
    setChanged(await run(() => ask("PUT", "/password", { old, password })));
    setOld("");
    setPassword("");
  };
  return (
    <section className="narrow sheet">
      <h1>{words.ownPassword}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <input
          type="hidden"
          autoComplete="username"
          value={person.email}
          readOnly
        />
        <label>
          <span>{words.oldPassword}</span>
          <input
            type="password"
            value={old}
            required
            autoComplete="current-password"
            onChange={(event) => setOld(event.target.value)}
          />
        </label>
        <NewPassword
          words={words}
          password={password}
          setPassword={setPassword}
        />
        <p className="refusal" role="alert">
          {refusal}
        </p>
        <p role="status">{isChanged && words.changed}</p>
        <button type="submit" className="strong" disabled={isBusy}>
          {words.change}
        </button>
      </form>
    </section>
  );
}
