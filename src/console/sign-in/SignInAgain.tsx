import { useEffect, useRef } from "react";
import { ask } from "../api.js";
import type { PersonView, SessionView } from "../hooks/use-session.js";
import type { Words } from "../words/index.js";
import { SignIn } from "./SignIn.js";

interface Props {
  readonly words: Words;
  readonly session: SessionView;
  readonly person: PersonView;
  readonly renew: () => Promise<void>;
  readonly close: () => void;
}

/** Over the page that somebody was signed out on, which stays as it is: what they typed is there once they are back. */
export function SignInAgain({ words, session, person, renew, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Who comes by the company alone has no password to type.
    const first = person.hasPassword ? "[type=password]" : ".button";
    dialog.current?.querySelector<HTMLElement>(first)?.focus();
  }, []);
  useEffect(() => {
    // Back from the company's sign-in in another tab.
    const look = () =>
      void ask<SessionView>("GET", "/session").then(
        (now) => now.person && renew(),
        () => undefined,
      );
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, [renew]);
  return (
    <dialog
      ref={dialog}
      className="again"
      aria-label={words.signInAgain}
      onClose={close}
    >
      <SignIn words={words} session={session} renew={renew} again={person} />
    </dialog>
  );
}
