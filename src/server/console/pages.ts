import { existsSync } from "node:fs";
import { extname, join } from "node:path";
import express, { type RequestHandler, type Router } from "express";

/** What the console's pages are called; each is the same document, which looks at its own address. */
const pages = [
  "/",
  "/flows/:name",
  "/sign-in",
  "/join",
  "/versions",
  "/live",
  "/figures",
  "/desk",
  "/cases",
  "/cases/{*which}",
  "/company",
  "/company/{*which}",
  "/accounts",
  "/audit",
  "/password",
];

/**
 * The console and its scripts, from a folder that the build made. The browser phone, which asks nobody's name, is there only with the
 * simulator.
 */
export function createPages(
  folder: string,
  { phone }: { phone: boolean },
): Router {
  const router = express.Router();
  router.use(
    "/assets",
    compressed(join(folder, "assets")),
    // Their names change with their contents.
    express.static(join(folder, "assets"), {
      immutable: true,
      maxAge: "365d",
      index: false,
    }),
  );
  router.get(pages, (_request, response) =>
    response.sendFile(join(folder, "index.html")),
  );
  if (phone) router.use("/phone", express.static(join(folder, "phone")));
  return router;
}

/** Gives the form that the build compressed to whoever takes it. */
function compressed(folder: string): RequestHandler {
  const known = new Map<string, boolean>();
  return (request, response, next) => {
    const { path } = request;
    response.vary("accept-encoding");
    const isThere =
      known.get(path) ??
      (/^\/[\w.-]+$/.test(path) && existsSync(join(folder, `${path}.br`)));
    // What is not there may be asked for under endless names.
    if (isThere) known.set(path, true);
    if (isThere && request.acceptsEncodings("br") === "br") {
      response.set("content-encoding", "br").type(extname(path));
      request.url = `${path}.br`;
    }
    next();
  };
}
