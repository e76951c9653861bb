/** Cookies of one call, kept per host and sent back as a browser would (§1.1). Paths are not told apart. */
export interface CookieJar {
  header(url: URL): string | undefined;
  keep(url: URL, setCookie: readonly string[]): void;
}

export function createCookieJar(): CookieJar {
  const hosts = new Map<string, Map<string, string>>();
  return {
    header(url) {
      const own = hosts.get(url.hostname);
      if (!own || own.size === 0) return undefined;
      return [...own].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    keep(url, setCookie) {
      const own = hosts.get(url.hostname) ?? new Map<string, string>();
      hosts.set(url.hostname, own);
      for (const line of setCookie) {
        const [pair = "", ...attributes] = line.split(";");
        const cut = pair.indexOf("=");
        if (cut < 1) continue;
        const name = pair.slice(0, cut).trim();
        if (attributes.some(isExpiry)) own.delete(name);
        else own.set(name, pair.slice(cut + 1).trim());
      }
    },
  };
}

function isExpiry(attribute: string): boolean {
  return /^\s*max-age\s*=\s*(0|-)/i.test(attribute);
}
