import type { Recordings } from "../../src/carrier/twilio/recordings.js";

/** What the line asked of the carrier about recordings, newest last. */
export interface CarrierRecordings extends Recordings {
  readonly started: { readonly leg: string; readonly statusUrl: string }[];
  readonly stopped: string[];
  readonly removed: string[];
}

/** The carrier's recordings as a test stands in for it: it takes everything down; the sound of each is its id. */
export function createCarrierRecordings(): CarrierRecordings {
  const started: CarrierRecordings["started"] = [];
  const stopped: string[] = [];
  const removed: string[] = [];
  return {
    started,
    stopped,
    removed,
    start({ leg, statusUrl }) {
      started.push({ leg, statusUrl });
      return Promise.resolve(`RE${String(started.length).padStart(32, "0")}`);
    },
    stop(_leg, recording) {
      stopped.push(recording);
      return Promise.resolve();
    },
    read: (recording) => Promise.resolve(Buffer.from(recording)),
    remove(recording) {
      removed.push(recording);
      return Promise.resolve();
    },
  };
}
