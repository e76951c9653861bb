import type { Ids } from "./ids.js";
import type { Endpoint, Method } from "./leg.js";

/** What an incoming number is set to do, as at the carrier (§4.4). */
export interface LineSettings {
  readonly voiceUrl?: string;
  readonly voiceMethod?: Method;
  readonly voiceFallbackUrl?: string;
  readonly voiceFallbackMethod?: Method;
  readonly statusCallback?: string;
  readonly statusCallbackMethod?: Method;
  readonly friendlyName?: string;
}

export interface Line {
  readonly sid: string;
  readonly number: string;
  readonly createdAt: number;
  settings: LineSettings;
}

export function createLine(
  number: string,
  settings: LineSettings,
  ids: Ids,
  at: number,
): Line {
  return { sid: ids.sid("PN"), number, createdAt: at, settings };
}

/** A URL and its method (POST unless set), or nothing where the URL is absent or empty. */
export function endpoint(
  url: string | undefined,
  method: Method = "POST",
): Endpoint | undefined {
  return url ? { url, method } : undefined;
}
