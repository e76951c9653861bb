import { CarrierRefused, type CarrierRest } from "./rest.js";

/**
 * Sends a text message; rejects with `CarrierRefused`. `since` (epoch ms): it may have been sent after then already, by a process that died
 * before it could say so; one that the carrier has is not sent twice. `statusUrl`: absolute, told what becomes of it.
 */
export type SendMessage = (
  to: string,
  text: string,
  since?: number,
  statusUrl?: string,
) => Promise<void>;

interface Sent {
  readonly body?: string;
  readonly date_created?: string;
}

/** How far the carrier's clock may be behind ours, ms. */
const clockMargin = 60_000;

/**
 * `from`: a number of ours, or a Messaging Service (`MG…`), which chooses one by itself.
 * Source: Twilio, "Messages resource": no idempotency key; the list has the newest first.
 */
export function createMessages(
  rest: Pick<CarrierRest, "get" | "post">,
  from: string,
): SendMessage {
  const isService = /^MG[0-9a-f]{32}$/i.test(from);
  const wasSent = async (
    to: string,
    text: string,
    since: number,
  ): Promise<boolean> => {
    const first = since - clockMargin;
    const { messages = [] } = (await rest
      .get("/Messages.json", {
        To: to,
        ...(!isService && { From: from }),
        PageSize: "50",
      })
      .catch(whereAllowed)) as { messages?: Sent[] };
    return messages.some(
      ({ body = "", date_created = "" }) =>
        // A trial account puts words of its own before ours.
        body.endsWith(text) && Date.parse(date_created) >= first,
    );
  };
  return async (to, text, since, statusUrl) => {
    if (since !== undefined && (await wasSent(to, text, since))) return;
    await rest.post("/Messages.json", {
      To: to,
      ...(isService ? { MessagingServiceSid: from } : { From: from }),
      Body: text,
      ...(statusUrl !== undefined && { StatusCallback: statusUrl }),
    });
  };
}

/** A key that may not list messages: one twice is better than none. */
function whereAllowed(error: unknown): object {
  if (
    error instanceof CarrierRefused &&
    (error.status === 401 || error.status === 403)
  )
    return {};
  throw error;
}
