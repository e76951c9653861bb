import type { Effect } from "../../src/flows/effects.js";
import { isLegEffect } from "../../src/flows/effects.js";
import {
  parseEvent,
  printOutcome,
  type Transcript,
  type TranscriptEvent,
} from "../../src/flows/transcript.js";
import { whereIs } from "../../src/machines/advance.js";
import type { Billing } from "../../src/billing/billing.js";
import { readState } from "../../src/server/turn.js";
import { partitionOf } from "../../src/store/index.js";
import {
  answerLine,
  inboundForm,
  type AnsweredLineOptions,
} from "./answered-line.js";
import { actionOf, linesOf } from "./documents.js";
import type { RehearsedLine } from "./two-servers.js";

const call = "CA00000000000000000000000000000001";

/** Plays a transcript through the HTTP app: forms in, TwiML back to lines, `outbox` and `at` from the store. */
export async function rehearseOverHttp(
  transcript: Transcript,
  options: AnsweredLineOptions & {
    startedAt: number;
    /** Who answers: a line in this process when absent. */
    answer?: (options: AnsweredLineOptions) => Promise<RehearsedLine>;
  },
): Promise<Transcript> {
  let now = options.startedAt;
  const world: World = {};
  const answered = await (options.answer ?? answerLine)({
    ...options,
    now: () => now,
    billing: scriptedBilling(world),
    lookUp: () =>
      Promise.resolve(
        world.event?.type === "look-up-answered"
          ? world.event
          : { outcome: "failed" },
      ),
  });
  try {
    const caller: CallerState = { action: undefined };
    const turns = [];
    for (const [place, { event }] of transcript.turns.entries()) {
      now = options.startedAt + place * 5_000;
      const before = new Set((await outboxOf(answered)).map(({ id }) => id));
      const happened = parseEvent(event);
      const document = await happen(answered, happened, caller, world);
      const added = (await outboxOf(answered)).filter(
        ({ id }) => !before.has(id),
      );
      const effects = added.map(({ effect }) => JSON.parse(effect) as Effect);
      turns.push({
        event,
        lines: [
          ...(document === undefined ? [] : linesOf(document)),
          ...printOutcome(
            effects.filter((one) => !isLegEffect(one)),
            await placeOf(answered),
          ),
        ],
      });
    }
    return { ...transcript, turns };
  } finally {
    await answered.close();
  }
}

interface CallerState {
  /** Where the caller's document sends what happens. */
  action: string | undefined;
}

interface World {
  event?: TranscriptEvent;
}

/** Makes one event happen as the carrier or the company would; gives the document that it was answered with. */
async function happen(
  answered: RehearsedLine,
  event: TranscriptEvent,
  caller: CallerState,
  world: World,
): Promise<string | undefined> {
  const send = async (form: Record<string, string>) => {
    if (caller.action === undefined)
      throw new Error("The caller is on no document.");
    const { body } = await answered.post(
      caller.action,
      inboundForm(call, { CallStatus: "in-progress", ...form }),
    );
    caller.action = actionOf(body);
    return body;
  };
  switch (event.type) {
    case "call": {
      const verdict: Record<string, string> =
        event.grade === "attested"
          ? { StirVerstat: "TN-Validation-Passed-A" }
          : {};
      const { body } = await answered.post(
        "/voice",
        inboundForm(call, { From: event.from, ...verdict }),
      );
      caller.action = actionOf(body);
      return body;
    }
    case "digits":
      return send({ Digits: event.digits });
    case "speech":
      return send({ SpeechResult: event.text, Confidence: "0.91" });
    case "silence":
      return send({});
    case "leg-ended":
      return send(
        event.result === "declined"
          ? { DialCallStatus: "completed", DialBridged: "false" }
          : event.result === "answered"
            ? { DialCallStatus: "completed", DialBridged: "true" }
            : { DialCallStatus: event.result },
      );
    case "recorded":
      return send({
        RecordingUrl: event.url,
        RecordingDuration: String(event.seconds),
        Digits: "#",
      });
    case "leg-accepted": {
      const accept =
        caller.action?.replace("/voice/turn", "/voice/accept") ?? "";
      await answered.post(accept, { ...inboundForm("CAagent"), Digits: "1" });
      return undefined;
    }
    case "hung-up":
      await answered.post(
        "/voice/status",
        inboundForm(call, { CallStatus: "completed" }),
      );
      await placeIs(answered, "(ended)");
      return undefined;
    case "charges-found":
    case "charges-unavailable":
    case "claim-answered":
    case "look-up-answered":
      world.event = event;
      await answered.settle();
      return undefined;
  }
}

/** The company's billing system says what the transcript says. */
function scriptedBilling(world: World): Billing {
  return {
    findCharges: () => {
      const { event } = world;
      if (event?.type !== "charges-found")
        return Promise.reject(new Error("The billing system is down."));
      const { account, charges } = event;
      return Promise.resolve({
        charges,
        ...(account !== undefined && { account }),
      });
    },
    postCredit: () => {
      const { event } = world;
      return Promise.resolve(
        event?.type === "claim-answered" && event.total
          ? { outcome: "posted", total: event.total }
          : { outcome: "refused", reason: "The transcript says so." },
      );
    },
  };
}

async function outboxOf({ store }: RehearsedLine) {
  const key = { kind: "call", id: call };
  const entries = await store.pending(partitionOf(key), 100);
  return entries.filter((entry) => entry.key.kind === "call");
}

async function placeOf({ store }: RehearsedLine): Promise<string> {
  const { machine } = await store.load({ kind: "call", id: call });
  return machine ? whereIs(readState(machine.state).snapshot) : "nowhere";
}

// A status callback is answered before it is worked on, as the carrier wants it.
async function placeIs(answered: RehearsedLine, place: string): Promise<void> {
  for (let tries = 0; (await placeOf(answered)) !== place; tries += 1) {
    if (tries > 1_000) throw new Error(`The call is not at ${place}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
