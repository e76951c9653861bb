/**
 * The register of one customer (C13): every claim, decision and reason, for agents' own systems. Whoever has the key reads all of it; nothing
 * is changed here.
 */
import express, { type Response, type Router } from "express";
import type { WrittenEntry } from "../billing/books.js";
import { registerCsv } from "../billing/register-csv.js";
import type { Register } from "../machines/claim-register.js";
import type { Store } from "../store/contract.js";
import { readRegister } from "./gather-books.js";

/** `GET /customers/<account>/claims` and `…/claims.csv`. */
export function createRegisterRouter(store: Store): Router {
  const router = express.Router();
  const show =
    (write: (response: Response, found: Found) => void) =>
    async (
      request: { readonly params: { readonly account: string } },
      response: Response,
    ) => {
      const { account } = request.params;
      response.set("cache-control", "no-store");
      const found = /^[!-~]{1,80}$/.test(account)
        ? await readRegister(store, account)
        : undefined;
      if (found?.register.account === undefined)
        response.status(404).json({
          error: `There is no claim of an account "${account.slice(0, 80)}".`,
        });
      else write(response, found);
    };
  router.get(
    "/customers/:account/claims",
    show((response, { register, entries }) => {
      const { account, totals } = register;
      response.json({ account, credited: totals, entries: entries.map(shown) });
    }),
  );
  router.get(
    "/customers/:account/claims.csv",
    show((response, { entries }) => {
      response
        .set("content-disposition", 'attachment; filename="claims.csv"')
        .type("text/csv")
        .send(registerCsv(entries));
    }),
  );
  return router;
}

interface Found {
  readonly register: Register;
  readonly entries: readonly WrittenEntry[];
}

// What binds the books together says nothing to whoever reads them.
function shown({ previous: _previous, key: _key, at, ...entry }: WrittenEntry) {
  return { ...entry, at: new Date(at).toISOString() };
}
