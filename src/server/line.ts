/**
 * The line: everything that answers calls, put together from ports. Whoever starts it says which store, carrier, clock and
 * company it has; nothing here reads the environment.
 */
import type { Express, Router } from "express";
import type { Logger } from "pino";
import type { LastResort } from "../carrier/twilio/last-resort.js";
import type { IssueBrowserToken } from "../carrier/twilio/browser-tokens.js";
import type { Legs } from "../carrier/twilio/legs.js";
import type { Recordings } from "../carrier/twilio/recordings.js";
import type { KeptRecordings } from "../carrier/twilio/kept-recordings.js";
import type { SendMessage } from "../carrier/twilio/messages.js";
import type { OutboxEntry, Store, Timer } from "../store/contract.js";
import { createLookUps, type LookUps } from "../lookups/index.js";
import type { Accounts } from "../account/accounts.js";
import type { Billing } from "../billing/billing.js";
import type { Files } from "../files/index.js";
import { directorsLines, isDirectors } from "./voice/brought-along.js";
import type { Clock } from "./clock.js";
import { flowFor } from "./served/certify.js";
import type { PostDecision } from "./relay/crm.js";
import { type ConsoleApi } from "./console/index.js";
import type { CompanySignIn } from "./console/company-sign-in.js";
import { createAnnouncements } from "./events/announcements.js";
import { drawReference } from "./draw-reference.js";
import { createHostedMessages } from "./voice/hosted-messages.js";
import { createLastResort } from "./voice/last-resort.js";
import { createFirer, createPerformer } from "./relay/perform.js";
import { createLeftMessages } from "./voice/left-messages.js";
import type { SendMail } from "./relay/mail.js";
import { createMetrics } from "./metrics.js";
import { noteBilling } from "./books/noted-billing.js";
import { createNowAndThen } from "./now-and-then.js";
import { createCallsNow } from "./live/calls-now.js";
import { createLineApp } from "./line-app.js";
import { createLineKinds } from "./line-kinds.js";
import { boundsOf } from "./measured.js";
import { createPageLinks } from "./pages/page-links.js";
import { createOutbound } from "./relay/outbound.js";
import { createPace } from "./relay/pace.js";
import { createRelay, type Relay } from "./relay/relay.js";
import { createReload } from "./served/reload.js";
import { createRetentionTeller } from "./case-retention.js";
import type { ServedLine } from "./served/served.js";
import { createStaffTeller } from "./staff.js";
import { createTrialWatch } from "./served/trial-watch.js";
import type { TurnDeps } from "./turn.js";

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
  /** The line's own number, E.164. */
  readonly number: string;
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
  readonly recordings: Recordings;
  /** Absent: nobody leaves a message while no server answers. */
  readonly keptRecordings?: KeptRecordings;
  /** Where recordings are kept; they are encrypted before. */
  readonly recordingFiles: Files;
  /** How long, ms; absent: five years. */
  readonly keepRecordingsMs?: number;
  /** How long closed cases are kept, ms; absent: for good. */
  readonly keepCasesMs?: number;
  /** How many calls a second the carrier lets us begin; 1 unless it says more. */
  readonly callsPerSecond?: number;
  /** Absent: nobody answers in a browser. */
  readonly browserToken?: IssueBrowserToken;
  readonly sendMessage: SendMessage;
  /** Absent: nobody gets mail. */
  readonly sendMail?: SendMail;
  /** Absent: no customer system is told of decisions. */
  readonly postDecision?: PostDecision;
  /** Rejects when the carrier's REST API does not answer. */
  carrierAnswers(): Promise<void>;
  /** Names this process among those that share the store. */
  readonly owner: string;
  /** ms between two rounds of the relay; absent: as usual. */
  readonly roundMs?: number;
  /** 0 ≤ x < 1; only for spreading retries. */
  readonly random?: () => number;
  readonly drawReference?: () => string;
}

export interface Line {
  /** What the carrier asks for; takes Node's requests as they are. */
  readonly callers: Router;
  readonly app: Express;
  readonly console: ConsoleApi;
  readonly relay: Relay;
  /** Performs one committed effect, as the relay does. */
  readonly perform: (entry: OutboxEntry, again?: boolean) => Promise<void>;
  /** Delivers one timer that is due, as the relay does. */
  readonly fire: (timer: Timer) => Promise<void>;
  /** Tells the queue who there is; the relay does at every round, when that changed. */
  readonly tellStaff: () => Promise<void>;
  /** Tells how long closed cases are kept; the relay does at its first round. */
  readonly tellRetention: () => Promise<void>;
  readonly turns: TurnDeps;
  /** What a caller of that number gets when nothing else works. */
  readonly lastResort: (dialled?: string) => LastResort;
  readonly served: ServedLine;
  /** Reads the company's files again. Gives what came of it, for whoever asked; never rejects. */
  readonly reload: () => Promise<string>;
}

const hourMs = 3_600_000;

/** Unless a setting says otherwise; the longest that a carrier holds is 24 hours. */
const callRetentionMs = 24 * hourMs;

/** As long as a claim about a contract may come, in most countries of the line. */
const usualRecordingsMs = 5 * 365 * 24 * hourMs;

export function createLine(deps: LineDeps): Line {
  const { store, served, clock, log, publicUrl } = deps;
  const { keepRecordingsMs = usualRecordingsMs, recordingFiles } = deps;
  const metrics = createMetrics({
    proved: () =>
      served.now.answering.map(({ flow, certificate }) => ({
        flow: flow.document.flow,
        seconds: boundsOf(certificate),
      })),
    held: () => relay.held(),
  });
  const trial = createTrialWatch({ served, store, clock, log });
  const calls = createCallsNow({
    store,
    clock,
    onError: (error) => log.warn({ error }, "calls could not be looked for"),
  });
  const announcements = createAnnouncements({
    store,
    now: () => clock.now(),
    owner: deps.owner,
    log,
  });
  const turns: TurnDeps = {
    store,
    committed: announcements.committed,
    kinds: createLineKinds({
      served,
      trial,
      calls,
      metrics,
      log,
      publicUrl,
      number: deps.number,
      keepsWords: deps.keepsWords ?? true,
      callRetentionMs: deps.callRetentionMs ?? callRetentionMs,
      keepRecordingsMs,
      ...(deps.keepCasesMs !== undefined && { keepCasesMs: deps.keepCasesMs }),
      announces: deps.postDecision !== undefined,
      lookAhead: (kind, caller, at) => outbound.lookAhead(kind, caller, at),
    }),
  };
  const people = () => served.now.people;
  const lastResort = (dialled = "") => ({
    ...createLastResort(
      flowFor(served.now, dialled).flow.document,
      people(),
      publicUrl(),
      Object.hasOwn(people().numbers, dialled) || isDirectors(people(), dialled)
        ? dialled
        : undefined,
    ),
    number: deps.number,
  });
  const billing = noteBilling(deps.billing(turns), log);
  const accounts = deps.accounts(turns);
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
    recordings: deps.recordings,
    recordingFiles,
    keepRecordingsMs,
    outbound,
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
  const sweepFiles = createNowAndThen(clock, hourMs, async () => {
    await deps.files.sweep(clock.now());
    await recordingFiles.sweep(clock.now());
  });
  const leftMessages = createLeftMessages({
    turns,
    served,
    clock,
    log,
    file: deps.leftMessagesFile,
  });
  const lookForHosted =
    deps.keptRecordings &&
    createHostedMessages({
      turns,
      kept: deps.keptRecordings,
      leftMessages,
      numbers: () => [
        deps.number,
        ...Object.keys(people().numbers),
        ...directorsLines(people()),
      ],
      clock,
      log,
      drawReference: deps.drawReference ?? drawReference,
    });
  const fire = createFirer(turns, clock);
  let watching: Promise<unknown> | undefined;
  const follow = async () => {
    await served.follow();
    watching ??= served.watch();
    await watching.catch(() => (watching = undefined));
  };
  const tellStaff = createStaffTeller(turns, () => served.now.people, clock);
  const tellRetention = createRetentionTeller(turns, deps.keepCasesMs, clock);
  const relay = createRelay({
    store,
    clock,
    log,
    owner: deps.owner,
    ...(deps.roundMs !== undefined && { roundMs: deps.roundMs }),
    random: deps.random ?? Math.random,
    perform,
    fire,
    failed({ effect }, isGivenUp) {
      const { type } = JSON.parse(effect) as { readonly type: string };
      if (isGivenUp) metrics.effectsGivenUp.inc();
      else metrics.effectsRetried.inc({ effect: type });
    },
    everyRound: async () => {
      await follow();
      await tellStaff();
      await tellRetention();
      await leftMessages.openKept();
      lookForHosted?.();
      await sweepFiles();
    },
  });
  const reload = createReload(served, log, metrics);
  const { callers, app, console } = createLineApp(deps, {
    turns,
    billing,
    accounts,
    metrics,
    trial,
    calls,
    announcements,
    leftMessages,
    links,
    lastResort,
    reload,
  });
  return {
    callers,
    app,
    console,
    relay,
    perform,
    fire,
    tellStaff,
    tellRetention,
    turns,
    lastResort,
    served,
    reload,
  };
}
