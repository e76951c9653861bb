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
  /** A file. The carrier may keep it elsewhere, where the account's token is not sent. */
  bytes(path: string): Promise<Uint8Array>;
}

/** A request is given up after this long, ms. */
const patience = 10_000;

/** `path` is below the account: `/Messages.json`. Throws `CarrierRefused` with the carrier's code and words. */
export function createRest(account: CarrierAccount): CarrierRest {
  const base = `${account.apiUrl.replace(/\/$/, "")}/2010-04-01/Accounts/${account.sid}`;
  const credentials = Buffer.from(`${account.sid}:${account.token}`);
  const ask = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url, {
      ...init,
      headers: { authorization: `Basic ${credentials.toString("base64")}` },
      signal: AbortSignal.timeout(patience),
    });
  const request = async (url: string, init: RequestInit): Promise<unknown> => {
    const answer = await ask(url, init);
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
    async bytes(path) {
      const answer = await ask(`${base}${path}`, { method: "GET" });
      if (!answer.ok)
        throw new CarrierRefused(answer.status, 0, `There is no ${path}.`);
      return new Uint8Array(await answer.arrayBuffer());
    },
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
