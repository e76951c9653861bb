/** What is left in the store of a number's earlier calls: its language, its cases, a call that was cut off. */
import type { Limits, People } from "../../src/flows/events.js";
import {
  sampleCallBack,
  sampleCase,
  sampleOutcome,
} from "../../src/flows/rehearse.js";
import type { Language } from "../../src/flows/speech/index.js";
import { advance, type MachineEvent } from "../../src/machines/advance.js";
import { callbackMachine } from "../../src/machines/callback/index.js";
import type { AnyStateMachine } from "xstate";
import {
  noOutbound,
  outboundMachine,
  type OutboundDay,
} from "../../src/machines/outbound.js";
import { callerMachine } from "../../src/machines/caller.js";
import {
  openCasesMachine,
  type OpenCase,
  type UntoldCase,
} from "../../src/machines/case/open-cases.js";
import type { MachineKey } from "../../src/store/contract.js";
import type { RehearsedLine } from "./two-servers.js";

/** As if the caller had chosen it on an earlier call. */
export async function rememberLanguage(
  line: RehearsedLine,
  number: string,
  language: Language,
): Promise<void> {
  const chosen = { type: "language-chosen", language, at: 0 };
  const { snapshot } = advance(callerMachine, undefined, chosen);
  await putMachine(line, { kind: "caller", id: number }, snapshot);
}

/** The list of the caller's open cases, as the case itself would write it. */
export function openCaseOf(people: People, number: string, reference: string) {
  const { id, owner } = sampleCase(reference, people, true);
  const open: OpenCase = {
    id,
    reference,
    owner: owner.name,
    number,
    due: 0,
    openedAt: 0,
    acknowledged: false,
  };
  return { id, open };
}

export function untoldCaseOf({
  people,
  now,
}: {
  readonly people: People;
  readonly now: () => number;
}) {
  const { owner, ...outcome } = sampleOutcome(people.director);
  const untold: UntoldCase = {
    ...outcome,
    owner: owner.name,
    until: now() + 1,
  };
  return { id: outcome.id, untold };
}

/** The list of this number's cases, after these changes. */
export async function putList(
  line: RehearsedLine,
  number: string,
  changes: readonly { readonly id: string }[],
): Promise<void> {
  let snapshot: Parameters<typeof advance>[1];
  for (const changed of changes) {
    const event = { type: "case-changed", at: 0, ...changed } as MachineEvent;
    ({ snapshot } = advance(openCasesMachine, snapshot, event));
  }
  if (snapshot)
    await putMachine(line, { kind: "open-cases", id: number }, snapshot);
}

/** A call of this number was cut off at this step just now. */
export async function putCutOff(
  line: RehearsedLine,
  number: string,
  step: string,
  at: number,
): Promise<void> {
  const before = "CA00000000000000000000000000000008";
  const { snapshot } = advance(callbackMachine, undefined, {
    type: "rang-off",
    at,
    call: before,
    served: false,
    step,
    since: at,
  } as MachineEvent);
  await putMachine(line, { kind: "callback", id: number }, snapshot);
  await putMachine(
    line,
    { kind: "call", id: before },
    {
      context: { language: "es" },
    },
  );
}

/** The line itself rings this number back, or writes to it, no more from now on; a number of a kind that it never reaches is so by itself. */
export async function putLimits(
  line: RehearsedLine,
  number: string,
  { call, message }: Limits,
  at: number,
): Promise<void> {
  if (call === "of-number")
    await putMachine(
      line,
      { kind: "callback", id: number },
      advanced(callbackMachine, { promised: [at, at, at] }),
    );
  if (call === "of-day" || message === "of-day")
    await putGoneOut(
      line,
      {
        ...(call === "of-day" && { call: 1e6 }),
        ...(message === "of-day" && { message: 1e6 }),
      },
      at,
    );
}

/** A call-back is promised to this number; one that may not be named is any. */
export async function putCallBack(
  line: RehearsedLine,
  number: string,
  reference: string,
  rehearsal: Parameters<typeof sampleCallBack>[1],
): Promise<void> {
  const open = sampleCallBack(reference, rehearsal);
  const { snapshot } = advance(callbackMachine, undefined, {
    type: "asked",
    at: rehearsal.startedAt,
    call: open.id,
    line: "",
    since: rehearsal.startedAt,
    words: {},
    brief: {},
    case: { ...open, number },
  } as MachineEvent);
  await putMachine(line, { kind: "callback", id: number }, snapshot);
}

/** So much went out to callers on the day of `at`. */
export async function putGoneOut(
  line: Pick<RehearsedLine, "store">,
  count: Partial<OutboundDay["count"]>,
  at: number,
): Promise<void> {
  await putMachine(
    line,
    { kind: "outbound", id: new Date(at).toISOString().slice(0, 10) },
    advanced(outboundMachine, { count: { ...noOutbound.count, ...count } }),
  );
}

/** A machine at its beginning that remembers this already. */
function advanced(machine: AnyStateMachine, context: object) {
  const { snapshot } = advance(machine, undefined, {
    type: "(nothing)",
    at: 0,
  });
  const known = snapshot as unknown as { readonly context: object };
  return { ...known, context: { ...known.context, ...context } };
}

async function putMachine(
  { store }: Pick<RehearsedLine, "store">,
  key: MachineKey,
  snapshot: unknown,
): Promise<void> {
  const last = "earlier";
  await store.commit({
    key,
    expected: 0,
    token: last,
    state: JSON.stringify({ version: "1", turn: 0, last, snapshot }),
    reply: "",
    effects: [],
    timers: [],
    at: 0,
  });
}
