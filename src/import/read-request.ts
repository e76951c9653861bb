import type { AskedSystem } from "./found.js";
import { words, type Widget } from "./read-studio.js";

/** How a widget asked another system, as a look-up asks; `undefined` for one that asked nothing, or nowhere that can be read. */
export function readRequest(
  { type, properties }: Widget,
  variables: ReadonlyMap<string, string>,
): Omit<AskedSystem, "find" | "fields"> | undefined {
  if (type !== "make-http-request" && type !== "run-function") return undefined;
  const url = words(properties["url"]).trim();
  const [, scheme = "", host, path = "", query = ""] =
    /^(https?):\/\/([\w.-]+(?::\d+)?)(\/[^?#]*)?(?:\?([^#]*))?/i.exec(url) ??
    [];
  if (host === undefined) return undefined;
  const notes: string[] = [];
  const asked: Record<string, string> = {};
  const filled = (text: string, name: string): string | undefined => {
    const [, inner] = /^\{\{\s*([^}|]*?)\s*(?:\|[^}]*)?\}\}$/.exec(text) ?? [];
    if (inner === undefined)
      return /[{}]/.test(text) ? undefined : encodeURIComponent(text);
    const ours = callersNumber.test(inner)
      ? "caller.number"
      : variables.get(inner);
    // What another look-up found is a text, and asked with by nobody here.
    if (ours === undefined || !/^(caller\.|answers\.)/.test(ours))
      return undefined;
    const parameter = parameterName(name);
    asked[parameter] = ours;
    return `{${parameter}}`;
  };
  const parts = path.split("/").map((part) => {
    const value = filled(decoded(part), part.replaceAll(/[{}]/g, ""));
    if (value === undefined) notes.push(notAsked(part));
    return value ?? "unknown";
  });
  const pairs = [
    ...new URLSearchParams(query),
    ...pairsOf(properties["parameters"]),
    ...bodyOf(words(properties["body"])),
  ].flatMap(([key, text]) => {
    const value = filled(text, key);
    if (value === undefined) notes.push(notAsked(`${key}=${text}`));
    return value === undefined || !/^[\w.-]{1,40}$/.test(key)
      ? []
      : [`${key}=${value}`];
  });
  const written = `/${parts.join("/").replace(/^\/+/, "")}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`;
  if (!/^\/[\w\-.~/{}?&=%]*$/.test(written)) return undefined;
  if (words(properties["method"]) === "POST" || type === "run-function")
    notes.push(
      "It posted; a look-up asks with GET, so let the system answer that.",
    );
  if (scheme.toLowerCase() === "http")
    notes.push("It asked over http; a look-up goes over https.");
  return {
    connection: `at_${host.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_")}`.slice(
      0,
      30,
    ),
    url: `https://${host}`,
    path: written,
    with: asked,
    notes: [...new Set(notes)],
  };
}

const callersNumber =
  /^(?:contact\.channel\.address|trigger\.call\.(?:From|Caller))$/;

function notAsked(what: string): string {
  return `"${what.slice(0, 60)}" is not known here, and not asked with.`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function parameterName(key: string): string {
  const plain = key
    .split(".")
    .at(-1)
    ?.toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30);
  return plain === undefined || plain === "" ? "value" : plain;
}

function pairsOf(parameters: unknown): [string, string][] {
  return Array.isArray(parameters)
    ? parameters.flatMap((one: unknown): [string, string][] => {
        const { key, value } = (one ?? {}) as Record<string, unknown>;
        return typeof key === "string" ? [[key, words(value)]] : [];
      })
    : [];
}

/** The fields of a JSON object, or of a form. */
function bodyOf(body: string): [string, string][] {
  if (body.trim() === "") return [];
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? Object.entries(json).map(([key, value]) => [key, words(value)])
      : [];
  } catch {
    return body.includes("=") ? [...new URLSearchParams(body)] : [];
  }
}
