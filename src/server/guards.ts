import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import type { Logger } from "pino";
import { isLoopback } from "./settings.js";

/** The demo asks nobody's name, so it answers to this machine's own names only: a page elsewhere cannot reach it by a rebound name. */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const host = (request.headers.host ?? "")
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
  if (isLoopback(host)) return next();
  response.writeHead(403).end();
};

/** The address without what stands in it of a call. */
export function pathOf({ originalUrl }: Request): string {
  return originalUrl.split("?", 1)[0] ?? "";
}

/** Whatever a route throws: a bare status for whoever asked, the rest for the log. */
export function plainErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { status } = (error ?? {}) as { status?: unknown };
    const code =
      typeof status === "number" && status >= 400 && status < 500
        ? status
        : 500;
    if (code === 500)
      log.error({ error, path: pathOf(request) }, "a request failed");
    if (response.headersSent) return next(error);
    response.writeHead(code).end();
  };
}
