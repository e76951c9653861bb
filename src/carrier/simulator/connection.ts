import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";

export interface AttemptPlan {
  readonly url: URL;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** ms of wall time: an application that hangs hangs in real time, whatever the simulator's clock does. */
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
  /** More bytes than this are not read: `tooLarge`. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export type Attempt =
  | {
      readonly type: "answered";
      readonly status: number;
      readonly headers: IncomingMessage["headers"];
      readonly body: Buffer;
      readonly tooLarge: boolean;
    }
  | { readonly type: "connect-failed"; readonly reason: string }
  | { readonly type: "timed-out"; readonly total: boolean }
  | { readonly type: "broken"; readonly reason: string };

/** One HTTP request on a connection of its own. Never throws. */
export function attemptRequest(plan: AttemptPlan): Promise<Attempt> {
  return new Promise((resolve) => {
    const secure = plan.url.protocol === "https:";
    const outgoing = (secure ? requestHttps : requestHttp)(plan.url, {
      method: plan.method,
      headers: plan.headers,
      agent: false,
      signal: plan.signal,
    });
    let connected = false;
    const finish = (attempt: Attempt): void => {
      clearTimeout(total);
      clearTimeout(phase);
      resolve(attempt);
      outgoing.destroy();
    };
    const timeOut = (isTotal: boolean) => (): void =>
      finish(
        connected || isTotal
          ? { type: "timed-out", total: isTotal }
          : { type: "connect-failed", reason: "ETIMEDOUT" },
      );
    const total = setTimeout(timeOut(true), plan.totalMs);
    let phase = setTimeout(timeOut(false), plan.connectMs);
    const awaitBytes = (): void => {
      clearTimeout(phase);
      phase = setTimeout(timeOut(false), plan.readMs);
    };

    outgoing.on("socket", (socket) =>
      socket.once(secure ? "secureConnect" : "connect", () => {
        connected = true;
        awaitBytes();
      }),
    );
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code ?? error.message;
      finish({ type: connected ? "broken" : "connect-failed", reason });
    });
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const answer = (tooLarge: boolean): void =>
        finish({
          type: "answered",
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks),
          tooLarge,
        });
      incoming.on("data", (chunk: Buffer) => {
        awaitBytes();
        size += chunk.length;
        if (size > plan.maxBytes) answer(true);
        else chunks.push(chunk);
      });
      incoming.on("end", () => answer(false));
      incoming.on("error", (error) =>
        finish({ type: "broken", reason: error.message }),
      );
    });
    outgoing.end(plan.body);
  });
}
