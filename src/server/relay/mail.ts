import { createTransport } from "nodemailer";
import { hashText } from "../../machines/chain.js";
import { CannotPerform } from "./perform-faults.js";

/** Sends one mail; rejects when the mail server does not take it. `id`: the same when it is sent again, so that mailboxes may drop the second. */
export type SendMail = (
  to: string,
  subject: string,
  text: string,
  id: string,
) => Promise<void>;

/** ms; the library's own are minutes, and a server that stops waits for what is under way. */
const usualPatience = 10_000;

/** `url`: `smtps://user:password@mail.example.com`; `from` is the sender's address; `patience` (ms): so long it may say nothing. */
export function createMail(
  url: string,
  from: string,
  patience = usualPatience,
): SendMail {
  const transport = createTransport(
    {
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
    },
    { from },
  );
  const host = from.replace(/^.*@|>.*$/g, "");
  return async (to, subject, text, id) => {
    // An id of ours may hold a number.
    const messageId = `<${hashText(id).slice(0, 40)}@${host}>`;
    try {
      await transport.sendMail({ to, subject, text, messageId });
    } catch (cause) {
      const { responseCode = 0 } = cause as { responseCode?: number };
      // 5xx is the mail server's last word on this mail (RFC 5321, 4.2.1); anything else is tried again.
      if (responseCode < 500) throw cause;
      throw new CannotPerform(
        `The mail server does not take this mail (${responseCode}).`,
        { cause },
      );
    }
  };
}
