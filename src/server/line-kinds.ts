/** The machines that a line runs, and how long the store keeps each after its last turn. */
import type { Logger } from "pino";
import type { FlowDocument } from "../flows/index.js";
import type { MachineEvent } from "../machines/advance.js";
import { asideMachine } from "../machines/aside/index.js";
import { callbackMachine } from "../machines/callback/index.js";
import { connectionMachine } from "../machines/connection/index.js";
import { queueMachine } from "../machines/queue/index.js";
import { renderTwiml } from "../carrier/twilio/twiml.js";
import { callerMachine, callerRetentionMs } from "../machines/caller.js";
import { createCaseMachine } from "../machines/case/index.js";
import type { Case } from "../machines/case/file.js";
import { caseMailMachine } from "../machines/case/mail.js";
import { consentsMachine } from "../machines/consents.js";
import {
  contactMachine,
  contactRetentionMs,
} from "../machines/figures/contact.js";
import { countCall } from "../machines/figures/count-call.js";
import {
  countCallback,
  countCase,
  countClaims,
  countConnection,
  countDecisions,
  type Count,
} from "../machines/figures/count-others.js";
import { figuresMachine, figuresRetentionMs } from "../machines/figures/day.js";
import { ratingsMachine } from "../machines/ratings.js";
import { accountsMachine } from "../machines/console-accounts/index.js";
import { auditMachine } from "../machines/audit.js";
import { draftMachine } from "../machines/versions/draft.js";
import { draftsMachine } from "../machines/versions/drafts.js";
import { sessionMachine } from "../machines/session.js";
import { versionsMachine } from "../machines/versions/index.js";
import { budgetMachine } from "../machines/budget.js";
import { claimRequestMachine } from "../machines/claims/request.js";
import { createDecisionsMachine } from "../machines/decisions/index.js";
import { createClaimsMachine } from "../machines/claims/index.js";
import { invoiceMachine } from "../machines/claims/invoice.js";
import { crmMachine } from "../machines/crm.js";
import { directorRecordMachine } from "../machines/director-record.js";
import { deskMachine } from "../machines/desk.js";
import { directoryMachine } from "../machines/directory.js";
import { accountMachine } from "../machines/account.js";
import { keyChecksMachine } from "../machines/key-checks.js";
import { ledgerMachine } from "../machines/ledger.js";
import { outboundMachine } from "../machines/outbound.js";
import { pinsMachine } from "../machines/pins.js";
import { rateMachine } from "../machines/rate.js";
import { createRecordingMachine } from "../machines/recording/index.js";
import { recordingsSeenMachine } from "../machines/recordings-seen.js";
import { ringBackMachine } from "../machines/ring-back/index.js";
import { createStaffCallMachine } from "../machines/staff-call/index.js";
import type { KindName } from "../machines/personal-data.js";
import { caseRetentionMachine } from "../machines/case/retention.js";
import {
  closedCasesMachine,
  type ClosedCases,
} from "../machines/case/closed-cases.js";
import {
  neededFor,
  openCasesMachine,
  type OpenCases,
} from "../machines/case/open-cases.js";
import { sessionIdleMs } from "./console/sessions.js";
import {
  createMachineKinds,
  fixedKind,
  kindUnder,
  type MachineKind,
  type MachineKinds,
} from "./machine-kinds.js";
import { createLimits } from "./voice/limits.js";
import type { Outbound } from "./relay/outbound.js";
import { createMeasured } from "./measured.js";
import {
  backAddresses,
  legAddresses,
  personAddresses,
  voiceAddresses,
} from "./voice/voice-address.js";
import type { Metrics } from "./metrics.js";
import type { CallsNow } from "./live/calls-now.js";
import type { Served } from "./served/certify.js";
import type { ServedLine } from "./served/served.js";
import type { TrialWatch } from "./served/trial-watch.js";

export interface LineKindsDeps {
  readonly served: ServedLine;
  readonly trial: TrialWatch;
  readonly calls: CallsNow;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly publicUrl: () => string;
  /** The number that callers dial, E.164. */
  readonly number: string;
  /** What callers say is kept in the record that plays a call again. */
  readonly keepsWords: boolean;
  /** How long a call is remembered after its last word, ms. */
  readonly callRetentionMs: number;
  /** How long recordings of a yes are kept, ms. */
  readonly keepRecordingsMs: number;
  /** How long closed cases are kept, ms; absent: for good. */
  readonly keepCasesMs?: number;
  /** A customer system is told of decisions. */
  readonly announces: boolean;
  /** Why the line itself would not ring a caller back, or write to them, at this moment, and the call-back that they are promised. */
  readonly lookAhead: Outbound["lookAhead"];
}

const hourMs = 3_600_000;

/** A claim over the API can be asked about under its key for a week. */
const requestRetentionMs = 7 * 24 * 3600 * 1000;

/** Longer than the longest window. */
const rateRetentionMs = 20 * 60 * 1000;

/** Longer than any promise, and than what is counted for each number. */
const callbackRetentionMs = 7 * 24 * hourMs;

/** Longer than its link is good for; what is told of it stands in the register. */
const invoiceRetentionMs = 60 * 24 * 3600 * 1000;

export function createLineKinds({
  served,
  trial,
  calls,
  metrics,
  log,
  publicUrl,
  number,
  keepsWords,
  callRetentionMs,
  keepRecordingsMs,
  keepCasesMs,
  announces,
  lookAhead,
}: LineKindsDeps): MachineKinds {
  // Its machine outlives the sound, which it has removed.
  const recordedYesMs = keepRecordingsMs + 30 * 24 * hourMs;
  const measured = createMeasured({
    served,
    trial,
    metrics,
    log,
    keepsWords,
  });
  const counting = (count: Count): Pick<MachineKind, "tells"> => ({
    tells: (turned) => count(turned, served.now.flow.document.timeZone),
  });
  return createMachineKinds({
    call: {
      ...counting(countCall),
      currentVersion: ({ id }, event) =>
        served.forCall(id, dialledIn(event)).flow.version,
      machine: async (version) => (await served.find(version)).machine,
      document: (effects, turn, key) =>
        renderTwiml(effects, voiceAddresses(publicUrl(), key.id, turn)),
      record: measured.record,
      takeAsking: createLimits(lookAhead),
      observe(key, before, next) {
        measured.observe(key, before, next);
        calls.note(key.id, next);
      },
      retainMs: callRetentionMs,
    },
    claims: {
      ...kindUnder(
        () => served.now.policies,
        (policies) => createClaimsMachine(policies, announces),
      ),
      ...counting((turned, zone) =>
        countClaims(served.now.policies)(turned, zone),
      ),
    },
    decisions: {
      ...kindUnder(
        () => served.now.people,
        (people) =>
          createDecisionsMachine({
            powers: people.powers,
            people,
            announces,
          }),
      ),
      ...counting(countDecisions),
    },
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
    case: {
      ...kindUnder(
        () => served.now,
        (now) =>
          createCaseMachine({
            people: now.people,
            voices: voicesOf(now),
            number,
          }),
      ),
      ...counting(countCase),
      // One whose time is over, and what a late word to it would begin.
      retainMs: (_id, { snapshot }) => {
        const { context } = snapshot as unknown as { context: Case };
        return context.opened ? undefined : 24 * hourMs;
      },
    },
    "case-mail": {
      ...fixedKind(caseMailMachine),
      retainMs: requestRetentionMs,
    },
    "open-cases": {
      ...fixedKind(openCasesMachine),
      retainMs: (id, { snapshot }, at) =>
        neededFor(
          id,
          (snapshot as unknown as { context: OpenCases }).context,
          at,
        ),
    },
    "closed-cases": {
      ...fixedKind(closedCasesMachine),
      // A week without a closed case was only asked.
      retainMs: (_id, { snapshot }) => {
        const { context } = snapshot as unknown as { context: ClosedCases };
        const isEmpty = Object.keys(context.cases).length === 0;
        return isEmpty ? 24 * hourMs : undefined;
      },
    },
    "case-retention": fixedKind(caseRetentionMachine),
    caller: { ...fixedKind(callerMachine), retainMs: callerRetentionMs },
    "director-record": fixedKind(directorRecordMachine),
    consents: {
      ...fixedKind(consentsMachine),
      ...(keepCasesMs !== undefined && {
        retainMs: Math.max(keepCasesMs, recordedYesMs),
      }),
    },
    ratings: fixedKind(ratingsMachine),
    figures: { ...fixedKind(figuresMachine), retainMs: figuresRetentionMs },
    contact: { ...fixedKind(contactMachine), retainMs: contactRetentionMs },
    connection: {
      ...fixedKind(connectionMachine),
      ...counting(countConnection),
      document: (effects, turn, key) =>
        renderTwiml(effects, personAddresses(publicUrl(), key.id, turn)),
      retainMs: callRetentionMs,
    },
    callback: {
      ...fixedKind(callbackMachine),
      ...counting(countCallback),
      document: (effects, turn, key) =>
        renderTwiml(effects, backAddresses(publicUrl(), key.id, turn)),
      retainMs: callbackRetentionMs,
    },
    aside: {
      ...fixedKind(asideMachine),
      document: (effects, turn, key) =>
        renderTwiml(effects, legAddresses(publicUrl(), key, turn)),
      retainMs: callRetentionMs,
    },
    recording: {
      ...fixedKind(createRecordingMachine(keepRecordingsMs)),
      retainMs: recordedYesMs,
    },
    "staff-call": {
      ...kindUnder(
        () => served.now,
        (now) =>
          createStaffCallMachine({
            people: now.people,
            voices: voicesOf(now),
            timeZone: now.flow.document.timeZone,
            number,
          }),
      ),
      document: (effects, turn, key) =>
        renderTwiml(effects, legAddresses(publicUrl(), key, turn)),
      retainMs: callRetentionMs,
    },
    "ring-back": {
      ...fixedKind(ringBackMachine),
      document: (effects, turn, key) =>
        renderTwiml(effects, legAddresses(publicUrl(), key, turn)),
      retainMs: callRetentionMs,
    },
    pins: fixedKind(pinsMachine),
    queue: fixedKind(queueMachine),
    "recordings-seen": fixedKind(recordingsSeenMachine),
    desk: { ...fixedKind(deskMachine), retainMs: 24 * hourMs },
    "key-checks": fixedKind(keyChecksMachine),
    ledger: fixedKind(ledgerMachine),
    account: fixedKind(accountMachine),
    outbound: { ...fixedKind(outboundMachine), retainMs: 7 * 24 * hourMs },
    rate: { ...fixedKind(rateMachine), retainMs: rateRetentionMs },
    "console-accounts": fixedKind(accountsMachine),
    audit: fixedKind(auditMachine),
    draft: fixedKind(draftMachine),
    drafts: fixedKind(draftsMachine),
    versions: fixedKind(versionsMachine),
    session: { ...fixedKind(sessionMachine), retainMs: sessionIdleMs },
  } satisfies Record<KindName, MachineKind>);
}

function dialledIn(event: MachineEvent | undefined): string {
  const { line } = (event ?? {}) as { readonly line?: string };
  return line ?? "";
}

/** How each language sounds on the line: in the main flow, else in the first flow that speaks it. */
function voicesOf({ answering }: Served): FlowDocument["languages"] {
  const languages = answering.map(({ flow }) => flow.document.languages);
  return Object.assign(
    {},
    ...languages.toReversed(),
  ) as FlowDocument["languages"];
}
