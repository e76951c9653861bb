/**
 * Delivers messages to machines. Of those to one machine one turn is under way at a time, so that this process is in its own way nowhere; what
 * comes meanwhile waits, and a machine without a telephone leg takes all of it in its next turn. So a machine that everybody talks to, the
 * line's queue, costs one commit a round and not one for each message.
 */
import type { MachineEvent } from "../../machines/advance.js";
import { StoreUnavailable, type MachineKey } from "../../store/contract.js";
import { takeTogether, type Told } from "./take-together.js";
import { takeTurn, type TurnDeps, type TurnResult } from "../turn.js";

type Outcome = TurnResult["outcome"];

/** Its commit stays well under what Redis takes at once. */
const mostAtOnce = 100;

interface Message extends Told {
  readonly delivered: (outcome: Outcome) => void;
  readonly failed: (error: unknown) => void;
}

export function createDelivery(turns: TurnDeps) {
  const waiting = new Map<string, Message[]>();

  const deliverOne = async (to: MachineKey, message: Message): Promise<void> =>
    takeTurn(turns, {
      key: to,
      token: message.token,
      event: message.event,
      // A call begins with the carrier's first webhook and with nothing else.
      begins: to.kind !== "call",
      asks: false,
    }).then(({ outcome }) => message.delivered(outcome), message.failed);

  const deliverAll = async (
    to: MachineKey,
    messages: readonly Message[],
  ): Promise<void> => {
    const outcomes = await takeTogether(turns, to, messages).catch(
      (error: unknown) => {
        if (!(error instanceof StoreUnavailable)) return undefined;
        for (const { failed } of messages) failed(error);
        return [];
      },
    );
    if (outcomes)
      return outcomes.forEach((outcome, at) =>
        messages[at]?.delivered(outcome),
      );
    // One of them came before, or is too much for the machine: that is no other's affair.
    for (const message of messages) await deliverOne(to, message);
  };

  const workOff = async (
    to: MachineKey,
    messages: Message[],
  ): Promise<void> => {
    const hasLeg = turns.kinds.of(to.kind).document !== undefined;
    while (messages.length > 0) {
      const next = messages.splice(0, hasLeg ? 1 : mostAtOnce);
      if (next.length > 1) await deliverAll(to, next);
      else for (const message of next) await deliverOne(to, message);
    }
    // Not a moment later: what comes from here on begins anew.
    waiting.delete(nameOf(to));
  };

  return (
    to: MachineKey,
    token: string,
    event: MachineEvent,
  ): Promise<Outcome> =>
    new Promise((delivered, failed) => {
      const message: Message = { token, event, delivered, failed };
      const name = nameOf(to);
      const others = waiting.get(name);
      if (others) {
        others.push(message);
        return;
      }
      const messages = [message];
      waiting.set(name, messages);
      workOff(to, messages).catch((error: unknown) => {
        waiting.delete(name);
        for (const one of messages) one.failed(error);
      });
    });
}

function nameOf({ kind, id }: MachineKey): string {
  return `${kind}:${id}`;
}
