/** The addresses of a line, in the order in which they are looked through: those of callers first, and apart. */
import express, {
  type Express,
  type RequestHandler,
  type Router,
} from "express";
import helmet from "helmet";
import { languagesOf } from "../flows/index.js";
import type { Language } from "../flows/speech/index.js";
import type { LastResort } from "../carrier/twilio/last-resort.js";
import type { Accounts } from "../account/accounts.js";
import type { Billing } from "../billing/billing.js";
import type { Served } from "./served/certify.js";
import { createCasePages } from "./pages/case-pages.js";
import { createCasesRouter } from "./api/cases-api.js";
import { createCompanyApi } from "./api/company-api.js";
import type { PeopleFile } from "./served/company.js";
import { createConsoleApi, type ConsoleApi } from "./console/index.js";
import { createDirectorPage } from "./pages/director-page.js";
import { createDecisionsRouter } from "./api/decisions-api.js";
import type { Announcements } from "./events/announcements.js";
import { createEventsRouter } from "./events/api.js";
import { createFiguresRouter } from "./api/figures-api.js";
import { createHealthRouter } from "./health.js";
import { createInvoiceRouter } from "./pages/invoice-routes.js";
import type { LeftMessages } from "./voice/left-messages.js";
import type { LineDeps } from "./line.js";
import type { CallsNow } from "./live/calls-now.js";
import { createLiveStream } from "./live/live-stream.js";
import type { Metrics } from "./metrics.js";
import { createMusicRouter } from "./voice/music.js";
import { createOpenApiRouter } from "./api/openapi.js";
import type { PageLinks } from "./pages/page-links.js";
import { drawReference } from "./draw-reference.js";
import { createPendingSeal } from "./voice/pending.js";
import { createPeopleRouter } from "./api/people-api.js";
import { createPlaceRouter } from "./api/place-api.js";
import { createQueueRouter } from "./api/queue-api.js";
import { createRecordingsRouter } from "./api/recordings-api.js";
import type { TrialWatch } from "./served/trial-watch.js";
import type { TurnDeps } from "./turn.js";
import { createVoiceRouter } from "./voice/voice.js";

/** What stands behind the addresses. */
export interface LineParts {
  readonly turns: TurnDeps;
  readonly billing: Billing;
  readonly accounts: Accounts;
  readonly metrics: Metrics;
  readonly trial: TrialWatch;
  readonly calls: CallsNow;
  readonly announcements: Announcements;
  readonly leftMessages: LeftMessages;
  readonly links: PageLinks;
  readonly lastResort: () => LastResort;
  readonly reload: () => Promise<string>;
}

/** The same for all of them: what they are given, and what is served as they are asked. */
interface Given extends Omit<LineDeps, keyof LineParts>, LineParts {
  readonly drawReference: () => string;
  readonly people: () => PeopleFile;
  readonly policies: () => Served["policies"];
  /** IANA. */
  readonly timeZone: () => string;
  readonly languages: () => readonly Language[];
  /** The key of desks; absent: nobody asks or acts over the API. */
  readonly deskKey?: string;
  readonly offered: (seconds: number) => void;
}

export function createLineApp(
  deps: LineDeps,
  parts: LineParts,
): {
  readonly callers: Router;
  readonly app: Express;
  readonly console: ConsoleApi;
} {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  const { served, casesApiKey } = deps;
  const given: Given = {
    ...deps,
    ...parts,
    drawReference: deps.drawReference ?? drawReference,
    people: () => served.now.people,
    policies: () => served.now.policies,
    timeZone: () => served.now.flow.document.timeZone,
    languages: () => languagesOf(served.now.flow.document),
    offered: (seconds) => parts.metrics.helloToDecision.observe(seconds),
    ...(casesApiKey !== undefined && { deskKey: casesApiKey }),
  };
  app.use(createInvoiceRouter(given.files, given.clock));
  app.use("/music", createMusicRouter(given.publicUrl));
  app.use(secureHeaders(deps.browserToken !== undefined));
  app.use(createHealthRouter(given));
  servePages(app, given);
  serveDesks(app, given);
  const consoleApi = createConsole(given);
  app.use("/api/console", consoleApi.router);
  app.use("/api", createOpenApiRouter());
  if (deps.claimsApiKey !== undefined)
    app.use("/api", createCompanyApi({ ...given, apiKey: deps.claimsApiKey }));
  return { callers: createCallers(given), app, console: consoleApi };
}

/** What the carrier asks for; nothing stands before it (see callers-first.ts). */
function createCallers(given: Given): Router {
  const { clock, secret, served } = given;
  const voice = createVoiceRouter({
    ...given,
    seal: createPendingSeal(secret, () => clock.now()),
    findFlow: served.find,
    document: () => served.now.flow.document,
  });
  return express.Router().use("/voice", voice);
}

/** Behind a link, or for anybody. */
function servePages(app: Express, given: Given): void {
  app.use("/case", createCasePages(given));
  app.use(
    "/director",
    createDirectorPage({
      ...given,
      director: () => given.people().director,
      language: () => given.languages()[0] ?? "en",
    }),
  );
}

/** For desks and other channels, with their keys. */
function serveDesks(app: Express, given: Given): void {
  const { claimsApiKey, recordingFiles } = given;
  app.use(
    "/api/cases",
    createCasesRouter({
      ...given,
      ...(claimsApiKey !== undefined && { channelKey: claimsApiKey }),
    }),
  );
  app.use("/api/people", createPeopleRouter(given));
  app.use("/api/callbacks", createPlaceRouter(given));
  app.use("/api", createQueueRouter(given));
  app.use("/api", createFiguresRouter(given));
  app.use(
    "/api/recordings",
    createRecordingsRouter({ ...given, files: recordingFiles }),
  );
  app.use("/api/events", createEventsRouter(given));
  app.use("/api/decisions", createDecisionsRouter(given));
}

function createConsole(given: Given): ConsoleApi {
  const { companySignIn, phone, served } = given;
  return createConsoleApi({
    ...given,
    live: createLiveStream(given),
    findFlow: served.find,
    phone: phone === true,
    ...(companySignIn && { company: companySignIn }),
  });
}

function secureHeaders(answersInBrowser: boolean): RequestHandler {
  return helmet({
    // The simulator's pages are served over plain HTTP on this machine; a browser that upgraded them would find nobody.
    contentSecurityPolicy: {
      directives: {
        upgradeInsecureRequests: null,
        // All is served from here: a style that somebody smuggled in has nowhere to send what it reads.
        "font-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        ...(answersInBrowser && { "connect-src": browserPhoneHosts }),
      },
    },
  });
}

/** Where a browser that answers calls talks with the carrier. */
const browserPhoneHosts = [
  "'self'",
  "https://*.twilio.com",
  "wss://*.twilio.com",
];
