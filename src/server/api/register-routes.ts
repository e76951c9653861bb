/**
 * The register of one customer (C13): every claim, decision and reason, for agents' own systems. Whoever has the key reads all of it; nothing
 * is changed here.
 */
import express, { type Response, type Router } from "express";
import type { WrittenEntry } from "../../billing/books.js";
import { registerCsv } from "../../billing/register-csv.js";
import type { Register } from "../../machines/claims/register.js";
import type { Store } from "../../store/contract.js";
import { readRegister } from "../books/gather-books.js";
import {
  readDecisions,
  showDecision,
  type DecisionEntries,
} from "../books/gather-decisions.js";

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
        ? await findRegister(store, account)
        : undefined;
      if (
        !found ||
        (found.register.account === undefined && found.decisions.length === 0)
      )
        response.status(404).json({
          error: `There is no claim of an account "${account.slice(0, 80)}".`,
        });
      else write(response, found);
    };
  router.get(
    "/customers/:account/claims",
    show((response, { account, register, entries, decisions }) => {
      response.json({
        account,
        credited: register.totals,
        entries: entries.map(shown),
        decisions: decisions.map((entry) => showDecision(entry)),
      });
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

async function findRegister(store: Store, account: string): Promise<Found> {
  const { entries: decisions } = await readDecisions(store, account);
  return { account, ...(await readRegister(store, account)), decisions };
}

interface Found {
  readonly account: string;
  readonly register: Register;
  readonly entries: readonly WrittenEntry[];
  /** What people granted. */
  readonly decisions: DecisionEntries["entries"];
}

// What binds the books together says nothing to whoever reads them.
function shown({ previous: _previous, key: _key, at, ...entry }: WrittenEntry) {
  return { ...entry, at: new Date(at).toISOString() };
}
