/** A browser as far as the console's API can tell: it keeps cookies, and says where a request comes from. */
export interface Visitor {
  get(path: string): Promise<Reply>;
  /** An answer that goes on, as it is. */
  open(path: string, signal: AbortSignal): Promise<Response>;
  send(
    method: "POST" | "PUT" | "DELETE",
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** Follows redirects, with cookies, as a browser that goes somewhere; gives the address that it ends at. */
  goTo(path: string): Promise<string>;
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const ask = async (address: string, init: RequestInit = {}) => {
    const response = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: {
        cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
        "sec-fetch-site": "same-origin",
        "content-type": "application/json",
        ...(init.headers as Record<string, string>),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (/Expires=Thu, 01 Jan 1970/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const read = async (response: Response): Promise<Reply> => ({
    status: response.status,
    body: (await response.json().catch(() => ({}))) as Reply["body"],
  });
  return {
    get: async (path) => read(await ask(`${url}/api/console${path}`)),
    open: (path, signal) => ask(`${url}/api/console${path}`, { signal }),
    send: async (method, path, body, headers) =>
      read(
        await ask(`${url}/api/console${path}`, {
          method,
          ...(body && { body: JSON.stringify(body) }),
          ...(headers && { headers }),
        }),
      ),
    async goTo(path) {
      let address = `${url}${path}`;
      for (let step = 0; step < 6; step += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one redirect after the other
        const response = await ask(address);
        const to = response.headers.get("location");
        if (to === null) return address;
        address = new URL(to, address).href;
        if (!address.startsWith(`${url}/api`) && address.startsWith(url))
          return address;
      }
      return address;
    },
  };
}
