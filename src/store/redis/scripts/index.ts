import { type CommandParser, defineScript } from "redis";
import { commitTurn } from "./commit-turn.js";
import { eraseMachine } from "./erase-machine.js";
import { acquireLease, attendRelays, releaseLease } from "./leases.js";
import {
  buryEntry,
  discardEntry,
  postponeEntry,
  reviveEntry,
  settleEntry,
} from "./outbox.js";

/**
 * The Lua scripts as commands of the client: `client.settleEntry(keys, args)`. The client sends a script's hash, and the script
 * itself only where Redis does not know it (after a restart or a fail-over). Each script's keys carry one hash tag.
 */
export const scripts = {
  commitTurn: asCommand(commitTurn, 5),
  eraseMachine: asCommand(eraseMachine, 1),
  attendRelays: asCommand(attendRelays, 1),
  acquireLease: asCommand(acquireLease, 1),
  releaseLease: asCommand(releaseLease, 1),
  settleEntry: asCommand(settleEntry, 2),
  postponeEntry: asCommand(postponeEntry, 2),
  buryEntry: asCommand(buryEntry, 4),
  reviveEntry: asCommand(reviveEntry, 4),
  discardEntry: asCommand(discardEntry, 2),
};

function asCommand(lua: string, numberOfKeys: number) {
  return defineScript({
    SCRIPT: lua.trim(),
    NUMBER_OF_KEYS: numberOfKeys,
    parseCommand(
      parser: CommandParser,
      keys: readonly string[],
      args: readonly (string | number)[],
    ) {
      parser.pushKeys([...keys]);
      parser.push(...args.map(String));
    },
    transformReply: (reply: unknown): unknown => reply,
  });
}
