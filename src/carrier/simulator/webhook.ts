import { setMaxListeners } from "node:events";
import type { IncomingHttpHeaders } from "node:http";
import { attemptRequest, type Attempt } from "./connection.js";
import type { Clock } from "./clock.js";
import type { CookieJar } from "./cookies.js";
import type { FaultBox } from "./faults.js";
import type { Ids } from "./ids.js";
import type { Method } from "./leg.js";
import { readOverrides, type Overrides } from "./overrides.js";
import { signRequest } from "./signature.js";

/**
 * Requests to the application: signed, retried and given up as §1.1–§1.5 and §5.1 say. It promises an answer or a coded
 * failure, never an exception; what the answer means is for the caller.
 */
export type Params = Readonly<Record<string, string>>;

export interface Webhook {
  /** Absolute; a fragment holds connection overrides. */
  readonly url: string;
  readonly method: Method;
  /** What every request of the leg carries. */
  readonly params: Params;
  /** What this request adds (`Digits` …): lost when the application answers with an HTTP redirect (§1.1). */
  readonly extra?: Params;
  readonly cookies?: CookieJar;
  /** Most bytes of the answer that are read. */
  readonly maxBytes: number;
}

export type WebhookResult =
  | {
      readonly type: "answered";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      readonly tooLarge: boolean;
      /** Where the answer came from, after redirects, without the fragment. */
      readonly url: string;
      readonly complaints: readonly Complaint[];
    }
  | {
      readonly type: "unanswered";
      readonly code: number;
      readonly message: string;
      readonly url: string;
      readonly complaints: readonly Complaint[];
    };

export interface Complaint {
  readonly code: number;
  readonly message: string;
}

export interface WebhookDeps {
  readonly token: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly faults: FaultBox;
}

export interface WebhookSender {
  readonly isClosed: boolean;
  send(webhook: Webhook): Promise<WebhookResult>;
  /** Resolves when none is in flight. */
  idle(): Promise<void>;
  /** Breaks off what is in flight. */
  close(): void;
}

const giveUpMs = 15_000;
const maxRedirects = 10;

export function createWebhookSender(deps: WebhookDeps): WebhookSender {
  const closing = new AbortController();
  // Every request in flight listens to it, and there may be any number of calls.
  setMaxListeners(0, closing.signal);
  const inFlight = new Set<Promise<unknown>>();

  const track = <T>(work: Promise<T>): Promise<T> => {
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
    return work;
  };
  const clockPasses = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (closing.signal.aborted) return resolve();
      const breakOff = () => {
        cancel();
        resolve();
      };
      const cancel = deps.clock.after(ms, () => {
        closing.signal.removeEventListener("abort", breakOff);
        resolve();
      });
      closing.signal.addEventListener("abort", breakOff);
    });
  const attempt = (
    target: string,
    webhook: Webhook,
    params: Params,
    overrides: Overrides,
    idempotency: string,
    totalMs: number,
  ): Promise<Attempt> => {
    const work = attemptRequest({
      ...buildRequest(target, webhook, params, deps.token, idempotency),
      connectMs: overrides.connectMs,
      readMs: overrides.readMs,
      totalMs,
      maxBytes: webhook.maxBytes,
      signal: closing.signal,
    });
    deps.clock.hold?.(work);
    return work;
  };

  const deliver = async (
    target: string,
    webhook: Webhook,
    params: Params,
    overrides: Overrides,
  ): Promise<Attempt> => {
    const idempotency = deps.ids.uuid();
    const giveUpAt = Date.now() + overrides.totalMs;
    const slowMs = deps.faults.slowness(target);
    if (deps.faults.strikes("lost", target)) {
      await clockPasses(Math.min(overrides.totalMs, giveUpMs));
      return { type: "timed-out", total: true };
    }
    let result: Attempt;
    for (let tries = 0; ; tries++) {
      const left = Math.max(1, giveUpAt - Date.now());
      result = await attempt(
        target,
        webhook,
        params,
        overrides,
        idempotency,
        left,
      );
      if (slowMs > 0) {
        const patience = Math.min(overrides.readMs, overrides.totalMs);
        await clockPasses(Math.min(slowMs, patience));
        if (slowMs >= patience) result = { type: "timed-out", total: false };
      }
      const outOfTime = result.type === "timed-out" && result.total;
      if (
        tries >= overrides.retries ||
        outOfTime ||
        closing.signal.aborted ||
        !isRetried(result, overrides)
      )
        break;
    }
    if (deps.faults.strikes("duplicated", target))
      await attempt(target, webhook, params, overrides, idempotency, giveUpMs);
    return result;
  };

  const send = async (webhook: Webhook): Promise<WebhookResult> => {
    const { url, overrides, complaints } = readOverrides(webhook.url);
    let target = url;
    let current = webhook;
    let params = { ...webhook.params, ...webhook.extra };
    for (let redirects = 0; ; redirects++) {
      const result = await deliver(target, current, params, overrides);
      if (result.type !== "answered")
        return { ...explainFailure(result, target), url: target, complaints };
      current.cookies?.keep(
        new URL(target),
        result.headers["set-cookie"] ?? [],
      );
      const { location } = result.headers;
      if (result.status < 300 || result.status > 399 || !location)
        return { ...result, url: target, complaints };
      if (redirects >= maxRedirects)
        return {
          type: "unanswered",
          code: 11215,
          message: `${webhook.url} redirects more than ${maxRedirects} times.`,
          url: target,
          complaints,
        };
      target = new URL(location, target).href;
      params = { ...webhook.params };
      // 307 and 308 keep the method; the older codes are followed by GET, as browsers do.
      if (result.status < 307) current = { ...webhook, method: "GET" };
    }
  };

  return {
    get isClosed() {
      return closing.signal.aborted;
    },
    send: (webhook) => track(send(webhook)),
    async idle() {
      do {
        await Promise.allSettled(inFlight);
        // What waited for an answer may send the next request before this looks again.
        await new Promise((resolve) => setImmediate(resolve));
      } while (inFlight.size > 0);
    },
    close: () => closing.abort(),
  };
}

function isRetried(result: Attempt, { retryOn }: Overrides): boolean {
  if (result.type === "connect-failed") return retryOn.has("ct");
  if (result.type !== "answered") return retryOn.has("rt");
  if (result.status >= 500) return retryOn.has("5xx");
  return result.status >= 400 && retryOn.has("4xx");
}

/** GET carries the parameters in its query and signs the URL alone; POST carries and signs a form. */
function buildRequest(
  target: string,
  webhook: Webhook,
  params: Params,
  token: string,
  idempotency: string,
): {
  url: URL;
  method: Method;
  headers: Record<string, string>;
  body?: string;
} {
  const url = new URL(target);
  if (webhook.method === "GET")
    for (const [name, value] of Object.entries(params))
      url.searchParams.append(name, value);
  const cookie = webhook.cookies?.header(url);
  const headers: Record<string, string> = {
    "User-Agent": "TwilioProxy/1.1",
    Accept: "text/xml, application/xml, text/html",
    "I-Twilio-Idempotency-Token": idempotency,
    "X-Twilio-Signature": signRequest(
      token,
      url,
      webhook.method === "POST" ? params : {},
    ),
    ...(cookie ? { Cookie: cookie } : {}),
  };
  if (webhook.method === "GET") return { url, method: "GET", headers };
  const body = new URLSearchParams(params).toString();
  return {
    url,
    method: "POST",
    body,
    headers: {
      ...headers,
      "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
      "Content-Length": String(Buffer.byteLength(body)),
    },
  };
}

const connectCodes: Readonly<Record<string, number>> = {
  ECONNREFUSED: 11202,
  ETIMEDOUT: 11201,
  ENOTFOUND: 11210,
  EAI_AGAIN: 11210,
};

function explainFailure(
  failure: Exclude<Attempt, { type: "answered" }>,
  url: string,
): { type: "unanswered"; code: number; message: string } {
  const type = "unanswered";
  if (failure.type === "timed-out")
    return { type, code: 11200, message: `${url} did not answer in time.` };
  const { reason } = failure;
  if (failure.type === "broken")
    return {
      type,
      code: reason.startsWith("HPE_") ? 11206 : 11205,
      message: `${url} broke the connection (${reason}).`,
    };
  const isTls = /SSL|TLS|CERT/.test(reason);
  return {
    type,
    code: connectCodes[reason] ?? (isTls ? 11220 : 11205),
    message: `${url} could not be reached (${reason}).`,
  };
}
