import type { Request } from "express";
import type { Endpoint, Method } from "../leg.js";
import { RestError } from "./rest-error.js";

/** The fields of a form body or a query; a repeated field keeps all its values. */
export interface Form {
  has(name: string): boolean;
  /** The first value, or undefined where the field is absent. */
  get(name: string): string | undefined;
  /** As `get`, an empty value counting as absent. */
  text(name: string): string | undefined;
  all(name: string): readonly string[];
}

export function readBody(request: Request): Form {
  return readFields(typeof request.body === "string" ? request.body : "");
}

export function readQuery(request: Request): Form {
  const mark = request.originalUrl.indexOf("?");
  return readFields(mark < 0 ? "" : request.originalUrl.slice(mark + 1));
}

function readFields(encoded: string): Form {
  const fields = new URLSearchParams(encoded);
  return {
    has: (name) => fields.has(name),
    get: (name) => fields.get(name) ?? undefined,
    text: (name) => fields.get(name) || undefined,
    all: (name) => fields.getAll(name),
  };
}

/** A URL field with its method field (POST unless given); 21205 where it is no http(s) URL. */
export function readEndpoint(
  form: Form,
  urlName: string,
  methodName: string,
): Endpoint | undefined {
  const url = form.text(urlName);
  if (url === undefined) return undefined;
  if (urlName.endsWith("Callback")) refuseUnderscore(url, urlName);
  return { url: readUrl(url, urlName), method: readMethod(form, methodName) };
}

/** §3.1: the host of a callback. */
function refuseUnderscore(url: string, name: string): void {
  if (URL.canParse(url) && new URL(url).hostname.includes("_"))
    throw new RestError(
      400,
      21205,
      `${name}: the host of a callback has no underscore`,
    );
}

export function readUrl(url: string, name: string): string {
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  throw new RestError(400, 21205, `${name} is not a valid URL: ${url}`);
}

export function readMethod(form: Form, name: string): Method {
  const method = form.text(name)?.toUpperCase() ?? "POST";
  if (method === "GET" || method === "POST") return method;
  throw new RestError(400, 20001, `${name} is ${method}; it is GET or POST`);
}

/** A whole number between `least` and `most`, or undefined where the field is absent; 20001 otherwise. */
export function readInteger(
  form: Form,
  name: string,
  least: number,
  most: number,
): number | undefined {
  const value = form.text(name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= least && number <= most) return number;
  throw new RestError(
    400,
    20001,
    `${name} is ${value}; it is a whole number from ${least} to ${most}`,
  );
}
