import request from "supertest";
import { whereIs } from "../../src/machines/advance.js";
import { readState } from "../../src/server/turn.js";
import { inboundForm, type AnsweredLine } from "./answered-line.js";
import { actionOf, linesOf } from "./documents.js";
import { fireDue } from "./pass-time.js";
import { until } from "./until.js";

let calls = 0;
const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;

/** Where a machine is; `undefined`: there is none. */
export async function placeOf(
  { store }: AnsweredLine,
  kind: string,
  id: string,
): Promise<string | undefined> {
  const { machine } = await store.load({ kind, id });
  return machine && whereIs(readState(machine.state).snapshot);
}

/** A caller asks for a person, whose phone rings then. */
export async function ringPerson(
  answered: AnsweredLine,
  more: Record<string, string> = {},
) {
  const call = newCall();
  const first = await answered.post("/voice", inboundForm(call, more));
  const waiting = await answered.post(
    actionOf(first.body) ?? "",
    inboundForm(call, { ...more, Digits: "2" }),
  );
  await answered.settle();
  const leg = answered.legs.rung.at(-1);
  if (!leg) throw new Error("Nobody is rung.");
  const form = inboundForm(leg.leg, { Direction: "outbound-api" });
  return {
    ...leg,
    call,
    waiting: waiting.body,
    answer: () => answered.post(leg.answerUrl, form),
    press: (document: string, Digits: string) =>
      answered.post(actionOf(document) ?? "", { ...form, Digits }),
    falls: (ErrorCode: string) =>
      answered.post(leg.fallbackUrl, { ...form, ErrorCode }),
    status: (CallStatus: string) =>
      answered.post(leg.statusUrl, { ...form, CallStatus }),
  };
}

export const hangUpCaller = (answered: AnsweredLine, call: string) =>
  answered.post(
    "/voice/status",
    inboundForm(call, { CallStatus: "completed" }),
  );

/** They hang up, and the line knows. */
export async function callerGoes(
  answered: AnsweredLine,
  call: string,
): Promise<void> {
  await hangUpCaller(answered, call);
  await until(
    async () => (await placeOf(answered, "call", call)) === "(ended)",
  );
  await answered.settle();
}

export const deskKey = "the desk's key, long enough for a test";

/** A clock that is moved by hand. */
export interface HandClock {
  now: number;
}

/** María talks with Luis; a desk acts for him. */
export async function talkOn(answered: AnsweredLine, clock: HandClock) {
  const luis = await ringPerson(answered);
  let document = (await luis.press((await luis.answer()).body, "1")).body;
  await answered.settle();
  /** The newest document that the carrier was told to fetch for machines of that kind, read by a leg until it stops leading on. */
  const fetched = async (kind: string, leg: string) => {
    const url = answered.legs.fetched.findLast((one) =>
      one.includes(`kind=${kind}&`),
    );
    let body = (await answered.post(url ?? "", inboundForm(leg))).body;
    while (body.includes("<Response><Redirect>")) {
      const [, next = ""] = /<Redirect>([^<]+)</.exec(body) ?? [];
      body = (
        await answered.post(next.replaceAll("&amp;", "&"), inboundForm(leg))
      ).body;
    }
    return body;
  };
  return {
    ...luis,
    does: async (act: string, body: object = {}) => {
      const answer = await request(answered.url)
        .post(`/api/connections/${luis.call}/${act}`)
        .set("authorization", `Bearer ${deskKey}`)
        .send(body);
      await answered.settle();
      return answer;
    },
    caller: () => fetched("aside", luis.call),
    person: async () => (document = await fetched("connection", luis.leg)),
    /** Luis presses a key, or star leads him out of the room. */
    key: async (Digits: string) => {
      const form = inboundForm(
        luis.leg,
        Digits === "*"
          ? { CallStatus: "in-progress", DialCallStatus: "answered" }
          : { CallStatus: "in-progress", Digits },
      );
      document = (await answered.post(actionOf(document) ?? "", form)).body;
      await answered.settle();
      return document;
    },
    callerPresses: async (body: string, Digits: string) => {
      const form = inboundForm(luis.call, {
        CallStatus: "in-progress",
        Digits,
      });
      const heard = await answered.post(actionOf(body) ?? "", form);
      await answered.settle();
      return heard.body;
    },
    /** Whoever was rung last takes the call. */
    thirdComes: async () => {
      const third = answered.legs.rung.at(-1)!;
      const form = inboundForm(third.leg, { Direction: "outbound-api" });
      const { body } = await answered.post(third.answerUrl, form);
      const joined = await answered.post(actionOf(body) ?? "", {
        ...form,
        Digits: "1",
      });
      await answered.settle();
      return { ...third, whisper: linesOf(body), joined: joined.body };
    },
    ends: async (statusUrl: string, leg: string) => {
      await answered.post(
        statusUrl,
        inboundForm(leg, { CallStatus: "completed" }),
      );
      await answered.settle();
    },
    waits: async (ms: number) => {
      clock.now += ms;
      await fireDue(answered, () => clock.now);
    },
    at: () => placeOf(answered, "connection", luis.call),
  };
}
