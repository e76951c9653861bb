import { talkSeconds } from "../callbacks.js";
import type { Exchange } from "../exchange.js";
import type { Leg } from "../leg.js";
import { apiVersion, rfc2822 } from "../parameters.js";

/** A leg as the Call resource shows it (§4.2): snake_case, RFC 2822 dates, figures as text. */
export function presentCall(exchange: Exchange, leg: Leg): object {
  const { account } = exchange;
  const uri = `/${apiVersion}/Accounts/${account.sid}/Calls/${leg.sid}`;
  const line = exchange.lines.get(
    leg.direction === "inbound" ? leg.to : leg.from,
  );
  return {
    sid: leg.sid,
    account_sid: account.sid,
    api_version: apiVersion,
    parent_call_sid: leg.parent ?? null,
    phone_number_sid: line?.sid ?? null,
    from: leg.from,
    from_formatted: leg.from,
    to: leg.to,
    to_formatted: leg.to,
    status: leg.status,
    direction: leg.direction,
    date_created: rfc2822(leg.createdAt),
    date_updated: rfc2822(leg.endedAt ?? leg.answeredAt ?? leg.createdAt),
    start_time: leg.answeredAt === undefined ? null : rfc2822(leg.answeredAt),
    end_time: leg.endedAt === undefined ? null : rfc2822(leg.endedAt),
    duration: leg.isOver ? String(talkSeconds(leg)) : null,
    queue_time: String(leg.queuedMs),
    price: null,
    price_unit: "USD",
    answered_by: null,
    annotation: null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    trunk_sid: null,
    uri: `${uri}.json`,
    subresource_uris: { recordings: `${uri}/Recordings.json` },
  };
}
