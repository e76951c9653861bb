import type { RequestHandler } from "express";
import type { MachineKey } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import type { createPatientTeller } from "./tell-patiently.js";

/**
 * The carrier says what became of a message: the machine that sent it hears when it never came to the telephone (a landline takes none). The
 * address is signed with the form: it is one that we gave out. Source: Twilio, "Messages resource": `MessageStatus` ends as `delivered`,
 * `undelivered` or `failed`.
 */
export function createMessageStatus(
  tell: ReturnType<typeof createPatientTeller>,
  clock: Clock,
): RequestHandler {
  return ({ query, body }, response) => {
    response.writeHead(204).end();
    const { MessageStatus: status } = (body ?? {}) as Record<string, unknown>;
    if (status !== "undelivered" && status !== "failed") return;
    const { kind, id, receipt } = query;
    if (![kind, id, receipt].every((one) => typeof one === "string")) return;
    const event = { type: "message-undelivered", at: clock.now(), receipt };
    tell({
      key: { kind, id } as MachineKey,
      token: `undelivered:${receipt as string}`,
      event,
      begins: false,
      asks: false,
    });
  };
}
