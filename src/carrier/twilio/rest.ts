/** The carrier's REST API, Twilio-compatible; the base URL is a setting. */
export interface CarrierAccount {
  readonly apiUrl: string;
  readonly sid: string;
  readonly token: string;
}

export class CarrierRefused extends Error {
  readonly code = "carrier-refused";
  readonly status: number;
  /** The carrier's own error code, 0 when it gave none. */
  readonly carrierCode: number;
  constructor(status: number, carrierCode: number, message: string) {
    super(message);
    this.name = "CarrierRefused";
    this.status = status;
    this.carrierCode = carrierCode;
  }
}

export interface CarrierRest {
  get(path: string, query?: Record<string, string>): Promise<unknown>;
  /** A field with several values is sent once for each. */
  post(
    path: string,
    form: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

/** A request is given up after this long, ms. */
const patience = 10_000;

/** `path` is below the account: `/Messages.json`. Throws `CarrierRefused` with the carrier's code and words. */
export function createRest(account: CarrierAccount): CarrierRest {
  const base = `${account.apiUrl.replace(/\/$/, "")}/2010-04-01/Accounts/${account.sid}`;
  const credentials = Buffer.from(`${account.sid}:${account.token}`);
  const request = async (url: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(url, {
      ...init,
      headers: { authorization: `Basic ${credentials.toString("base64")}` },
      signal: AbortSignal.timeout(patience),
    });
    const text = await answer.text();
    const body = parseJson(text);
    if (answer.ok) return body;
    const { code = 0, message = text.slice(0, 200) } = (body ?? {}) as {
      code?: number;
      message?: string;
    };
    throw new CarrierRefused(answer.status, code, message);
  };
  return {
    get: (path, query) =>
      request(
        `${base}${path}${query ? `?${new URLSearchParams(query).toString()}` : ""}`,
        { method: "GET" },
      ),
    delete: (path) => request(`${base}${path}`, { method: "DELETE" }),
    post: (path, form) =>
      request(`${base}${path}`, {
        method: "POST",
        body: new URLSearchParams(
          Object.entries(form).flatMap(([name, value]) =>
            [value].flat().map((one) => [name, one] as [string, string]),
          ),
        ),
      }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
