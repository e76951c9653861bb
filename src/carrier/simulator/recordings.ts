import type { Exchange } from "./exchange.js";
import type { Endpoint, Leg } from "./leg.js";
import { rfc2822 } from "./parameters.js";

export type RecordingEvent = "in-progress" | "completed" | "absent";

export interface RecordingPlan {
  readonly source:
    | "RecordVerb"
    | "DialVerb"
    | "OutboundAPI"
    | "Conference"
    | "StartCallRecordingAPI";
  readonly channels: 1 | 2;
  readonly callback?: Endpoint;
  readonly callbackEvents: ReadonlySet<string>;
}

export interface Recording {
  readonly sid: string;
  readonly callSid: string;
  readonly source: RecordingPlan["source"];
  readonly channels: 1 | 2;
  readonly startedAt: number;
  status: "in-progress" | "processing" | "completed" | "absent" | "deleted";
  durationMs: number;
  /** Ends it; absent once it is over. */
  stop?: (() => void) | undefined;
}

/** The file exists so long after the recording ends, in ms: an action that asks at once is told 404 (§2.8). */
const processingMs = 1000;

/** Starts a recording on a leg (for two legs: the parent's, §3.2); `stop` ends it and tells the callback when it is there. */
export function startRecording(
  exchange: Exchange,
  leg: Leg,
  plan: RecordingPlan,
): { recording: Recording; stop: (isAbsent?: boolean) => void } {
  const { clock } = exchange;
  const recording: Recording = {
    sid: exchange.ids.sid("RE"),
    callSid: leg.sid,
    source: plan.source,
    channels: plan.channels,
    startedAt: clock.now(),
    status: "in-progress",
    durationMs: 0,
  };
  exchange.recordings.set(recording.sid, recording);
  const tell = (event: RecordingEvent): void => {
    if (!plan.callback || !plan.callbackEvents.has(event)) return;
    void exchange.notify(leg, plan.callback, {
      AccountSid: exchange.account.sid,
      CallSid: leg.sid,
      RecordingSid: recording.sid,
      RecordingUrl: recordingUrl(exchange, recording),
      RecordingStatus: event,
      RecordingChannels: String(plan.channels),
      RecordingStartTime: rfc2822(recording.startedAt),
      RecordingSource: plan.source,
      RecordingTrack: "both",
      ...(event === "completed"
        ? { RecordingDuration: recordingSeconds(recording) }
        : {}),
      ...(event === "absent" ? { ErrorCode: "16101" } : {}),
    });
  };
  tell("in-progress");
  return {
    recording,
    stop(isAbsent = false) {
      if (recording.status !== "in-progress") return;
      recording.durationMs = clock.now() - recording.startedAt;
      recording.status = "processing";
      clock.after(processingMs, () => {
        recording.status = isAbsent ? "absent" : "completed";
        tell(recording.status);
      });
    },
  };
}

export function recordingUrl(exchange: Exchange, recording: Recording): string {
  return `${exchange.apiBase}/2010-04-01/Accounts/${exchange.account.sid}/Recordings/${recording.sid}`;
}

export function recordingSeconds(recording: Recording): string {
  return String(Math.round(recording.durationMs / 1000));
}
