import type { Bridge } from "../bridge.js";
import { Interrupted, interruptible } from "../interrupt.js";
import { standardParams } from "../parameters.js";
import {
  findQueue,
  maxQueueName,
  removeMember,
  waitedSeconds,
  type Claim,
  type Member,
  type Queue,
} from "../queues.js";
import type { Scene, Step } from "../scene.js";
import { attributeEndpoint, goToAction } from "../twiml/address.js";
import type { TwimlElement } from "../twiml/document.js";
import type { Params } from "../webhook.js";
import { talkOver } from "./talk.js";

/** `<Dial><Queue>` (§2.5): talks with the first who waits; an empty queue is waited for, a missing one fails. */
export async function dialQueue(
  dial: TwimlElement,
  noun: TwimlElement,
  scene: Scene,
): Promise<Step> {
  const { exchange, leg } = scene;
  const name = noun.text;
  if (name === "" || name.length > maxQueueName)
    exchange.refuse(
      leg,
      name === "" ? 14212 : 14213,
      `<Queue> names a queue by 1 to ${maxQueueName} characters.`,
      false,
    );
  const queue = findQueue(exchange, name);
  if (!queue)
    return goToAction(dial, scene, {
      DialCallStatus: "failed",
      DialBridged: "false",
    });
  let params: Params = { DialCallStatus: "canceled", DialBridged: "false" };
  try {
    params = { DialCallStatus: "no-answer", DialBridged: "false" };
    const member = await firstMember(dial, scene, queue);
    if (member) {
      const queueTime = waitedSeconds(exchange, member);
      removeMember(exchange, queue, member);
      const began = exchange.clock.now();
      const bridged = await connect(dial, noun, scene, member);
      params = {
        DialCallStatus: "completed",
        DialCallSid: member.leg.sid,
        DialBridged: String(bridged),
        DialCallDuration: String(
          Math.round((exchange.clock.now() - began) / 1000),
        ),
        QueueSid: queue.sid,
        QueueTime: String(queueTime),
      };
    }
    return goToAction(dial, scene, params);
  } catch (error) {
    const action = attributeEndpoint(dial, scene);
    if (error instanceof Interrupted && error.reason === "ended" && action)
      exchange.notifyOfEnd(leg, action, {
        ...standardParams(leg, exchange.account.sid),
        ...params,
      });
    throw error;
  }
}

function firstMember(
  dial: TwimlElement,
  scene: Scene,
  queue: Queue,
): Promise<Member | undefined> {
  const { exchange, leg, signal } = scene;
  const timeoutMs = Number(dial.attributes["timeout"] ?? "30") * 1000;
  return interruptible<Member | undefined>(signal, (done) => {
    const [first] = queue.members;
    if (!first)
      exchange.events.publish(leg.sid, { type: "tone", tone: "music" });
    const unwatches = [
      queue.joined.subscribe(() => done(queue.members[0])),
      exchange.clock.after(timeoutMs, () => done(undefined)),
    ];
    if (first) done(first);
    return () => {
      for (const unwatch of unwatches) unwatch();
    };
  });
}

async function connect(
  dial: TwimlElement,
  noun: TwimlElement,
  scene: Scene,
  member: Member,
): Promise<boolean> {
  const whisper = attributeEndpoint(noun, scene, "url");
  const withdrawal: { claim?: Claim } = {};
  try {
    const bridge = await interruptible<Bridge | undefined>(
      scene.signal,
      (done) => {
        const claim: Claim = {
          by: scene.leg,
          whisper,
          connect: done,
          isWithdrawn: false,
        };
        withdrawal.claim = claim;
        member.accept(claim);
        // A caller who hangs up during the document leaves nobody to talk with.
        return member.leg.changes.subscribe(() => done(undefined));
      },
    );
    if (!bridge) return false;
    await talkOver(dial, scene, bridge);
    return true;
  } finally {
    if (withdrawal.claim) withdrawal.claim.isWithdrawn = true;
  }
}
