import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { buffer } from "node:stream/consumers";
import type { Writable } from "node:stream";
import {
  analyse,
  commonestCurrency,
  HistoryError,
  readHistory,
  renderText,
  type Analysis,
} from "../disputes/index.js";
import {
  readChoice,
  readColumns,
  readAskedCurrency,
  readMoney,
  type AnalyseOptions,
} from "./disputes-options.js";

export type { AnalyseOptions } from "./disputes-options.js";

/** Reads a history, prints what it says, and writes the page where one is asked for. HistoryError says what stands in the way. */
export async function analyseFile(
  path: string,
  options: AnalyseOptions,
  output: Writable,
  remarks: Writable,
): Promise<void> {
  const asked = readAskedCurrency(options.currency);
  const history = readHistory(await readBytes(path), {
    currency: asked ?? "USD",
    columns: readColumns(options.column),
    ...(options.dates !== undefined && { dateOrder: options.dates }),
  });
  const currency = asked ?? commonestCurrency(history) ?? "USD";
  const analysis = analyse(
    history,
    readChoice(options, currency),
    options.threshold === undefined
      ? undefined
      : readMoney("--threshold", options.threshold, currency),
  );
  const name = path === "-" ? "standard input" : basename(path);
  if (options.html !== undefined) {
    await writeFile(options.html, await renderPage(analysis, name));
    remarks.write(`The page is in ${options.html}.\n`);
  }
  output.write(
    options.format === "json"
      ? `${JSON.stringify(analysis, null, 2)}\n`
      : renderText(analysis, name),
  );
}

async function readBytes(path: string): Promise<Uint8Array> {
  if (path === "-") return buffer(process.stdin);
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENOENT")
      throw new HistoryError(`There is no file "${path}".`);
    if (code === "EISDIR")
      throw new HistoryError(`"${path}" is a folder; a CSV file is expected.`);
    throw error;
  }
}

// The charts need two packages that are optional: only this page draws.
async function renderPage(analysis: Analysis, name: string): Promise<string> {
  try {
    const { parseHTML } = await import("linkedom");
    const { renderReport } = await import("../disputes/report/index.js");
    return renderReport(analysis, name, parseHTML("<html></html>").document);
  } catch (error) {
    if ((error as { code?: string }).code !== "ERR_MODULE_NOT_FOUND")
      throw error;
    throw new HistoryError(
      "The page is drawn by @observablehq/plot and linkedom, which are not installed here: install with optional dependencies (npm ci without --omit=optional).",
    );
  }
}
