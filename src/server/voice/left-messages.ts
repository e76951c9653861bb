import { appendFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Logger } from "pino";
import { z } from "zod";
import { languagesOf } from "../../flows/index.js";
import type { Case } from "../../machines/case/file.js";
import { StoreUnavailable } from "../../store/contract.js";
import { withDeadline } from "../../store/deadline.js";
import { directorFor } from "./brought-along.js";
import { flowFor } from "../served/certify.js";
import type { Clock } from "../clock.js";
import { readContext } from "../read-context.js";
import type { ServedLine } from "../served/served.js";
import { takeTurn, type TurnDeps } from "../turn.js";

const leftMessage = z.object({
  call: z.string(),
  number: z.string(),
  /** The number that was dialled; absent: the line's own. */
  line: z.string().optional(),
  withheld: z.boolean(),
  url: z.string(),
  seconds: z.number().optional(),
  /** When it was left, epoch ms. */
  at: z.number(),
  reference: z.string(),
});
/** What a caller recorded at the last resort, when no case could be opened on the spot. */
export type LeftMessage = z.output<typeof leftMessage>;

export interface LeftMessages {
  /** Opens a case for it in the name of the caller's director; keeps it on disk while the store is away. Within two seconds; never rejects. */
  add(message: LeftMessage): Promise<void>;
  /** The same, and rejects with `StoreUnavailable`. */
  open(message: LeftMessage): Promise<void>;
  /** Opens the cases of what is kept on disk. */
  openKept(): Promise<void>;
}

export interface LeftMessagesDeps {
  readonly turns: TurnDeps;
  readonly served: ServedLine;
  readonly clock: Clock;
  readonly log: Logger;
  /** One JSON line a message. */
  readonly file: string;
}

/** ms; the carrier waits for it. What is done after all counts once with what is kept. */
const openedWithin = 1_500;
/** The director rings back within two hours of the message, or of the store's return. */
const dueMs = 2 * 3600 * 1000;

export function createLeftMessages(deps: LeftMessagesDeps): LeftMessages {
  const { turns, served, clock, log, file } = deps;

  const openCase = async (message: LeftMessage): Promise<void> => {
    const { reference, call, number, line, withheld, url, seconds } = message;
    const key = { kind: "case", id: call };
    const at = clock.now();
    const { people } = served.now;
    const { flow } = flowFor(served.now, line ?? "");
    const known = await readContext<Case>(turns.store, key);
    // Who promised something on the call already keeps the case, and has the message.
    if (!known?.opened || known.closing)
      await takeTurn(turns, {
        key,
        // By the call: a message that is posted twice, or read again after a crash, opens one case.
        token: `left:${call}`,
        event: {
          type: "opened",
          at,
          id: call,
          channel: "phone",
          reference,
          owner: directorFor(people, { number }, line ?? ""),
          due: at + dueMs,
          timeZone: flow.document.timeZone,
          number,
          withheld,
          language: languagesOf(flow.document)[0] ?? "en",
          call,
        } as { type: string; at: number },
        begins: true,
        asks: false,
      });
    await takeTurn(turns, {
      key,
      // The end of an address names the recording.
      token: `left-message:${url.slice(-100)}`,
      event: {
        type: "message-left",
        at,
        left: message.at,
        url,
        ...(seconds !== undefined && { seconds }),
      } as { type: string; at: number },
      begins: false,
      asks: false,
    });
  };

  const keep = async (message: LeftMessage): Promise<void> => {
    await mkdir(dirname(file), { recursive: true });
    await appendFile(file, `${JSON.stringify(message)}\n`);
  };

  return {
    open: openCase,
    async add(message) {
      try {
        await withDeadline(openCase(message), openedWithin, "The case");
      } catch (error) {
        log.warn(
          { error, call: message.call },
          "a left message is kept on disk until the store is back",
        );
        await keep(message).catch((cause: unknown) =>
          log.error(
            { error: cause, call: message.call, url: message.url },
            "a left message could not be kept: the carrier has it, and the number, under its call",
          ),
        );
      }
    },
    async openKept() {
      // Moved aside first: what comes in meanwhile goes to a new file, and a crash leaves this one to be read again.
      const aside = `${file}.opening`;
      const kept = await readKept(aside).then(async (left) => {
        if (left !== undefined) return left;
        const moved = await rename(file, aside).then(
          () => true,
          () => false,
        );
        return moved ? await readKept(aside) : undefined;
      });
      if (kept === undefined) return;
      const failures: unknown[] = [];
      for (const line of kept.split("\n").filter((one) => one !== "")) {
        const message = readMessage(line);
        if (message)
          await openCase(message).catch((error: unknown) => {
            if (error instanceof StoreUnavailable) throw error;
            // One that no case takes keeps no other from theirs.
            failures.push(error);
          });
        else
          log.error(
            { line },
            "a left message cannot be read: the carrier has it, and the number, under its call",
          );
      }
      if (failures.length > 0)
        throw new AggregateError(failures, "No case takes a left message.");
      await rm(aside);
    },
  };
}

function readKept(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

// A line that a crash cut off must not keep the others from their cases.
function readMessage(line: string): LeftMessage | undefined {
  try {
    return leftMessage.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
