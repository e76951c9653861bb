import { readEnvFile } from "./env-file.js";
import { createLog } from "./log.js";
import { FlowsRefused } from "./served/flow-library.js";
import { SettingError } from "./setting-error.js";
import { readSettings } from "./settings.js";
import { startLine, type RunningLine, type StartOptions } from "./start.js";

/** A line of a process of its own: starts from the environment, says where it is, obeys signals. What it cannot start with ends it. */
export async function runLine(options?: StartOptions): Promise<void> {
  await run(options).catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  });
}

async function run(options?: StartOptions): Promise<void> {
  readEnvFile();
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  const line = await startLine(settings, log, options);
  let stopping = false;
  const stop = () => {
    // Asked twice: whoever asks does not want to wait for what is under way.
    if (stopping) leaveAtOnce();
    stopping = true;
    void endWith(line);
  };
  // The flow, the people and the policies are read again; what is in order and keeps every promise takes effect.
  process.on("SIGHUP", () => {
    void line.reload().then((told) => process.stdout.write(`${told}\n`));
  });
  process.on("uncaughtException", (error) => {
    log.fatal(error, "the process ends");
    leaveAtOnce();
  });
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.stdout.write(`${line.greeting}\n`);
  const told = await line.whenBack;
  if (told !== undefined && !stopping) process.stdout.write(`${told}\n`);
}

async function endWith(line: RunningLine): Promise<void> {
  process.stdout.write("\nStopping …\n");
  await line.stop();
  process.exit(0);
}

/**
 * Leaves without the clean-up of a usual exit, which waits without end for a write of the embedded store that is under way. What is
 * committed stays; the next start goes on with it.
 */
function leaveAtOnce(): void {
  process.kill(process.pid, "SIGKILL");
}

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
  if (code === "store-unavailable") return (error as Error).message;
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}
