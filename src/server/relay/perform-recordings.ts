import {
  recordingId,
  type Recordings,
} from "../../carrier/twilio/recordings.js";
import { CarrierRefused } from "../../carrier/twilio/rest.js";
import type { Files } from "../../files/index.js";
import type { MachineEffect } from "../../machines/effects.js";
import type { MachineKey } from "../../store/contract.js";
import type { Clock } from "../clock.js";

export interface RecordingDeps {
  readonly recordings: Recordings;
  /** Where they are kept, encrypted. */
  readonly recordingFiles: Files;
  /** How long, ms. */
  readonly keepRecordingsMs: number;
}

export type RecordingEffect = Extract<
  MachineEffect,
  {
    type:
      | "start-recording"
      | "stop-recording"
      | "copy-recording"
      | "delete-recording"
      | "remove-file";
  }
>;

/** Performs what a recording asks for; gives what the machine is told of it. */
export async function performRecording(
  {
    recordings,
    recordingFiles,
    keepRecordingsMs,
    clock,
    publicUrl,
  }: RecordingDeps & {
    readonly clock: Clock;
    readonly publicUrl: () => string;
  },
  { id }: MachineKey,
  effect: RecordingEffect,
  again: boolean,
): Promise<({ readonly type: string } & Record<string, unknown>) | undefined> {
  switch (effect.type) {
    case "start-recording":
      try {
        const recording = await recordings.start({
          leg: effect.leg,
          statusUrl: `${publicUrl()}/voice/recording?id=${encodeURIComponent(id)}`,
          again,
        });
        return { type: "recording-started", recording };
      } catch (error) {
        if (!(error instanceof CarrierRefused) || error.status >= 429)
          throw error;
        return { type: "recording-refused" };
      }
    case "stop-recording":
      await recordings.stop(effect.leg, effect.recording);
      return undefined;
    case "copy-recording": {
      const sound = await recordings.read(effect.recording);
      const until = new Date(clock.now() + keepRecordingsMs).toISOString();
      return { type: "copied", file: await recordingFiles.keep(sound, until) };
    }
    case "delete-recording": {
      const recording = recordingId(effect.recording);
      if (recording !== undefined) await recordings.remove(recording);
      return { type: "deleted" };
    }
    case "remove-file":
      await recordingFiles.remove(effect.file);
      return undefined;
  }
}
