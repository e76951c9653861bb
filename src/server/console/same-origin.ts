import type { RequestHandler } from "express";

/**
 * Refuses what another site's page has a browser send (CSRF). Browsers say in `Sec-Fetch-Site` where a request comes from; one that does not
 * is held to its `Origin` (OWASP, Cross-Site Request Forgery Prevention, "Fetch Metadata"). What only reads is let through.
 */
export const sameOrigin: RequestHandler = (request, response, next) => {
  const site = request.get("sec-fetch-site");
  const isOwn =
    site === undefined
      ? isOwnOrigin(request.get("origin"), request.get("host"))
      : site === "same-origin" || site === "none";
  if (isOwn || request.method === "GET" || request.method === "HEAD") next();
  else
    response.status(403).json({
      error: "Another site sent this. Do it on the console's own page.",
    });
};

/** No browser leaves both out: what has neither is no browser, and brings no cookie that somebody else planted. */
function isOwnOrigin(origin: string | undefined, host = ""): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
