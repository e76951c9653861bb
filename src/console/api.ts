/** What the server refused: its own words, and a code by which the console has better ones. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** All that the answer says. */
  readonly body: unknown;
  /** Seconds until it may be tried again; absent: nobody said. */
  readonly wait: number | undefined;
  constructor(
    status: number,
    code: string,
    message: string,
    body: unknown,
    wait?: number,
  ) {
    super(message);
    this.name = "Refused";
    this.status = status;
    this.code = code;
    this.body = body;
    this.wait = wait;
  }
}

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** A browser event: whoever was signed in is not any more. */
export const signedOut = "signed-out";

/** Names one deed, so that it is done once however often it is sent. */
export function deedKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((one) => one.toString(16).padStart(2, "0"))
    .join("");
}

/** Asks the console's API; `path` is below `/api/console`, `key` a `deedKey`. Rejects with `Refused`; its code is `away` when nobody answers. */
export async function ask<Answer = unknown>(
  method: Method,
  path: string,
  body?: object,
  key?: string,
): Promise<Answer> {
  const response = await fetch(`/api/console${path}`, {
    method,
    ...(body && {
      headers: {
        "content-type": "application/json",
        ...(key !== undefined && { "idempotency-key": key }),
      },
      body: JSON.stringify(body),
    }),
  }).catch((cause: unknown) => {
    throw new Refused(0, "away", String(cause), undefined);
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Answer;
  const { code, error } = (answer ?? {}) as { code?: string; error?: string };
  if (code === "not-signed-in") dispatchEvent(new Event(signedOut));
  throw new Refused(
    response.status,
    response.status === 429 ? "too-many" : (code ?? ""),
    error ?? `The line answered ${response.status}.`,
    answer,
    response.status === 429
      ? Number(response.headers.get("retry-after") ?? 60)
      : undefined,
  );
}
