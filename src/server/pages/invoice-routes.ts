import express, { type Router } from "express";
import type { Files } from "../../files/index.js";
import type { Clock } from "../clock.js";

/** Said alike to whoever guesses and to whoever comes too late, so that neither learns anything. */
const nothingHere = [
  "Este enlace venció o no existe.",
  "This link has expired or does not exist.",
  "Este link expirou ou não existe.",
  "",
].join("\n");

/** `GET /invoices/<name>`: the corrected invoice to whoever has its link, until its day is over, and nothing else. */
export function createInvoiceRouter(files: Files, clock: Clock): Router {
  const router = express.Router();
  router.get("/invoices/:name", async (request, response) => {
    response.set({
      "cache-control": "private, no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
    });
    const paper = await files.find(request.params.name, clock.now());
    if (!paper) {
      response.status(404).type("text/plain").send(nothingHere);
      return;
    }
    response.set({
      "content-type": "application/pdf",
      "content-disposition": 'inline; filename="invoice.pdf"',
    });
    response.send(Buffer.from(paper));
  });
  return router;
}
