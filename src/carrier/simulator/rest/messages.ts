import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import { sendMessage, type Message } from "../messages.js";
import { apiVersion, isE164, rfc2822 } from "../parameters.js";
import { readBody, readEndpoint, readQuery, type Form } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";

const maxBody = 1600;

/** `/Messages` (§4.3): send, list, fetch. No idempotency key here either. */
export function addMessages(router: Router, exchange: Exchange): void {
  router.post("/Messages.json", (request, response) => {
    const message = sendMessage(
      exchange,
      readMessage(exchange, readBody(request)),
    );
    response.status(201).json(presentMessage(exchange, message));
  });
  router.get("/Messages.json", (request, response) => {
    const query = readQuery(request);
    const rows = [...exchange.messages.values()]
      .filter((message) => matches(query, message))
      .toReversed();
    response.json(
      pageOf(request, "messages", rows, (row) => presentMessage(exchange, row)),
    );
  });
  router.get("/Messages/:sid.json", (request, response) => {
    const message = exchange.messages.get(request.params.sid);
    if (!message) throw notFound(`/Messages/${request.params.sid}.json`);
    response.json(presentMessage(exchange, message));
  });
}

function readMessage(
  exchange: Exchange,
  form: Form,
): Parameters<typeof sendMessage>[1] {
  const to = form.text("To");
  const from = readSender(exchange, form);
  const body = form.text("Body");
  if (to === undefined)
    throw new RestError(400, 21604, "A 'To' phone number is required");
  if (!isE164(to))
    throw new RestError(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (from === undefined)
    throw new RestError(400, 21603, "A 'From' phone number is required");
  if (!exchange.lines.has(from))
    throw new RestError(
      400,
      21606,
      `The 'From' phone number ${from} is not one of the account's that can send messages`,
    );
  if (body === undefined)
    throw new RestError(400, 21602, "Message body is required");
  if (body.length > maxBody)
    throw new RestError(
      400,
      21617,
      `The message body is ${body.length} characters; it is at most ${maxBody}`,
    );
  const callback = readEndpoint(form, "StatusCallback", "StatusCallbackMethod");
  return { to, from, body, callback };
}

/** A Messaging Service sends from one of the account's numbers. */
function readSender({ lines }: Exchange, form: Form): string | undefined {
  const service = form.text("MessagingServiceSid");
  if (service === undefined) return form.text("From");
  if (!/^MG[0-9a-f]{32}$/i.test(service))
    throw new RestError(400, 21701, "There is no such Messaging Service");
  return form.text("From") ?? lines.keys().next().value;
}

function matches(query: Form, message: Message): boolean {
  const after = Date.parse(
    query.text("DateSent>") ?? query.text("DateSent>=") ?? "",
  );
  return (
    (query.text("To") ?? message.to) === message.to &&
    (query.text("From") ?? message.from) === message.from &&
    !(message.createdAt < after)
  );
}

function presentMessage({ account }: Exchange, message: Message): object {
  return {
    sid: message.sid,
    account_sid: account.sid,
    api_version: apiVersion,
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    direction: "outbound-api",
    num_segments: String(message.segments),
    num_media: "0",
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.createdAt),
    date_sent: message.status === "queued" ? null : rfc2822(message.createdAt),
    error_code: message.error ?? null,
    error_message: null,
    messaging_service_sid: null,
    price: null,
    price_unit: "USD",
    uri: `/${apiVersion}/Accounts/${account.sid}/Messages/${message.sid}.json`,
    subresource_uris: {},
  };
}
