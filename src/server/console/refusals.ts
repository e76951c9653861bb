import type { AccountsRefusal } from "../../machines/console-accounts/index.js";
import type { Answer } from "./route.js";

const words: Readonly<Record<AccountsRefusal, readonly [number, string]>> = {
  "set-up-already": [409, "The line has an admin already. Sign in."],
  "email-taken": [409, "Somebody has an account under this e-mail address."],
  "no-account": [404, "There is no such account."],
  "no-invitation": [
    404,
    "This link was used, taken back, or is too old. Ask an admin for another.",
  ],
  "last-admin": [
    409,
    "This is the last admin. Make somebody else an admin first.",
  ],
};

/** The console words it by its code, in the reader's language. */
export function refused(code: AccountsRefusal): Answer {
  const [status, error] = words[code];
  return [status, { code, error }];
}
