import type { Exchange } from "./exchange.js";
import type { Endpoint } from "./leg.js";
import { apiVersion } from "./parameters.js";

export type MessageStatus = "queued" | "sent" | "delivered" | "undelivered";

export interface Message {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly segments: number;
  readonly createdAt: number;
  status: MessageStatus;
  /** The carrier's, of one that did not come to the telephone. */
  error?: number;
}

/** How long a message is on its way, in ms: out of the carrier, then to the telephone. */
const sentMs = 500;
const deliveredMs = 1500;

/** A handset that cannot be reached; a landline (§4.9). */
const unreachableCode = 30003;
const landlineCode = 30006;

/**
 * Sends a text message: it shows up on the telephone, and its callback hears of `sent` and `delivered` (§3.5). A landline never has it, nor
 * whoever is struck by the fault: the callback hears of `undelivered`.
 */
export function sendMessage(
  exchange: Exchange,
  plan: {
    from: string;
    to: string;
    body: string;
    callback: Endpoint | undefined;
  },
): Message {
  const { clock, account, webhooks } = exchange;
  const message: Message = {
    sid: exchange.ids.sid("SM"),
    from: plan.from,
    to: plan.to,
    body: plan.body,
    segments: countSegments(plan.body),
    createdAt: clock.now(),
    status: "queued",
  };
  exchange.messages.set(message.sid, message);
  const becomes = (status: MessageStatus): void => {
    message.status = status;
    if (!plan.callback) return;
    void webhooks.send({
      ...plan.callback,
      maxBytes: 64 * 1024,
      params: {
        AccountSid: account.sid,
        ApiVersion: apiVersion,
        From: message.from,
        To: message.to,
        MessageSid: message.sid,
        SmsSid: message.sid,
        MessageStatus: status,
        SmsStatus: status,
        ...(message.error !== undefined && {
          ErrorCode: String(message.error),
        }),
      },
    });
  };
  clock.after(sentMs, () => becomes("sent"));
  clock.after(deliveredMs, () => {
    if (exchange.landlines.has(plan.to)) message.error = landlineCode;
    else if (exchange.faults.losesMessage()) message.error = unreachableCode;
    if (message.error !== undefined) return becomes("undelivered");
    const { from, to, body } = message;
    exchange.events.publish(message.sid, { type: "message", from, to, body });
    becomes("delivered");
  });
  return message;
}

/** gsm 03.38's basic set and its extension, whose characters count double. */
const gsm =
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[\]~|€]*$/;

/** §4.3: 160 gsm-7 or 70 UCS-2 characters in one segment, 153 or 67 in each of several. */
function countSegments(body: string): number {
  const isGsm = gsm.test(body);
  const length = isGsm
    ? body.length + (body.match(/[\^{}\\[\]~|€]/g)?.length ?? 0)
    : body.length;
  const [single, joined] = isGsm ? [160, 153] : [70, 67];
  return length <= single ? 1 : Math.ceil(length / joined);
}
