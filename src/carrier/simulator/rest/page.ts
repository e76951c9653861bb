import type { Request } from "express";
import { readInteger, readQuery } from "./form.js";

/** A list as the carrier pages it: `key` holds the rows, `next_page_uri` the way on. */
export function pageOf<T>(
  request: Request,
  key: string,
  rows: readonly T[],
  present: (row: T) => object,
): object {
  const query = readQuery(request);
  const size = readInteger(query, "PageSize", 1, 1000) ?? 50;
  const page = readInteger(query, "Page", 0, 1_000_000) ?? 0;
  const start = page * size;
  const shown = rows.slice(start, start + size);
  const uri = (number: number): string => {
    const [path = "", search = ""] = (request.baseUrl + request.url)
      .slice(request.baseUrl.indexOf("/2010-04-01"))
      .split("?");
    const params = new URLSearchParams(search);
    params.set("Page", String(number));
    params.set("PageSize", String(size));
    return `${path}?${params.toString()}`;
  };
  return {
    [key]: shown.map(present),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, shown.length - 1),
    uri: uri(page),
    first_page_uri: uri(0),
    next_page_uri: start + size < rows.length ? uri(page + 1) : null,
    previous_page_uri: page > 0 ? uri(page - 1) : null,
  };
}
