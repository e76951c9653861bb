import { useId } from "react";
import type { Words } from "../words/index.js";
import { Field } from "./Field.js";

/** As the server asks: length, and nothing of its make-up. */
const shortestPassword = 15;

interface Props {
  readonly words: Words;
  readonly password: string;
  readonly setPassword: (password: string) => void;
}

/** A field for a new password that says how much is missing. */
export function NewPassword({ words, password, setPassword }: Props) {
  const hintId = useId();
  const missing = shortestPassword - password.length;
  return (
    <Field
      label={words.newPassword}
      type="password"
      value={password}
      setValue={setPassword}
      minLength={shortestPassword}
      maxLength={200}
      autoComplete="new-password"
      aria-describedby={hintId}
    >
      <span className="hint" id={hintId}>
        {words.passwordHint}{" "}
        {password !== "" && (
          <b>
            {missing > 0 ? words.passwordShort(missing) : words.passwordLong}
          </b>
        )}
      </span>
    </Field>
  );
}
