import type { RequestHandler } from "express";
import { CarrierRefused } from "../../carrier/twilio/rest.js";
import {
  recordingId,
  type Recordings,
} from "../../carrier/twilio/recordings.js";
import type { Case } from "../../machines/case/file.js";
import type { Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import type { PageLinks } from "../pages/page-links.js";
import { readContext } from "../read-context.js";

/** The carrier's id of what a caller left with a case, in their order; `undefined`: it is kept nowhere that the line can read. */
export function recordingOf(
  recordings: readonly { readonly url?: string | undefined }[],
  place: number,
): string | undefined {
  const { url } = recordings[place] ?? {};
  return url === undefined ? undefined : recordingId(url);
}

/** Its sound; `undefined`: it is gone. */
export async function readSound(
  recordings: Pick<Recordings, "read">,
  recording: string | undefined,
): Promise<Uint8Array | undefined> {
  if (recording === undefined) return undefined;
  return recordings.read(recording).catch((error: unknown) => {
    if (error instanceof CarrierRefused && error.status === 404)
      return undefined;
    throw error;
  });
}

/** What the carrier plays to a case's owner: under an address that only their call was given, for an hour. */
export function createSoundRoute({
  store,
  clock,
  links,
  recordings,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly links: PageLinks;
  readonly recordings: Pick<Recordings, "read">;
}): RequestHandler<{ sealed: string }> {
  return async ({ params }, response, next) => {
    const link = links.open(params.sealed, clock.now());
    if (link?.page !== "sound") return next();
    const file = await readContext<Case>(store, { kind: "case", id: link.id });
    const recording = recordingOf(file?.recordings ?? [], link.number);
    const sound = await readSound(recordings, recording);
    if (sound) response.type("audio/wav").send(Buffer.from(sound));
    else response.status(404).end();
  };
}
