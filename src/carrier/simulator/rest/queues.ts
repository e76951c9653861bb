import type { Router } from "express";
import type { Exchange } from "../exchange.js";
import { runCall } from "../incoming.js";
import { apiVersion, rfc2822 } from "../parameters.js";
import {
  averageWait,
  findQueue,
  maxQueueName,
  maxQueueSize,
  openQueue,
  waitedSeconds,
  type Member,
  type Queue,
} from "../queues.js";
import { readBody, readEndpoint, readInteger } from "./form.js";
import { pageOf } from "./page.js";
import { RestError, notFound } from "./rest-error.js";

/** `/Queues` and their members (§4.5): create, list, fetch, delete; posting a `Url` to a member dequeues them. */
export function addQueues(router: Router, exchange: Exchange): void {
  const queueOf = (sid: string): Queue => {
    const queue = exchange.queues.get(sid);
    if (!queue) throw notFound(`/Queues/${sid}.json`);
    return queue;
  };
  router.post("/Queues.json", (request, response) => {
    const form = readBody(request);
    const name = form.text("FriendlyName");
    const maxSize = readInteger(form, "MaxSize", 1, maxQueueSize);
    if (name === undefined || name.length > maxQueueName)
      throw new RestError(
        400,
        20002,
        `FriendlyName has 1 to ${maxQueueName} characters`,
      );
    if (findQueue(exchange, name))
      throw new RestError(400, 22003, `A queue named ${name} exists`);
    const queue = openQueue(exchange, name, maxSize);
    response.status(201).json(presentQueue(exchange, queue));
  });
  router.get("/Queues.json", (request, response) => {
    response.json(
      pageOf(request, "queues", [...exchange.queues.values()], (queue) =>
        presentQueue(exchange, queue),
      ),
    );
  });
  router.get("/Queues/:sid.json", (request, response) => {
    response.json(presentQueue(exchange, queueOf(request.params.sid)));
  });
  router.delete("/Queues/:sid.json", (request, response) => {
    const queue = queueOf(request.params.sid);
    if (queue.members.length > 0)
      throw new RestError(400, 22001, "A queue is deleted when it is empty");
    exchange.queues.delete(queue.sid);
    response.status(204).end();
  });
  router.get("/Queues/:sid/Members.json", (request, response) => {
    const queue = queueOf(request.params.sid);
    response.json(
      pageOf(request, "queue_members", queue.members, (member) =>
        presentMember(exchange, queue, member),
      ),
    );
  });
  router.get("/Queues/:sid/Members/:call.json", (request, response) => {
    const queue = queueOf(request.params.sid);
    const member = memberOf(queue, request.params.call);
    response.json(presentMember(exchange, queue, member));
  });
  router.post("/Queues/:sid/Members/:call.json", (request, response) => {
    const queue = queueOf(request.params.sid);
    const member = memberOf(queue, request.params.call);
    const url = readEndpoint(readBody(request), "Url", "Method");
    if (!url) throw new RestError(400, 21205, "Url parameter is required");
    const presented = presentMember(exchange, queue, member);
    runCall(exchange, member.leg, { type: "request", ...url });
    response.json(presented);
  });
}

function memberOf(queue: Queue, call: string): Member {
  const member =
    call === "Front"
      ? queue.members[0]
      : queue.members.find(({ leg }) => leg.sid === call);
  if (!member) throw notFound(`/Queues/${queue.sid}/Members/${call}.json`);
  return member;
}

function presentQueue({ account }: Exchange, queue: Queue): object {
  const uri = `/${apiVersion}/Accounts/${account.sid}/Queues/${queue.sid}`;
  return {
    sid: queue.sid,
    account_sid: account.sid,
    friendly_name: queue.name,
    current_size: queue.members.length,
    average_wait_time: averageWait(queue),
    max_size: queue.maxSize,
    date_created: rfc2822(queue.createdAt),
    date_updated: rfc2822(queue.createdAt),
    uri: `${uri}.json`,
    subresource_uris: { members: `${uri}/Members.json` },
  };
}

function presentMember(
  exchange: Exchange,
  queue: Queue,
  member: Member,
): object {
  return {
    call_sid: member.leg.sid,
    queue_sid: queue.sid,
    position: queue.members.indexOf(member) + 1,
    wait_time: waitedSeconds(exchange, member),
    date_enqueued: rfc2822(member.joinedAt),
    uri: `/${apiVersion}/Accounts/${exchange.account.sid}/Queues/${queue.sid}/Members/${member.leg.sid}.json`,
  };
}
