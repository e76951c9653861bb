import { createTransport } from "nodemailer";
import { CannotPerform } from "./perform-faults.js";

/** Sends one mail; rejects when the mail server does not take it. */
export type SendMail = (
  to: string,
  subject: string,
  text: string,
) => Promise<void>;

/** `url`: `smtps://user:password@mail.example.com`; `from` is the sender's address. */
export function createMail(url: string, from: string): SendMail {
  const transport = createTransport(url, { from });
  return async (to, subject, text) => {
    try {
      await transport.sendMail({ to, subject, text });
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
