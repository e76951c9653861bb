import type {
  PhoneEvent,
  PhoneNumbers,
} from "../carrier/simulator/phone-api.js";
import type { CallView } from "../server/call-view.js";

/** What keeps a telephone in a terminal from working; the message says what to do. */
export class CallError extends Error {
  readonly code: "line-away" | "line-refused" | "script";
  constructor(code: CallError["code"], message: string) {
    super(message);
    this.name = "CallError";
    this.code = code;
  }
}

export type LegAction = "answer" | "decline" | "press" | "speak" | "hang-up";

/** The line's telephones over HTTP. Each method rejects with a `CallError`. */
export interface PhoneLine {
  numbers(): Promise<PhoneNumbers>;
  /** Resolves with the leg's sid. */
  dial(from: string, to: string): Promise<string>;
  act(
    sid: string,
    action: LegAction,
    body?: { readonly digits?: string; readonly text?: string },
  ): Promise<void>;
  /** Undefined while the line does not know the call. */
  view(sid: string): Promise<CallView | undefined>;
  /** Calls `onEvent` with the last events and then each new one; resolves once the stream is open, `ended` when it is over. */
  listen(
    onEvent: (event: PhoneEvent) => void,
    signal: AbortSignal,
  ): Promise<{ ended: Promise<void> }>;
}

export function connectPhoneLine(url: string): PhoneLine {
  const base = url.replace(/\/+$/, "");
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${base}${path}`, init).catch(() => {
      throw new CallError(
        "line-away",
        `No line answers at ${base}. Start it with npm start, or say where it runs: --url http://127.0.0.1:3000.`,
      );
    });
    return response;
  };
  const phone = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await ask(
      `/simulator/phone${path}`,
      body === undefined
        ? {}
        : {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(body),
          },
    );
    if (response.status === 204) return undefined;
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer;
    throw refusal(base, answer);
  };
  const legPath = (sid: string) => `/legs/${encodeURIComponent(sid)}`;
  return {
    numbers: async () => (await phone("/numbers")) as PhoneNumbers,
    dial: async (from, to) =>
      ((await phone("/calls", { from, to })) as { sid: string }).sid,
    act: async (sid, action, body = {}) => {
      await phone(`${legPath(sid)}/${action}`, body);
    },
    async view(sid) {
      const response = await ask(`/api/calls/${encodeURIComponent(sid)}`);
      return response.ok ? ((await response.json()) as CallView) : undefined;
    },
    async listen(onEvent, signal) {
      const response = await ask("/simulator/phone/events", { signal });
      if (!response.ok || !response.body) throw refusal(base, undefined);
      return { ended: readEvents(response.body, onEvent) };
    },
  };
}

function refusal(base: string, answer: unknown): CallError {
  const { error } = (answer ?? {}) as { error?: unknown };
  return typeof error === "string"
    ? new CallError("line-refused", error)
    : new CallError(
        "line-away",
        `What answers at ${base} has no simulated telephones. They are there when the line runs without TWILIO_ACCOUNT_SID.`,
      );
}

/** Reads an event stream to its end; a stream that breaks or is aborted has ended too. */
async function readEvents(
  body: ReadableStream<Uint8Array>,
  onEvent: (event: PhoneEvent) => void,
): Promise<void> {
  let rest = "";
  const chunks = body.pipeThrough(new TextDecoderStream());
  try {
    for await (const chunk of chunks) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines)
        if (line.startsWith("data: "))
          onEvent(JSON.parse(line.slice("data: ".length)) as PhoneEvent);
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
  }
}
