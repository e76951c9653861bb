import { useId } from "react";
import type { Words } from "../words/index.js";

/** As the server asks: length, and nothing of its make-up. */
export const shortestPassword = 15;

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
    <label>
      <span>{words.newPassword}</span>
      <input
        type="password"
        value={password}
        required
        minLength={shortestPassword}
        maxLength={200}
        autoComplete="new-password"
        aria-describedby={hintId}
        onChange={(event) => setPassword(event.target.value)}
      />
      <span className="hint" id={hintId}>
        {words.passwordHint}{" "}
        {password !== "" && (
          <b>
            {missing > 0 ? words.passwordShort(missing) : words.passwordLong}
          </b>
        )}
      </span>
    </label>
  );
}
