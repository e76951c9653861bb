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
  commitTurn: asCommand(commitTurn),
  eraseMachine: asCommand(eraseMachine),
  attendRelays: asCommand(attendRelays),
  acquireLease: asCommand(acquireLease),
  releaseLease: asCommand(releaseLease),
  settleEntry: asCommand(settleEntry),
  postponeEntry: asCommand(postponeEntry),
  buryEntry: asCommand(buryEntry),
  reviveEntry: asCommand(reviveEntry),
  discardEntry: asCommand(discardEntry),
};

function asCommand(lua: string) {
  return defineScript({
    SCRIPT: lua.trim(),
    parseCommand(
      parser: CommandParser,
      keys: readonly string[],
      args: readonly (string | number)[],
    ) {
      parser.push(String(keys.length));
      parser.pushKeys([...keys]);
      parser.push(...args.map(String));
    },
    transformReply: (reply: unknown): unknown => reply,
  });
}
