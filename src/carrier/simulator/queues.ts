import type { Bridge } from "./bridge.js";
import type { Exchange } from "./exchange.js";
import type { Endpoint, Leg } from "./leg.js";
import { createTopic, type Topic } from "./topic.js";
import type { Params } from "./webhook.js";

/** Somebody dials a queue and takes its first caller (§2.5 Queue). */
export interface Claim {
  readonly by: Leg;
  /** A document that the queued caller hears first. */
  readonly whisper: Endpoint | undefined;
  /** Told the bridge, or nothing when the document failed. */
  readonly connect: (bridge: Bridge | undefined) => void;
  isWithdrawn: boolean;
}

export interface Member {
  readonly leg: Leg;
  readonly joinedAt: number;
  /** Takes the caller out of the waiting document. */
  readonly accept: (claim: Claim) => void;
}

export interface Queue {
  readonly sid: string;
  readonly createdAt: number;
  name: string;
  maxSize: number;
  readonly members: Member[];
  readonly joined: Topic<void>;
  /** Seconds that callers who left had waited, summed, and how many they were. */
  waitedS: number;
  left: number;
}

const defaultSize = 1000;
export const maxQueueSize = 5000;
export const maxQueueName = 64;

export function findQueue(exchange: Exchange, name: string): Queue | undefined {
  for (const queue of exchange.queues.values())
    if (queue.name === name) return queue;
  return undefined;
}

/** Queues come into being when they are first named (§2.6). */
export function openQueue(
  exchange: Exchange,
  name: string,
  maxSize = defaultSize,
): Queue {
  const known = findQueue(exchange, name);
  if (known) return known;
  const queue: Queue = {
    sid: exchange.ids.sid("QU"),
    createdAt: exchange.clock.now(),
    name,
    maxSize,
    members: [],
    joined: createTopic<void>(),
    waitedS: 0,
    left: 0,
  };
  exchange.queues.set(queue.sid, queue);
  return queue;
}

/** Takes a member off the queue; false when they were off it already. */
export function removeMember(
  exchange: Exchange,
  queue: Queue,
  member: Member,
): boolean {
  const index = queue.members.indexOf(member);
  if (index < 0) return false;
  queue.members.splice(index, 1);
  queue.waitedS += waitedSeconds(exchange, member);
  queue.left += 1;
  return true;
}

export function waitedSeconds(exchange: Exchange, member: Member): number {
  return Math.round((exchange.clock.now() - member.joinedAt) / 1000);
}

export function averageWait(queue: Queue): number {
  return queue.left === 0 ? 0 : Math.round(queue.waitedS / queue.left);
}

/** What a waiting document is told (§2.6); position 1 is next. */
export function waitParams(
  exchange: Exchange,
  queue: Queue,
  member: Member,
): Params {
  return {
    QueuePosition: String(queue.members.indexOf(member) + 1),
    QueueSid: queue.sid,
    QueueTime: String(waitedSeconds(exchange, member)),
    AvgQueueTime: String(averageWait(queue)),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  };
}
