import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createEmbeddedStore } from "../../../src/store/embedded/index.js";
import { expectEachTokenOnce } from "./deliver.js";

const hooks = fileURLToPath(
  new URL("../../support/run-typescript.mjs", import.meta.url),
);
const holder = fileURLToPath(new URL("embedded-holder.ts", import.meta.url));
const writer = fileURLToPath(new URL("embedded-writer.ts", import.meta.url));

/** One event that the process said was answered. */
export interface Answered {
  readonly id: string;
  readonly token: string;
  readonly reply: string;
}

export interface WriterProcess {
  /** All that it said was answered so far. */
  readonly answered: readonly Answered[];
  /** Resolves when `count` events are answered, or it has ended. */
  answers(count: number): Promise<void>;
  /** The reasons of attempts that were answered with `StoreUnavailable`. */
  readonly refusals: readonly string[];
  /** Resolves when there are `count` refusals, or it has ended. */
  refused(count: number): Promise<void>;
  /** kill -9; resolves when it is gone and all it said is read. */
  kill(): Promise<void>;
  /** Resolves when it ended by itself, with its exit code. */
  readonly ended: Promise<number | null>;
}

/** Starts embedded-writer.ts in a process of its own. Its files may grow to `fileBlocks` blocks of 512 bytes. */
export function startWriter(
  dir: string,
  first: number,
  count: number,
  fileBlocks: number | "unlimited" = "unlimited",
): WriterProcess {
  // The signal that comes with a full file is ignored, so that writing fails as it does on a full disk.
  const command = `trap "" XFSZ; ulimit -f ${fileBlocks}; exec "$@"`;
  const node = [process.execPath, "--no-warnings", "--import", hooks, writer];
  const child = spawn(
    "sh",
    ["-c", command, "sh", ...node, dir, String(first), String(count)],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);

  const answered: Answered[] = [];
  const refusals: string[] = [];
  const said = new EventEmitter().setMaxListeners(0);
  let hasEnded = false;
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => {
    const [id = "", token = "", ...rest] = line.split(" ");
    if (id === "unavailable") refusals.push([token, ...rest].join(" "));
    else if (token !== "") answered.push({ id, token, reply: rest.join(" ") });
    said.emit("line");
  });
  function reach(list: readonly unknown[], length: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (list.length >= length || hasEnded) resolve();
      };
      said.on("line", look);
      look();
    });
  }
  const read = once(lines, "close");
  const ended = once(child, "exit").then(async ([code]) => {
    process.off("exit", killNow);
    await read;
    hasEnded = true;
    said.emit("line");
    return code as number | null;
  });

  return {
    answered,
    refusals,
    ended,
    answers: (enough) => reach(answered, enough),
    refused: (enough) => reach(refusals, enough),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** Starts embedded-holder.ts, which begins a transaction and never ends it. */
export function startHolder(dir: string): {
  readonly holds: Promise<void>;
  kill(): Promise<void>;
} {
  const args = ["--no-warnings", "--import", hooks, holder, dir];
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const child = spawn(process.execPath, args, { stdio: [...stdio] });
  const killNow = () => child.kill("SIGKILL");
  process.once("exit", killNow);
  return {
    holds: once(child.stdout, "data").then(() => {}),
    async kill() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
      process.off("exit", killNow);
    },
  };
}

/** That each event the writers said was answered is in the store with that reply, and nothing is there twice or in part. */
export async function expectAnswered(
  dir: string,
  answered: readonly Answered[],
): Promise<void> {
  const store = await createEmbeddedStore(dir);
  for (const { id, token, reply } of answered) {
    const loaded = await store.load({ kind: "call", id }, token);
    expect({ id, token, reply: loaded.reply }).toEqual({ id, token, reply });
  }
  for (const id of new Set(answered.map((event) => event.id))) {
    const key = { kind: "call", id };
    const { machine } = await store.load(key);
    // Events written but not yet reported when the process died are as whole as the others.
    const applied: string[] = JSON.parse(machine?.state ?? "[]");
    await expectEachTokenOnce(store, key, applied, 2);
    expect(new Set(applied).size).toBe(applied.length);
  }
  await store.close();
}
