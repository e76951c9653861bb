import { isLegEffect, type Effect } from "../effects.js";

/** What a turn came to, a line each: what the leg is told, what goes to the outbox, where the call is. */
export function printOutcome(effects: readonly Effect[], at: string): string[] {
  const leg = effects.filter(isLegEffect);
  const outbox = effects.filter((one) => !isLegEffect(one));
  return [...leg, ...outbox].map(printEffect).concat(`at      ${at}`);
}

function printEffect(effect: Effect): string {
  switch (effect.type) {
    case "say":
      return `say     ${effect.language} "${effect.text}"`;
    case "play":
      return "play";
    case "gather":
      return printGather(effect);
    case "wait":
      return "wait";
    case "join":
      return "join";
    case "record":
      return `record  ${effect.max}s`;
    case "music":
    case "go-on":
    case "hang-up":
      return effect.type;
    case "find-charges":
      return `outbox  find-charges ${effect.number}`;
    case "look-up":
      return `outbox  look-up ${effect.connection}.${effect.find}${Object.entries(
        effect.values,
      )
        .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
        .join("")}`;
    case "send-message":
      return `outbox  send-message ${effect.to} "${effect.text}"`;
    case "post-credit":
      return `outbox  post-credit ${effect.account} ${effect.charge.id}`;
    case "tell":
      return `outbox  tell ${effect.to.kind}:${effect.to.id} ${effect.event.type}`;
  }
}

/** `gather  5s speech 8 keys or #`. */
export function printGather(gather: {
  readonly timeout: number | string;
  readonly speech?: unknown;
  readonly digits: number;
  readonly finish?: string;
}): string {
  const { timeout, speech, digits, finish } = gather;
  const keys = digits === 1 ? "" : ` ${digits} keys`;
  return `gather  ${timeout}s${speech === undefined ? "" : " speech"}${keys}${finish === undefined ? "" : ` or ${finish}`}`;
}
