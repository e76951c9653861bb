import { join } from "node:path";
import express, { type Router } from "express";

/** What the console's pages are called; each is the same document, which looks at its own address. */
const pages = [
  "/",
  "/flows/:name",
  "/sign-in",
  "/join",
  "/versions",
  "/live",
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
