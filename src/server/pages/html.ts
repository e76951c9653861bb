import type { Language } from "../../flows/speech/index.js";

/** A whole page that stands by itself. `title` is text, `body` markup. */
export function htmlPage(
  language: Language,
  title: string,
  body: string,
  style = "",
): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:1rem auto;padding:0 1rem}${style}</style>
</head><body><main><h1>${escapeHtml(title)}</h1>
${body}</main></body></html>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
