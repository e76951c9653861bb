import { standardParams } from "../parameters.js";
import type { Endpoint } from "../leg.js";
import { TwimlFault, type Source, type Stage } from "../scene.js";
import type { WebhookResult } from "../webhook.js";
import { resolveUrl } from "./address.js";
import { readDocument, type TwimlElement } from "./document.js";

/** What came back for a TwiML request: verbs, or something that is played and ends the call (§1.5). */
export type Loaded =
  | {
      readonly type: "verbs";
      readonly verbs: readonly TwimlElement[];
      readonly base: Endpoint | undefined;
    }
  | { readonly type: "aloud"; readonly text: string }
  | { readonly type: "audio"; readonly url: string };

/** Fetched TwiML is at most 64 kB (11750), inline TwiML at most 4000 characters (32018, checked by REST). */
const xmlTypes: ReadonlySet<string> = new Set([
  "text/xml",
  "application/xml",
  "text/html",
]);
const mostBytes = 64 * 1024;

/** Gets and reads a document. Warnings go to the leg's events; what cannot be run is thrown as a `TwimlFault`. */
export async function loadDocument(
  stage: Stage,
  source: Source,
): Promise<Loaded> {
  if (source.type === "inline") return read(stage, source.twiml, undefined);
  const { exchange, leg } = stage;
  const began = exchange.clock.now();
  const result = await exchange.webhooks.send({
    url: source.url,
    method: source.method,
    params: standardParams(leg, exchange.account.sid),
    ...(source.extra ? { extra: source.extra } : {}),
    cookies: leg.cookies,
    maxBytes: mostBytes,
  });
  exchange.events.publish(leg.sid, {
    type: "webhook",
    url: source.url,
    status: result.type === "answered" ? result.status : 0,
    ms: exchange.clock.now() - began,
  });
  for (const { code, message } of result.complaints)
    exchange.refuse(leg, code, message, false);
  if (result.type === "unanswered")
    throw new TwimlFault(result.code, result.message);
  return readAnswer(stage, result, source);
}

function readAnswer(
  stage: Stage,
  answer: Extract<WebhookResult, { type: "answered" }>,
  source: Endpoint,
): Loaded {
  const { url, status } = answer;
  if (status < 200 || status > 299)
    throw new TwimlFault(11200, `${url} answered ${status}.`);
  if (answer.tooLarge)
    throw new TwimlFault(
      11750,
      `${url} answered with more than ${mostBytes / 1024} kB of TwiML.`,
    );
  const type = (answer.headers["content-type"] ?? "")
    .split(";")[0]
    ?.trim()
    .toLowerCase();
  if (answer.body.length === 0 && answer.headers["transfer-encoding"])
    throw new TwimlFault(11770, `${url} answered with an empty body.`);
  const base = { url, method: source.method };
  const text = answer.body.toString("utf8");
  if (type && xmlTypes.has(type)) return read(stage, text, base);
  if (type === "text/plain")
    return readDocument(text, stage.place).type === "document"
      ? read(stage, text, base)
      : { type: "aloud", text };
  if (type?.startsWith("audio/")) return { type: "audio", url };
  throw new TwimlFault(
    12300,
    `${url} answered with ${type ? `the content type ${type}` : "no content type"}; TwiML is text/xml.`,
  );
}

function read(stage: Stage, xml: string, base: Endpoint | undefined): Loaded {
  const document = readDocument(xml, stage.place);
  if (document.type === "fault")
    throw new TwimlFault(document.code, document.message);
  for (const { code, message } of document.warnings)
    stage.exchange.refuse(stage.leg, code, message, false);
  if (!base) for (const verb of document.verbs) requireAddresses(verb);
  return { type: "verbs", verbs: document.verbs, base };
}

/** Inline TwiML has no address: its actions are absolute (§2.0, 15004), and `<Record>` has one (§4.2, 11100). */
function requireAddresses(element: TwimlElement): void {
  const { action } = element.attributes;
  if (action !== undefined)
    resolveUrl(undefined, action, `<${element.name} action>`);
  else if (element.name === "Record")
    throw new TwimlFault(
      11100,
      "<Record> in TwiML given inline has an action.",
    );
}
