import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Lets a request through that carries one of the keys; answers others with 401. A key that is not set opens nothing. */
export function onlyWithKey(
  ...keys: readonly (string | undefined)[]
): RequestHandler {
  const right = keys.flatMap((key) =>
    key === undefined ? [] : [digest(`Bearer ${key}`)],
  );
  return (request, response, next) => {
    // Hashes are of one length, so that the comparison tells nothing of the key.
    const given = digest(request.get("authorization") ?? "");
    if (right.some((one) => timingSafeEqual(given, one))) next();
    else
      response.status(401).json({
        error: "The Authorization header has to be Bearer and the key.",
      });
  };
}
