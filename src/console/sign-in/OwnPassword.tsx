import { useState } from "react";
import { ask } from "../api.js";
import { useAct } from "../hooks/use-act.js";
import type { PageProps } from "../page.js";
import { ActForm } from "./ActForm.js";
import { Field } from "./Field.js";
import { NewPassword } from "./NewPassword.js";

export function OwnPassword({ words, person }: PageProps) {
  const act = useAct(words);
  const [old, setOld] = useState("");
  const [password, setPassword] = useState("");
  const [isChanged, setChanged] = useState(false);
  const change = async () => {
    setChanged(await act.run(() => ask("PUT", "/password", { old, password })));
    setOld("");
    setPassword("");
  };
  return (
    <section className="narrow sheet">
      <h1>{words.ownPassword}</h1>
      <ActForm act={act} submit={change} label={words.change}>
        <input
          type="hidden"
          autoComplete="username"
          value={person.email}
          readOnly
        />
        <Field
          label={words.oldPassword}
          type="password"
          value={old}
          setValue={setOld}
          autoComplete="current-password"
        />
        <NewPassword
          words={words}
          password={password}
          setPassword={setPassword}
        />
      </ActForm>
      <p role="status">{isChanged && words.changed}</p>
    </section>
  );
}
