import type { PhoneState } from "../../phone/phone-state.js";
import { messagesTo } from "../../phone/phone-view.js";
import type { Words } from "../../phone/words.js";

interface Props {
  readonly words: Words;
  readonly view: { readonly phone: PhoneState };
  readonly number: string;
}

/** The text messages that reached a telephone. */
export function Messages({ words, view, number }: Props) {
  const messages = messagesTo(view.phone, number);
  if (messages.length === 0) return null;
  return (
    <ul className="messages" aria-label={words.textMessage}>
      {messages.map(({ at, body }) => (
        <li key={`${at} ${body}`}>{body}</li>
      ))}
    </ul>
  );
}
