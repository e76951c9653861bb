/**
 * The company's own sign-in (OpenID Connect, code flow with PKCE). It says who somebody is; whether they may come in is the line's matter: an
 * account or an invitation has to have their e-mail address. From then on they are known by their subject there, whatever their address.
 */
import { randomUUID } from "node:crypto";
import { parseCookie } from "cookie";
import express, { type Request, type Response, type Router } from "express";
import * as oidc from "openid-client";
import type { Logger } from "pino";
import {
  findByEmail,
  type Account,
  type Accounts,
} from "../../machines/console-accounts/index.js";
import type { Clock } from "../clock.js";
import type { TurnDeps } from "../turn.js";
import { readAccounts, type Sessions } from "./sessions.js";
import { takeAccounts } from "./take-accounts.js";

export interface CompanySignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface CompanySignInDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly sessions: Sessions;
  readonly publicUrl: () => string;
  readonly company: CompanySignIn;
}

/** Below `/api/console/company`; where the company's sign-in sends people back is `…/back`. */
const backPath = "/api/console/company/back";

const attemptCookie = "directo-sign-in";
const attemptMs = 10 * 60_000;
/** Somebody looks at a page that does not move meanwhile. */
const discoverSeconds = 5;

export function createCompanySignIn(deps: CompanySignInDeps): Router {
  const { company, publicUrl, sessions, log } = deps;
  const back = () => `${publicUrl()}${backPath}`;
  const cookie = () =>
    ({
      httpOnly: true,
      sameSite: "lax",
      secure: publicUrl().startsWith("https:"),
      path: "/api/console/company",
    }) as const;
  let known: oidc.Configuration | undefined;
  const discover = async () => (known = await discoverCompany(company));
  const router = express.Router();

  router.get("/", async (_request, response) => {
    // Asked anew each time: nobody is sent to a sign-in that is away, where a browser's own page would tell them nothing.
    const configuration = await discover();
    const verifier = oidc.randomPKCECodeVerifier();
    const state = oidc.randomState();
    const nonce = oidc.randomNonce();
    response.cookie(attemptCookie, [state, nonce, verifier].join("."), {
      ...cookie(),
      maxAge: attemptMs,
    });
    const to = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: back(),
      scope: "openid email profile",
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    response.redirect(to.href);
  });

  router.get("/back", async (request: Request, response: Response) => {
    const attempt = parseCookie(request.get("cookie") ?? "")[attemptCookie];
    const [state = "", nonce = "", verifier = ""] = attempt?.split(".") ?? [];
    response.clearCookie(attemptCookie, cookie());
    if (state === "") return response.redirect("/sign-in#company-again");
    const tokens = await oidc.authorizationCodeGrant(
      known ?? (await discover()),
      new URL(`${publicUrl()}${request.originalUrl}`),
      {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      },
    );
    const account = await welcome(deps, tokens.claims());
    if (!account) return response.redirect("/sign-in#company-unknown");
    await sessions.open(response, account, "company");
    response.redirect("/");
  });

  router.use(((error, _request, response, _next) => {
    log.error({ error }, "the company's sign-in did not work");
    response.redirect("/sign-in#company-away");
  }) satisfies express.ErrorRequestHandler);
  return router;
}

/** Plain HTTP is for an issuer on this machine: a trial, a test. */
function discoverCompany({ issuer, clientId, clientSecret }: CompanySignIn) {
  const server = new URL(issuer);
  const isHere = ["127.0.0.1", "localhost"].includes(server.hostname);
  return oidc.discovery(server, clientId, clientSecret, undefined, {
    timeout: discoverSeconds,
    ...(isHere && { execute: [oidc.allowInsecureRequests] }),
  });
}

async function welcome(
  { turns, clock }: CompanySignInDeps,
  claims: oidc.IDToken | undefined,
): Promise<Account | undefined> {
  if (!claims) return undefined;
  const file = await readAccounts(turns);
  const subject = `${claims.iss} ${claims.sub}`;
  const known = Object.values(file.accounts).find(
    (one) => one.subject === subject,
  );
  if (known) return known.disabled ? undefined : known;
  const { email, email_verified: verified } = claims;
  // An address that the issuer itself does not vouch for could be anybody's.
  if (typeof email !== "string" || verified === false) return undefined;
  const event = introduce(file, clock.now(), subject, {
    email: email.toLowerCase(),
    name: typeof claims["name"] === "string" ? claims["name"] : email,
  });
  if (!event || (await takeAccounts(turns, event))) return undefined;
  const id = event.type === "linked" ? event.account : event.id;
  return (await readAccounts(turns)).accounts[id];
}

/** Somebody who comes for the first time: to an account that they have, or by an invitation. */
function introduce(
  file: Accounts,
  at: number,
  subject: string,
  { email, name }: { readonly email: string; readonly name: string },
) {
  const account = findByEmail(file, email);
  if (account)
    return account.disabled || account.subject !== undefined
      ? undefined
      : ({
          type: "linked",
          at,
          by: account.id,
          account: account.id,
          subject,
        } as const);
  const invitation = Object.values(file.invitations).find(
    (one) => one.email === email && one.until >= at,
  );
  if (!invitation) return undefined;
  const id = randomUUID();
  return {
    type: "joined",
    at,
    by: id,
    invitation: invitation.id,
    id,
    email,
    name: name.slice(0, 80),
    subject,
  } as const;
}
