import { CarrierRefused, type CarrierRest } from "./rest.js";

/** What the carrier recorded after a tone, as it lists it. */
export interface KeptRecording {
  readonly id: string;
  readonly call: string;
  /** Without an ending: what a webhook calls `RecordingUrl`. */
  readonly url: string;
  /** When it began, epoch ms. */
  readonly at: number;
  readonly seconds: number;
}

/** Who rang whom. */
export interface KeptCall {
  readonly from: string;
  readonly to: string;
  readonly isInbound: boolean;
}

/** What the carrier knows of calls that nobody here answered. Both reject with `CarrierRefused`. */
export interface KeptRecordings {
  /** Complete recordings of `<Record>` that began between these moments (epoch ms), and whether these are all of them. */
  list(
    since: number,
    until: number,
  ): Promise<{
    readonly recordings: readonly KeptRecording[];
    readonly isAll: boolean;
  }>;
  /** `undefined`: the carrier keeps it no longer. */
  call(id: string): Promise<KeptCall | undefined>;
}

/** Of `pageSize` each: what a line that is never asked anything but messages could take in some hours. */
const mostPages = 20;
const pageSize = "1000";

interface Page {
  readonly recordings?: readonly {
    readonly sid: string;
    readonly call_sid: string;
    readonly source: string;
    readonly status: string;
    /** RFC 2822. */
    readonly date_created: string;
    /** Seconds, as text. */
    readonly duration?: string | null;
    readonly media_url: string;
  }[];
  readonly next_page_uri?: string | null;
}

/** Source: Twilio, "Recordings resource" (the newest come first, and deleted ones do not) and "Call resource". */
export function createKeptRecordings(
  rest: Pick<CarrierRest, "get">,
): KeptRecordings {
  return {
    async list(since, until) {
      const found: KeptRecording[] = [];
      let query: Record<string, string> | undefined = {
        "DateCreated>": inSeconds(since),
        "DateCreated<": inSeconds(until),
        PageSize: pageSize,
      };
      for (let page = 0; query && page < mostPages; page += 1) {
        const { recordings = [], next_page_uri } = (await rest.get(
          "/Recordings.json",
          query,
        )) as Page;
        found.push(
          ...recordings.filter(isMessage).map((one) => ({
            id: one.sid,
            call: one.call_sid,
            url: one.media_url,
            at: Date.parse(one.date_created),
            seconds: Number(one.duration ?? 0),
          })),
        );
        query = next_page_uri ? queryOf(next_page_uri) : undefined;
      }
      return { recordings: found, isAll: query === undefined };
    },
    async call(id) {
      const call = await rest
        .get(`/Calls/${encodeURIComponent(id)}.json`)
        .catch((error: unknown) => {
          if (error instanceof CarrierRefused && error.status === 404)
            return undefined;
          throw error;
        });
      if (call === undefined) return undefined;
      const { from, to, direction } = call as Record<
        "from" | "to" | "direction",
        string
      >;
      return { from, to, isInbound: direction === "inbound" };
    },
  };
}

function isMessage(one: { readonly source: string; readonly status: string }) {
  return one.source === "RecordVerb" && one.status === "completed";
}

/** `2026-11-22T21:00:00Z`: the carrier reads no fractions. */
function inSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function queryOf(uri: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(uri.split("?")[1]));
}
