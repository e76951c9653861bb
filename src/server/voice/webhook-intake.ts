import { parse, type ParsedUrlQuery } from "node:querystring";
import type { Request, RequestHandler } from "express";
import type { Logger } from "pino";
import { isSigned } from "../../carrier/twilio/signature.js";
import { pathOf } from "../guards.js";
import type { Metrics } from "../metrics.js";

/** Bytes of a form; a carrier's has some 1,000. */
const mostBytes = 64 * 1024;
const mostFields = 300;

export interface IntakeDeps {
  readonly tokens: readonly string[];
  readonly publicUrl: () => string;
  readonly metrics: Pick<Metrics, "timeWebhook">;
  readonly log: Logger;
}

/**
 * How a webhook comes in: it is timed, its fields are read (into `request.query` and `request.body`), and who sent it is checked: one without the carrier's
 * signature gets a bare 403. It is one step and reads the form itself, since each step on the way and a reader for every kind of body cost a
 * webhook more than all of this.
 */
export function createIntake(deps: IntakeDeps): RequestHandler {
  const { tokens, publicUrl, metrics, log } = deps;
  return (request, response, next) => {
    metrics.timeWebhook(request, response);
    const { originalUrl, headers, method } = request;
    const start = originalUrl.indexOf("?") + 1;
    const query = fieldsIn(start === 0 ? "" : originalUrl.slice(start));
    request.query = query;
    const check = (text: string): void => {
      // A number may be set to GET: then the fields stand in the address, which is signed with them.
      const isGet = method === "GET";
      const posted = isGet ? {} : fieldsIn(text);
      request.body = isGet ? query : posted;
      const url = `${publicUrl()}${originalUrl}`;
      // Node makes one text of a header that comes twice.
      const signature = headers["x-twilio-signature"] as string | undefined;
      if (isSigned(tokens, signature, url, posted)) return next();
      log.warn(
        { path: pathOf(request) },
        "a webhook with a wrong signature was refused",
      );
      response.writeHead(403).end();
    };
    readText(request, check, () =>
      response.writeHead(413, { Connection: "close" }).end(),
    );
  };
}

function fieldsIn(text: string): ParsedUrlQuery {
  return parse(text, "&", "=", { maxKeys: mostFields });
}

/** One that breaks off is told to nobody: whoever sent it is gone. */
function readText(
  request: Request,
  read: (text: string) => void,
  tooLong: () => void,
): void {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(
    request.headers["content-type"] ?? "",
  );
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    const before = bytes;
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
    else if (before <= mostBytes) tooLong();
  });
  request.once("end", () => {
    if (bytes <= mostBytes)
      read(isForm ? Buffer.concat(chunks).toString() : "");
  });
}
