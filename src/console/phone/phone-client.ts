import type { CallView } from "../../server/call-view.js";
import type { PhoneNumbers } from "../../carrier/simulator/phone-api.js";

/** What the simulator refused, in its own words; or, with no answer at all, `LineAway`. */
class PhoneRefused extends Error {}
export class LineAway extends Error {}

const base = "/simulator/phone";

export async function readNumbers(): Promise<PhoneNumbers> {
  return (await ask(`${base}/numbers`)) as PhoneNumbers;
}

/** Where the call is in its flow; undefined while the line does not know the call. */
export async function readCallView(sid: string): Promise<CallView | undefined> {
  const response = await fetch(`/api/calls/${encodeURIComponent(sid)}`);
  return response.ok ? ((await response.json()) as CallView) : undefined;
}

/** Dials; the result is the leg's sid. */
export async function dial(from: string, to: string): Promise<string> {
  const { sid } = (await post(`${base}/calls`, { from, to })) as {
    sid: string;
  };
  return sid;
}

export type LegAction = "answer" | "decline" | "press" | "speak" | "hang-up";

/** What the person at a leg's telephone does. */
export async function act(
  sid: string,
  action: LegAction,
  body: { readonly digits?: string; readonly text?: string } = {},
): Promise<void> {
  await post(`${base}/legs/${encodeURIComponent(sid)}/${action}`, body);
}

function post(path: string, body: unknown): Promise<unknown> {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask(path: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw new LineAway("The line does not answer.", { cause });
  });
  if (response.status === 204) return undefined;
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body;
  const { error } = (body ?? {}) as { error?: unknown };
  throw new PhoneRefused(
    typeof error === "string" ? error : `The line answered ${response.status}.`,
  );
}
