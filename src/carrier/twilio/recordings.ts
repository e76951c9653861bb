import { CarrierRefused, type CarrierRest } from "./rest.js";

/** What the line asks of the carrier about recordings. */
export interface Recordings {
  /**
   * Records a leg from now on, and gives the recording's id. `again`: it was asked before, and nobody knows whether it was done. Rejects with
   * `CarrierRefused`.
   */
  start(wanted: {
    readonly leg: string;
    /** Absolute: told when the recording is there, or never will be. */
    readonly statusUrl: string;
    readonly again: boolean;
  }): Promise<string>;
  /** One that is over is over. */
  stop(leg: string, recording: string): Promise<void>;
  /** Its sound, as a wav file. */
  read(recording: string): Promise<Uint8Array>;
  /** One that is gone is gone. */
  remove(recording: string): Promise<void>;
}

/** The carrier's id of a recording, by that id or the address that the carrier gave with it; `undefined`: it is kept elsewhere. */
export function recordingId(text: string): string | undefined {
  return text.includes("/") ? /\/Recordings\/(RE\w+)/u.exec(text)?.[1] : text;
}

/** Source: Twilio, "Recordings resource" and "Recording status callbacks". */
export function createRecordings(rest: CarrierRest): Recordings {
  const unlessGone = async (work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => {
      const gone =
        error instanceof CarrierRefused &&
        (error.status === 404 || error.carrierCode === 21220);
      if (!gone) throw error;
    });
  };
  const ofCall = (leg: string) =>
    `/Calls/${encodeURIComponent(leg)}/Recordings`;
  return {
    async start({ leg, statusUrl, again }) {
      if (again) {
        const { recordings = [] } = (await rest.get(`${ofCall(leg)}.json`)) as {
          recordings?: { sid: string; status: string }[];
        };
        const found = recordings.find(({ status }) => status === "in-progress");
        if (found) return found.sid;
      }
      const made = (await rest.post(`${ofCall(leg)}.json`, {
        RecordingStatusCallback: statusUrl,
        RecordingStatusCallbackEvent: "completed absent",
      })) as { sid?: unknown } | undefined;
      if (typeof made?.sid !== "string")
        throw new Error("The carrier records and did not say what.");
      return made.sid;
    },
    stop: (leg, recording) =>
      unlessGone(
        rest.post(`${ofCall(leg)}/${recording}.json`, { Status: "stopped" }),
      ),
    read: (recording) => rest.bytes(`/Recordings/${recording}.wav`),
    remove: (recording) =>
      unlessGone(rest.delete(`/Recordings/${recording}.json`)),
  };
}
