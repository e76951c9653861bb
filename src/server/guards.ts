import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import { isLoopback } from "./settings.js";

/** The demo asks nobody's name, so it answers to this machine's own names only: a page elsewhere cannot reach it by a rebound name. */
export const loopbackOnly: RequestHandler = (request, response, next) => {
  const host = (request.get("host") ?? "")
    .replace(/:\d+$/, "")
    .replace(/^\[|\]$/g, "");
  if (isLoopback(host)) return next();
  response.status(403).end();
};

/** Whatever a route throws: a bare status for whoever asked, the rest for the log. */
export function plainErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const { status } = (error ?? {}) as { status?: unknown };
    const code =
      typeof status === "number" && status >= 400 && status < 500
        ? status
        : 500;
    if (code === 500)
      log.error({ error, path: request.path }, "a request failed");
    if (response.headersSent) return next(error);
    response.status(code).end();
  };
}
