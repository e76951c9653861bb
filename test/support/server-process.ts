import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface ServerProcess {
  readonly url: string;
  /** All it wrote to standard output so far. */
  output(): string;
  errors(): string;
  tell(signal: NodeJS.Signals): void;
  /** Resolves with the exit code. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

const command = [
  "--import",
  "./test/support/run-typescript.mjs",
  "test/support/server-main.ts",
];

/** `npm start` in a process of its own, without the build; resolves when it answers. */
export async function startServerProcess(
  env: Record<string, string>,
): Promise<ServerProcess> {
  const child = spawnServer(env);
  const { output, errors } = collect(child);
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /(?:Phone|Webhooks) +(http:\/\/[\d.]+:\d+)/.exec(output());
      if (found?.[1]) resolve(found[1]);
    };
    child.stdout?.on("data", look);
    child.once("exit", (code) =>
      reject(
        new Error(`The server ended with ${code}: ${errors()}${output()}`),
      ),
    );
  });
  return {
    url,
    output,
    errors,
    tell(signal) {
      child.kill(signal);
    },
    async stop(signal) {
      const gone = once(child, "exit");
      child.kill(signal);
      const [code] = (await gone) as [number | null];
      return code;
    },
  };
}

/** Runs a server that is expected to refuse to start. */
export async function runServer(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string; errors: string }> {
  const child = spawnServer(env);
  const { output, errors } = collect(child);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: output(), errors: errors() };
}

function spawnServer(env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, command, {
    // Nothing of the machine's own settings: only what a shell needs.
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      TEST_FOLDER: process.env["TEST_FOLDER"],
      LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(child: ChildProcess) {
  let output = "";
  let errors = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return { output: () => output, errors: () => errors };
}
