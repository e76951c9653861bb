import express, { type Request, type Response, type Router } from "express";
import type { z } from "zod";
import {
  isSigned,
  keyHeader,
  signatureHeader,
  timestampHeader,
} from "./signature.js";
import { firstProblem } from "./values.js";

export interface ServeDeps {
  readonly secret: string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Answers what is posted to a path, once its signature and its body are in order. `key`: of the request, or empty text. */
export type Serve = <Body>(
  path: string,
  schema: z.ZodType<Body>,
  answer: (body: Body, key: string) => Promise<[number, object]>,
) => void;

/** The other side of a contract: whoever writes one of their own may read it. Everything that nobody serves is 404. */
export function createSignedRouter(
  { secret, now }: ServeDeps,
  serveAll: (serve: Serve) => void,
): Router {
  const router = express.Router();
  router.use(express.text({ type: () => true, limit: "16kb" }));
  serveAll((path, schema, answer) => {
    router.post(path, async (request, response) => {
      const body = typeof request.body === "string" ? request.body : "";
      const key = request.get(keyHeader) ?? "";
      const timestamp = request.get(timestampHeader) ?? "";
      const signature = request.get(signatureHeader) ?? "";
      if (!isSigned(secret, { timestamp, path, key, body }, signature, now())) {
        response
          .status(401)
          .json({ reason: "The signature does not fit the request." });
        return;
      }
      const read = schema.safeParse(parseJson(body));
      const [status, json] = read.success
        ? await answer(read.data, key)
        : [400, { reason: firstProblem(read.error) }];
      response.status(status).json(json);
    });
  });
  router.use((_request: Request, response: Response) => {
    response.status(404).json({ reason: "There is nothing here." });
  });
  return router;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
