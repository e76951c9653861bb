/** Starts the line from the environment: `npm start`. */
import { existsSync } from "node:fs";
import { createLog } from "./log.js";
import { FlowsRefused } from "./flow-library.js";
import { SettingError, readSettings } from "./settings.js";
import { startLine, type RunningLine } from "./start.js";

async function main(): Promise<void> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const settings = readSettings(process.env);
  const line = await startLine(settings, createLog(settings.logLevel));
  process.stdout.write(`${line.greeting}\n`);
  let stopping = false;
  const stop = () => {
    // Asked twice: whoever asks does not want to wait for what is under way.
    if (stopping) process.exit(1);
    stopping = true;
    void endWith(line);
  };
  // The flow, the people and the policies are read again; what is in order and keeps every promise takes effect.
  process.on("SIGHUP", () => {
    void line.reload().then((told) => process.stdout.write(`${told}\n`));
  });
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function endWith(line: RunningLine): Promise<void> {
  process.stdout.write("\nEnding calls …\n");
  await line.stop();
  process.exit(0);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

/** One clear line for what people can mend; the whole error for what they cannot. */
function explain(error: unknown): string {
  if (error instanceof SettingError || error instanceof FlowsRefused)
    return error.message;
  const { code, port, syscall } = (error ?? {}) as {
    code?: string;
    port?: number;
    syscall?: string;
  };
  if (code === "EADDRINUSE")
    return `Port ${port ?? ""} is in use by another program. Stop it, or choose another: PORT=3001 npm start.`;
  if (code === "EACCES" && syscall === "listen")
    return `Port ${port ?? ""} may not be opened by this user. Choose one above 1023: PORT=3000 npm start.`;
  if (code === "EADDRNOTAVAIL")
    return "HOST is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.";
  if (code === "store-unavailable") return (error as Error).message;
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}
