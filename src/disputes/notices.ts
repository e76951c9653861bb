import type { Notice } from "./claim.js";

/** Collects notices; the same text is kept once, with its first line and how often it came. */
export interface Notices {
  add(text: string, line?: number): void;
  all(): Notice[];
}

export function createNotices(): Notices {
  const found = new Map<string, { line?: number; times: number }>();
  return {
    add(text, line) {
      const known = found.get(text);
      if (known) known.times += 1;
      else found.set(text, { ...(line !== undefined && { line }), times: 1 });
    },
    all: () =>
      [...found].map(([text, { line, times }]) => ({
        ...(line !== undefined && { line }),
        text: times === 1 ? text : `${text} (${times} times)`,
      })),
  };
}
