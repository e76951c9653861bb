/**
 * The line: everything that answers calls, put together from ports. Whoever starts it says which store, carrier, clock and
 * company it has; nothing here reads the environment.
 */
import { randomInt } from "node:crypto";
import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { languagesOf } from "../flows/index.js";
import type { LastResort } from "../carrier/twilio/last-resort.js";
import type { Legs } from "../carrier/twilio/legs.js";
import type { SendMessage } from "../carrier/twilio/messages.js";
import { callbackMachine } from "../machines/callback/index.js";
import { connectionMachine } from "../machines/connection/index.js";
import { queueMachine } from "../machines/queue/index.js";
import { renderTwiml } from "../carrier/twilio/twiml.js";
import { callerMachine, callerRetentionMs } from "../machines/caller.js";
import { createCaseMachine } from "../machines/case.js";
import { caseMailMachine } from "../machines/case-mail.js";
import { consentsMachine } from "../machines/consents.js";
import { ratingsMachine } from "../machines/ratings.js";
import { accountsMachine } from "../machines/console-accounts/index.js";
import { auditMachine } from "../machines/audit.js";
import { draftMachine } from "../machines/draft.js";
import { sessionMachine } from "../machines/session.js";
import { budgetMachine } from "../machines/budget.js";
import { claimRequestMachine } from "../machines/claim-request.js";
import { createDecisionsMachine } from "../machines/decisions.js";
import { createClaimsMachine } from "../machines/claims.js";
import { invoiceMachine } from "../machines/invoice.js";
import { crmMachine } from "../machines/crm.js";
import { directorRecordMachine } from "../machines/director-record.js";
import { directoryMachine } from "../machines/directory.js";
import { accountMachine } from "../machines/account.js";
import { ledgerMachine } from "../machines/ledger.js";
import { outboundMachine } from "../machines/outbound.js";
import { rateMachine } from "../machines/rate.js";
import type { KindName } from "../machines/personal-data.js";
import { closedCasesMachine } from "../machines/closed-cases.js";
import { openCasesMachine } from "../machines/open-cases.js";
import type { OutboxEntry, Store, Timer } from "../store/contract.js";
import { createLookUps, type LookUps } from "../lookups/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Billing } from "../billing/billing.js";
import type { Files } from "../files/index.js";
import { createCasePages } from "./case-pages.js";
import { createCasesRouter } from "./cases-api.js";
import type { Clock } from "./clock.js";
import { createCompanyApi } from "./company-api.js";
import type { PostDecision } from "./crm.js";
import { createConsoleApi, type ConsoleApi } from "./console/index.js";
import type { CompanySignIn } from "./console/company-sign-in.js";
import { sessionIdleMs } from "./console/sessions.js";
import { createDirectorPage } from "./director-page.js";
import { createDecisionsRouter } from "./decisions-api.js";
import { createHealthRouter } from "./health.js";
import { createInvoiceRouter } from "./invoice-routes.js";
import { createLastResort } from "./last-resort.js";
import {
  createMachineKinds,
  fixedKind,
  kindUnder,
  type MachineKind,
} from "./machine-kinds.js";
import { createOpenApiRouter } from "./openapi.js";
import { createPeopleRouter } from "./people-api.js";
import { createPlaceRouter } from "./place-api.js";
import { createPendingSeal } from "./pending.js";
import { createFirer, createPerformer } from "./perform.js";
import { createLeftMessages } from "./left-messages.js";
import type { SendMail } from "./mail.js";
import { boundsOf, createMeasured } from "./measured.js";
import { createMetrics } from "./metrics.js";
import { createNowAndThen } from "./now-and-then.js";
import { createPageLinks } from "./page-links.js";
import { createMusicRouter } from "./music.js";
import { createOutbound } from "./outbound.js";
import { createPace } from "./pace.js";
import { createRelay, type Relay } from "./relay.js";
import { createReload } from "./reload.js";
import type { ServedLine } from "./served.js";
import { createStaffTeller } from "./staff.js";
import type { TurnDeps } from "./turn.js";
import { createVoiceRouter } from "./voice.js";
import {
  backAddresses,
  personAddresses,
  voiceAddresses,
} from "./voice-address.js";

export interface LineDeps {
  readonly store: Store;
  readonly served: ServedLine;
  readonly billing: (turns: TurnDeps) => Billing;
  readonly accounts: (turns: TurnDeps) => Accounts;
  /** Absent: over the connections that are served. */
  readonly lookUp?: LookUps;
  /** The secrets that connections send, by the name of the setting. */
  readonly secretOf: (name: string) => string | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Read at each request: a server on port 0 knows its address only once it listens. */
  readonly publicUrl: () => string;
  readonly tokens: readonly string[];
  /** How long a call is remembered after its last word, ms; absent: a day. */
  readonly callRetentionMs?: number;
  /** `false`: what callers say is not kept in the record that plays a call again. */
  readonly keepsWords?: boolean;
  /** Absent: other channels cannot claim charges. */
  readonly claimsApiKey?: string;
  /** Absent: nobody reads cases or acts on them over the API. */
  readonly casesApiKey?: string;
  /** The company's own sign-in to the console; absent: passwords alone. */
  readonly companySignIn?: CompanySignIn;
  /** Whether the browser phone is served. */
  readonly phone?: boolean;
  /** Shared by all servers of the line; seals what a caller pressed while the store is away. */
  readonly secret: string;
  /** Where messages wait that callers left while the store was away. */
  readonly leftMessagesFile: string;
  /** Where corrected invoices are kept. */
  readonly files: Files;
  readonly legs: Legs;
  /** How many calls a second the carrier lets us begin; 1 unless it says more. */
  readonly callsPerSecond?: number;
  readonly sendMessage: SendMessage;
  /** Absent: nobody gets mail. */
  readonly sendMail?: SendMail;
  /** Absent: no customer system is told of decisions. */
  readonly postDecision?: PostDecision;
  /** Rejects when the carrier's REST API does not answer. */
  carrierAnswers(): Promise<void>;
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** 0 ≤ x < 1; only for spreading retries. */
  readonly random?: () => number;
  readonly drawReference?: () => string;
}

export interface Line {
  readonly app: Express;
  readonly console: ConsoleApi;
  readonly relay: Relay;
  /** Performs one committed effect, as the relay does. */
  readonly perform: (entry: OutboxEntry, again?: boolean) => Promise<void>;
  /** Delivers one timer that is due, as the relay does. */
  readonly fire: (timer: Timer) => Promise<void>;
  /** Tells the queue who there is; the relay does at every round, when that changed. */
  readonly tellStaff: () => Promise<void>;
  readonly turns: TurnDeps;
  readonly lastResort: () => LastResort;
  readonly served: ServedLine;
  /** Reads the company's files again. Gives what came of it, for whoever asked; never rejects. */
  readonly reload: () => Promise<string>;
}

/** A claim over the API can be asked about under its key for a week. */
const requestRetentionMs = 7 * 24 * 3600 * 1000;

/** Longer than the longest window. */
const rateRetentionMs = 20 * 60 * 1000;

const hourMs = 3_600_000;

/** Longer than any promise, and than what is counted for each number. */
const callbackRetentionMs = 7 * 24 * hourMs;

/** Longer than its link is good for; what is told of it stands in the register. */
const invoiceRetentionMs = 60 * 24 * 3600 * 1000;

/** Unless a setting says otherwise; the longest that a carrier holds is 24 hours. */
const callRetentionMs = 24 * hourMs;

export function createLine(deps: LineDeps): Line {
  const { store, served, clock, log, publicUrl } = deps;
  const metrics = createMetrics({
    proved: () => boundsOf(served.now.certificate),
    held: () => relay.held(),
  });
  const turns: TurnDeps = {
    store,
    kinds: createMachineKinds({
      call: {
        currentVersion: () => served.now.flow.version,
        machine: async (version) => (await served.find(version)).machine,
        document: (effects, turn, key) =>
          renderTwiml(effects, voiceAddresses(publicUrl(), key.id, turn)),
        ...createMeasured({
          served,
          metrics,
          log,
          keepsWords: deps.keepsWords ?? true,
        }),
        retainMs: deps.callRetentionMs ?? callRetentionMs,
      },
      claims: kindUnder(
        () => served.now.policies,
        (policies) =>
          createClaimsMachine(policies, deps.postDecision !== undefined),
      ),
      decisions: kindUnder(
        () => served.now.people,
        (people) =>
          createDecisionsMachine({
            powers: people.powers,
            people,
            announces: deps.postDecision !== undefined,
          }),
      ),
      budget: fixedKind(budgetMachine),
      crm: fixedKind(crmMachine),
      directory: fixedKind(directoryMachine),
      "claim-request": {
        ...fixedKind(claimRequestMachine),
        retainMs: requestRetentionMs,
      },
      invoice: {
        ...fixedKind(invoiceMachine),
        retainMs: invoiceRetentionMs,
      },
      case: kindUnder(() => served.now.people, createCaseMachine),
      "case-mail": {
        ...fixedKind(caseMailMachine),
        retainMs: requestRetentionMs,
      },
      "open-cases": fixedKind(openCasesMachine),
      "closed-cases": fixedKind(closedCasesMachine),
      caller: { ...fixedKind(callerMachine), retainMs: callerRetentionMs },
      "director-record": fixedKind(directorRecordMachine),
      consents: fixedKind(consentsMachine),
      ratings: fixedKind(ratingsMachine),
      connection: {
        ...fixedKind(connectionMachine),
        document: (effects, turn, key) =>
          renderTwiml(effects, personAddresses(publicUrl(), key.id, turn)),
        retainMs: deps.callRetentionMs ?? callRetentionMs,
      },
      callback: {
        ...fixedKind(callbackMachine),
        document: (effects, turn) =>
          renderTwiml(effects, backAddresses(publicUrl(), turn)),
        retainMs: callbackRetentionMs,
      },
      queue: fixedKind(queueMachine),
      ledger: fixedKind(ledgerMachine),
      account: fixedKind(accountMachine),
      outbound: { ...fixedKind(outboundMachine), retainMs: 7 * 24 * hourMs },
      rate: { ...fixedKind(rateMachine), retainMs: rateRetentionMs },
      "console-accounts": fixedKind(accountsMachine),
      audit: fixedKind(auditMachine),
      draft: fixedKind(draftMachine),
      session: { ...fixedKind(sessionMachine), retainMs: sessionIdleMs },
    } satisfies Record<KindName, MachineKind>),
  };
  const lastResort = () =>
    createLastResort(served.now.flow.document, served.now.people, publicUrl());
  const billing = deps.billing(turns);
  const accounts = deps.accounts(turns);
  const people = () => served.now.people;
  const outbound = createOutbound({ turns, clock, log, metrics, people });
  const links = createPageLinks(deps.secret, publicUrl);
  const perform = createPerformer({
    turns,
    billing,
    accounts,
    policies: () => served.now.policies,
    lookUp:
      deps.lookUp ??
      createLookUps({
        connections: () => served.now.connections,
        secretOf: deps.secretOf,
        log,
      }),
    clock,
    invoices: {
      files: deps.files,
      timeZone: () => served.now.flow.document.timeZone,
      publicUrl,
      mails: deps.sendMail !== undefined,
    },
    legs: outbound.guardLegs(deps.legs),
    mayReach: outbound.mayReach,
    pace: createPace(deps.callsPerSecond ?? 1, clock),
    publicUrl,
    sendMessage: outbound.guardMessages(deps.sendMessage),
    ...(deps.sendMail && { sendMail: deps.sendMail }),
    ...(deps.postDecision && { postDecision: deps.postDecision }),
    links,
    told: (to, { rating }) => {
      if (to.kind === "ratings")
        metrics.ratings.inc({ rating: String(rating) });
    },
  });
  const sweepFiles = createNowAndThen(clock, hourMs, () =>
    deps.files.sweep(clock.now()),
  );
  const leftMessages = createLeftMessages({
    turns,
    served,
    clock,
    log,
    file: deps.leftMessagesFile,
  });
  const fire = createFirer(turns, clock);
  const tellStaff = createStaffTeller(turns, () => served.now.people, clock);
  const relay = createRelay({
    store,
    clock,
    log,
    owner: deps.owner,
    random: deps.random ?? Math.random,
    perform,
    fire,
    everyRound: async () => {
      await served.keepUnkept();
      await tellStaff();
      await leftMessages.openKept();
      await sweepFiles();
    },
  });
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use(
    "/voice",
    createVoiceRouter({
      turns,
      clock,
      log,
      metrics,
      publicUrl,
      tokens: deps.tokens,
      seal: createPendingSeal(deps.secret, () => clock.now()),
      leftMessages,
      people: () => served.now.people,
      findFlow: served.find,
      lastResort,
      drawReference: deps.drawReference ?? drawReference,
    }),
  );
  app.use(createInvoiceRouter(deps.files, clock));
  app.use("/music", createMusicRouter(publicUrl));
  app.use(
    helmet({
      // The simulator's pages are served over plain HTTP on this machine; a browser that upgraded them would find nobody.
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );
  app.use(
    createHealthRouter({
      store,
      metrics,
      clock,
      carrierAnswers: () => deps.carrierAnswers(),
    }),
  );
  app.use(
    "/case",
    createCasePages({
      turns,
      clock,
      links,
      causes: () => served.now.people,
      language: () => languagesOf(served.now.flow.document)[0] ?? "en",
    }),
  );
  app.use(
    "/director",
    createDirectorPage({
      store,
      clock,
      director: () => served.now.people.director,
      language: () => languagesOf(served.now.flow.document)[0] ?? "en",
    }),
  );
  app.use(
    "/api/cases",
    createCasesRouter({
      turns,
      clock,
      log,
      people: () => served.now.people,
      timeZone: () => served.now.flow.document.timeZone,
      drawReference: deps.drawReference ?? drawReference,
      ...(deps.casesApiKey !== undefined && { deskKey: deps.casesApiKey }),
      ...(deps.claimsApiKey !== undefined && { channelKey: deps.claimsApiKey }),
    }),
  );
  const desk = {
    turns,
    clock,
    ...(deps.casesApiKey !== undefined && { deskKey: deps.casesApiKey }),
  };
  app.use("/api/people", createPeopleRouter(desk));
  app.use("/api/callbacks", createPlaceRouter(desk));
  const consoleApi = createConsoleApi({
    turns,
    clock,
    log,
    served,
    publicUrl,
    phone: deps.phone === true,
    ...(deps.companySignIn && { company: deps.companySignIn }),
  });
  app.use("/api/console", consoleApi.router);
  app.use(
    "/api/decisions",
    createDecisionsRouter({
      turns,
      billing,
      accounts,
      clock,
      log,
      people: () => served.now.people,
      policies: () => served.now.policies,
      timeZone: () => served.now.flow.document.timeZone,
      offered: (seconds) => metrics.helloToDecision.observe(seconds),
      ...(deps.casesApiKey !== undefined && { deskKey: deps.casesApiKey }),
    }),
  );
  app.use("/api", createOpenApiRouter());
  if (deps.claimsApiKey !== undefined)
    app.use(
      "/api",
      createCompanyApi({
        turns,
        billing,
        accounts,
        clock,
        log,
        apiKey: deps.claimsApiKey,
      }),
    );
  const reload = createReload(served, log, metrics);
  return {
    app,
    console: consoleApi,
    relay,
    perform,
    fire,
    tellStaff,
    turns,
    lastResort,
    served,
    reload,
  };
}

// Eight digits: short enough to be heard and written down; never 0 first, which people leave out.
function drawReference(): string {
  return String(randomInt(10_000_000, 100_000_000));
}
