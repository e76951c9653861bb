import type { Request } from "express";
import type { Language } from "../../flows/speech/index.js";

/** In which of these a page speaks to whoever opens it: what their browser asks for, else the first. */
export function readerLanguage(
  request: Request,
  offered: readonly Language[],
): Language {
  const accepted = request.acceptsLanguages([...offered]);
  return offered.find((one) => one === accepted) ?? offered[0] ?? "en";
}
