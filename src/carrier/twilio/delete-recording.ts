import { recordingId } from "./recordings.js";
import { CarrierRefused, type CarrierRest } from "./rest.js";

/** Removes a recording by the address that the carrier gave with it. `false`: the address is not the carrier's. Throws `CarrierRefused`. */
export async function deleteRecording(
  rest: CarrierRest,
  url: string,
): Promise<boolean> {
  const sid = recordingId(url);
  if (sid === undefined) return false;
  await rest.delete(`/Recordings/${sid}.json`).catch((error: unknown) => {
    if (!(error instanceof CarrierRefused && error.status === 404)) throw error;
  });
  return true;
}
