import type { AccountsRefusal } from "../../machines/console-accounts/index.js";
import type { PublishRefusal } from "../served/publish.js";
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
  "person-taken": [
    409,
    "Somebody else signs in as this person. One account is one person.",
  ],
};

/** The console words it by its code, in the reader's language. */
export function refused(code: AccountsRefusal): Answer {
  const [status, error] = words[code];
  return [status, { code, error }];
}

const publishWords: Readonly<
  Record<Exclude<PublishRefusal["code"], "not-kept">, string>
> = {
  "live-changed": "Something else is live by now. Look again.",
  "on-trial":
    "A version is being tried on a share of the calls. Under Versions, give it to all or take it back; then publish this.",
  "served-changed":
    "What is served of it was changed since the draft was begun. Open the draft, and look at what both came to.",
  "not-approved": "A second person has to approve the draft as it is now.",
  renamed: "The draft calls the flow by another name. Give it back its own.",
};

/** A promise that breaks is told with the call that breaks it. */
export function refusedPublish(refusal: PublishRefusal): Answer {
  const { code } = refusal;
  return code === "not-kept"
    ? [422, { code, error: refusal.reason }]
    : [409, { code, error: publishWords[code] }];
}
