import type { Request } from "express";
import type { CallContext } from "../flows/call-context.js";
import type { MachineState } from "./turn.js";

/** Where a leg's documents send what happens. */
export function voiceAddresses(publicUrl: string, call: string, turn: number) {
  const query = `call=${encodeURIComponent(call)}&turn=${turn}`;
  return {
    turn: `${publicUrl}/voice/turn?${query}`,
    whisper: `${publicUrl}/voice/whisper?${query}`,
    ringing: `${publicUrl}/voice/ringing?${query}`,
    accept: `${publicUrl}/voice/accept?${query}`,
  };
}

/** The call and the turn that an address of ours names. Throws for any other. */
export function turnOf(request: Request): { call: string; turn: number } {
  const { call, turn } = request.query;
  const number = Number(turn);
  if (
    typeof call !== "string" ||
    !/^[\w:.-]{1,128}$/.test(call) ||
    !Number.isSafeInteger(number)
  )
    throw new Error("The address names no call and turn.");
  return { call, turn: number };
}

/** What a call knows. */
export function contextOf(
  state: MachineState | undefined,
): CallContext | undefined {
  return (state?.snapshot as { context?: CallContext } | undefined)?.context;
}
