import type { Request } from "express";
import type { CallContext } from "../../flows/call-context.js";
import type { Address } from "../../flows/effects.js";
import type { Alone } from "../../carrier/twilio/twiml.js";
import type { MachineKey } from "../../store/contract.js";
import type { MachineState } from "../turn.js";

/** Where the documents of a caller's leg send what happens. */
export function voiceAddresses(publicUrl: string, call: string, turn: number) {
  const query = `call=${encodeURIComponent(call)}&turn=${turn}`;
  return {
    turn: `${publicUrl}/voice/turn?${query}`,
    wait: `${publicUrl}/voice/wait?${query}`,
    waitKey: `${publicUrl}/voice/wait/key?${query}`,
    ...everybodys(publicUrl),
  };
}

/** The same for the leg of the person whom a connection rings. */
export function personAddresses(publicUrl: string, call: string, turn: number) {
  const query = `call=${encodeURIComponent(call)}&turn=${turn}`;
  const address = `${publicUrl}/voice/person/turn?${query}`;
  return { turn: address, wait: address, ...everybodys(publicUrl) };
}

/** The same for the leg of a caller who is rung back, maybe at another number than their own. */
export function backAddresses(publicUrl: string, id: string, turn: number) {
  const address = `${publicUrl}/voice/back/turn?id=${encodeURIComponent(id)}&turn=${turn}`;
  return { turn: address, wait: address, ...everybodys(publicUrl) };
}

/** The same for somebody of the line's people, for a customer who is rung for them, and for a caller who is out of the talk. */
export function legAddresses(
  publicUrl: string,
  { kind, id }: MachineKey,
  turn: number,
) {
  const address = `${legPath(publicUrl, kind)}/turn?id=${encodeURIComponent(id)}&turn=${turn}`;
  return { turn: address, wait: address, ...everybodys(publicUrl) };
}

function legPath(publicUrl: string, kind: string): string {
  const paths: Readonly<Record<string, string>> = {
    "staff-call": "staff",
    aside: "aside",
  };
  return `${publicUrl}/voice/${paths[kind] ?? "customer"}`;
}

/** What every leg's documents may name. */
function everybodys(publicUrl: string) {
  return {
    alone: aloneAddresses(publicUrl),
    music: (piece: number) => `${publicUrl}/music/${piece}.wav`,
    document: ({ kind, id }: Address) => documentAddress(publicUrl, kind, id),
  };
}

/** Nobody's in particular: they need no store, and no leg hears nothing because of one. */
export function aloneAddresses(publicUrl: string) {
  return (sound: Alone) => `${publicUrl}/music/alone/${sound}`;
}

/**
 * Where the carrier asks about one time that a machine has a telephone rung: what to say to whoever picks up, what becomes of the leg, and what
 * to say where it could not get or use a document.
 */
export function offerAddresses(
  publicUrl: string,
  { kind, id }: MachineKey,
  offer: number,
) {
  const at = (path: string, query: string) => ({
    answer: `${path}?${query}`,
    status: `${path}/status?${query}`,
    fallback: `${path}/fallback?${query}`,
  });
  const name = encodeURIComponent(id);
  if (kind === "callback")
    return at(`${publicUrl}/voice/back`, `id=${name}&offer=${offer}`);
  if (kind === "staff-call" || kind === "ring-back")
    return at(legPath(publicUrl, kind), `id=${name}&offer=${offer}`);
  return at(`${publicUrl}/voice/person`, `call=${name}&offer=${offer}`);
}

/** Where the carrier says what became of a message that a machine sent. */
export function messageAddress(
  publicUrl: string,
  { kind, id }: MachineKey,
  receipt: string,
): string {
  return `${publicUrl}/voice/message?kind=${kind}&id=${encodeURIComponent(id)}&receipt=${encodeURIComponent(receipt)}`;
}

/** What the machine's own leg is to be on now. */
export function documentAddress(
  publicUrl: string,
  kind: string,
  id: string,
): string {
  return `${publicUrl}/voice/document?kind=${kind}&id=${encodeURIComponent(id)}`;
}

/** The call and the turn that an address of ours names. Throws for any other. */
export function turnOf(request: Request): { call: string; turn: number } {
  return {
    call: nameIn(request, "call"),
    turn: numberIn(request, "turn"),
  };
}

/** When the carrier was asked to ring, epoch ms, as far as the address of a leg's status says it. */
export function dialledIn(request: Request): { dialled?: number } {
  const text = request.query["dialled"];
  return typeof text === "string" && /^\d{1,15}$/.test(text)
    ? { dialled: Number(text) }
    : {};
}

export function nameIn(request: Request, field: string): string {
  const name = request.query[field];
  if (typeof name !== "string" || !/^[\w:.+-]{1,128}$/.test(name))
    throw new Error(`The address has no ${field}.`);
  return name;
}

export function numberIn(request: Request, field: string): number {
  const text = request.query[field];
  if (typeof text !== "string" || !/^\d{1,9}$/.test(text))
    throw new Error(`The address has no ${field}.`);
  return Number(text);
}

/** What a call knows. */
export function contextOf(
  state: MachineState | undefined,
): CallContext | undefined {
  return (state?.snapshot as { context?: CallContext } | undefined)?.context;
}
