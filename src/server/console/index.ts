/**
 * The console's API, `/api/console`: for people who signed in, from the console's own pages. Each route says which right it needs, and none
 * is served without that; what another site sends is refused; what anybody may send is counted.
 */
import express, {
  type ErrorRequestHandler,
  type RequestHandler,
  type Router,
} from "express";
import type { Logger } from "pino";
import { rightsOf } from "../../machines/console-accounts/rights.js";
import { StoreUnavailable } from "../../store/contract.js";
import { createSharedLimit } from "../shared-limit.js";
import { accountRoutes } from "./account-routes.js";
import { createCompanySignIn, type CompanySignIn } from "./company-sign-in.js";
import { createPublisher } from "../served/publish.js";
import type { LiveStream } from "../live/live-stream.js";
import type { ServedLine } from "../served/served.js";
import { companyRoutes, type CompanyRoutesDeps } from "./company-routes.js";
import { deskRoutes, type DeskRoutesDeps } from "./desk-routes.js";
import { directorRoutes, type DirectorRoutesDeps } from "./director-routes.js";
import { documentRoutes } from "./document-routes.js";
import { draftRoutes } from "./draft-routes.js";
import { fileRoutes } from "./file-routes.js";
import { createLiveRoute } from "./live-route.js";
import { figuresRoutes } from "./figures-routes.js";
import { flowRoutes } from "./flow-routes.js";
import { versionRoutes } from "./version-routes.js";
import type { ConsoleRoute } from "./route.js";
import { sameOrigin } from "./same-origin.js";
import { sessionRoutes } from "./session-routes.js";
import { createSessions, type Sessions } from "./sessions.js";

export interface ConsoleApiDeps
  extends
    Omit<DeskRoutesDeps, "sessions">,
    Pick<CompanyRoutesDeps, "reload">,
    Pick<DirectorRoutesDeps, "recordings"> {
  readonly log: Logger;
  readonly served: ServedLine;
  readonly live: LiveStream;
  readonly publicUrl: () => string;
  /** Absent: people sign in with passwords alone. */
  readonly company?: CompanySignIn;
  /** Whether the browser phone is there. */
  readonly phone: boolean;
}

export interface ConsoleApi {
  readonly router: Router;
  readonly routes: readonly ConsoleRoute[];
}

const signInsAMinute = 30;
const triesOfOneAddress = 10;
const triesWindowMs = 15 * 60_000;

export function createConsoleApi(deps: ConsoleApiDeps): ConsoleApi {
  const { turns, clock, log, served } = deps;
  const publisher = createPublisher(served, clock);
  const sessions = createSessions(deps);
  const routes = [
    ...sessionRoutes({
      turns,
      clock,
      sessions,
      company: deps.company !== undefined,
      phone: deps.phone,
    }),
    ...accountRoutes(turns, clock, () => served.now.people),
    ...flowRoutes(turns, served),
    ...draftRoutes({ turns, clock, served, publisher }),
    ...fileRoutes({ turns, clock, served, publisher }),
    ...documentRoutes(turns, served, publisher, deps.accounts),
    ...versionRoutes(served, publisher),
    createLiveRoute(deps.live, sessions),
    ...companyRoutes(deps),
    ...deskRoutes({ ...deps, sessions }),
    ...directorRoutes({ ...deps, sessions }),
    ...figuresRoutes({ ...deps, store: turns.store }),
  ];
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set("cache-control", "no-store");
    next();
  });
  const bySender = createSharedLimit(turns, clock, {
    name: "sign-in",
    most: signInsAMinute,
  });
  // Many addresses that guess one person's password are slowed as well.
  const byAccount = createSharedLimit(turns, clock, {
    name: "sign-in as",
    most: triesOfOneAddress,
    windowMs: triesWindowMs,
    of: ({ body }: { body: unknown }) =>
      String((body as { email?: unknown } | undefined)?.email).toLowerCase(),
  });
  if (deps.company)
    router.use(
      "/company",
      bySender,
      createCompanySignIn({ ...deps, sessions, company: deps.company }),
    );
  router.use(sameOrigin, express.json({ limit: "1mb" }));
  router.post("/session", bySender, byAccount);
  router.post("/invitations/{*act}", bySender);
  router.put("/password", bySender);
  for (const route of routes)
    router[route.method](route.path, answer(route, sessions));
  router.use((_request, response) => {
    response.status(404).json({ error: "There is nothing at this address." });
  });
  router.use(((error: { status?: number }, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error.status !== undefined && error.status < 500)
      return void response
        .status(error.status)
        .json({ error: "The body has to be JSON of at most 1 MB." });
    const isAway = error instanceof StoreUnavailable;
    log.error({ error, path: request.path }, "a request of the console failed");
    response.status(isAway ? 503 : 500).json({
      code: isAway ? "store-away" : "fault",
      error: "It could not be done now. Try again in a moment.",
    });
  }) satisfies ErrorRequestHandler);
  return { router, routes };
}

/** Asks who sends it and whether they may, at every request. */
function answer(route: ConsoleRoute, sessions: Sessions): RequestHandler {
  return async (request, response) => {
    if (route.right === "anybody") {
      const [status, body] = await route.handle(request, response);
      return void response.status(status).json(body);
    }
    const who = await sessions.find(request);
    if (!who)
      return void response
        .status(401)
        .json({ code: "not-signed-in", error: "Sign in first." });
    const wanted = [route.right].flat();
    const held = ["signed-in", ...rightsOf(who.roles)];
    if (!wanted.some((right) => held.includes(right)))
      return void response.status(403).json({
        code: "no-right",
        error: `Your roles do not have the right "${wanted.join('" or "')}". An admin gives roles.`,
      });
    const given = await route.handle(request, who, response);
    if (given) response.status(given[0]).json(given[1]);
  };
}
