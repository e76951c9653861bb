import {
  answerLine,
  inboundForm,
  lineNumber,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";
import type { Queue } from "../../src/machines/queue/context.js";
import { lineQueue } from "../../src/machines/queue/events.js";
import type { Case } from "../../src/machines/case/file.js";
import { readContext } from "../../src/server/read-context.js";
import { hangUpCaller, placeOf, ringPerson } from "../support/talk.js";
import { fireDue } from "../support/pass-time.js";
import { until } from "../support/until.js";

let answered: AnsweredLine;
beforeEach(async () => {
  answered = await answerLine();
});
afterEach(() => answered.close());

const ring = (more?: Record<string, string>) => ringPerson(answered, more);

describe("a person who is rung", () => {
  it("hears who calls and takes the call with key 1; both meet in a room named after the call", async () => {
    const { call, answer, press } = await ring();
    const heard = await answer();
    expect(linesOf(heard.body)).toEqual([
      expect.stringContaining("Marque 1 para tomar la llamada") as string,
      "gather  6s",
    ]);
    const joined = await press(heard.body, "1");
    expect(joined.body).toContain(`${call}</Conference>`);
    expect(joined.body).toContain('endConferenceOnExit="false"');
    await answered.settle();
    const [fetched = ""] = answered.legs.fetched;
    const caller = await answered.post(fetched, inboundForm(call));
    expect(caller.body).toContain(`${call}</Conference>`);
  });

  it.each(["sip:line@acme.sip.example.com", "client:line", ""])(
    "is rung with the line's number where none was dialled, but %j",
    async (To) => {
      const { from } = await ring({ To });
      expect(from).toBe(lineNumber);
    },
  );

  it("hears it again when the carrier could not reach us, and is let go when it could not use it", async () => {
    const { answer, press, falls } = await ring();
    const whisper = await falls("11205");
    expect(linesOf(whisper.body)[0]).toContain("Marque 1");
    expect((await answer()).body).toBe(whisper.body);
    const room = await press(whisper.body, "1");
    expect((await falls("11200")).body).toBe(room.body);
    expect((await falls("12100")).body).toContain("<Hangup/>");
  });

  it("is hung up on with any other key, and the caller goes on", async () => {
    const { call, answer, press } = await ring();
    const declined = await press((await answer()).body, "2");
    expect(declined.body).toContain("<Hangup/>");
    await answered.settle();
    expect(await placeOf(answered, "call", call)).toBe("call-back.telling");
  });

  it("is a voicemail when nothing is pressed, which takes no call", async () => {
    const { call, answer, press } = await ring();
    const silent = await press((await answer()).body, "");
    expect(silent.body).toContain("<Hangup/>");
    await answered.settle();
    expect(await placeOf(answered, "call", call)).toBe("call-back.telling");
  });

  it("takes nobody's call who does not wait any more", async () => {
    const { call, waiting, answer, press, leg } = await ring();
    const heard = await answer();
    await answered.post(
      actionOf(waiting) ?? "",
      inboundForm(call, { QueueResult: "queue-full" }),
    );
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
    expect((await press(heard.body, "1")).body).toContain("<Hangup/>");
    expect((await answer()).body).toContain("Marque 1");
  });

  it("is hung up on when the caller hangs up while the phone rings", async () => {
    const { call, leg, answer } = await ring();
    await hangUpCaller(answered, call);
    await until(
      async () => (await placeOf(answered, "call", call)) === "(ended)",
    );
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
    expect((await answer()).body).toContain("<Hangup/>");
  });

  it("is hung up on when a caller without a number hangs up during the talk", async () => {
    const { call, leg, answer, press } = await ring({ From: "anonymous" });
    await press((await answer()).body, "1");
    await answered.settle();
    await hangUpCaller(answered, call);
    await until(
      async () => (await placeOf(answered, "call", call)) === "(ended)",
    );
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
  });

  it("who hangs up leaves the caller on the line, who is asked whether it is settled", async () => {
    const { call, answer, press, status } = await ring();
    await press((await answer()).body, "1");
    await answered.settle();
    await status("completed");
    await until(
      async () => (await placeOf(answered, "connection", call)) === "wrap-up",
    );
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call),
    );
    expect(linesOf(body)[0]).toContain("¿Quedó resuelto?");
  });

  it("who does not answer moves the caller on; a late key for the document before that moves nothing", async () => {
    const { call, waiting, status } = await ring();
    await status("no-answer");
    await until(
      async () => (await placeOf(answered, "connection", call)) !== "ringing",
    );
    await answered.settle();
    const place = await placeOf(answered, "call", call);
    expect(place).toBe("call-back.telling");
    const now = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call),
    );
    const late = await answered.post(
      actionOf(waiting) ?? "",
      inboundForm(call, { Digits: "0", CallStatus: "in-progress" }),
    );
    expect(late.body).toBe(now.body);
    expect(await placeOf(answered, "call", call)).toBe(place);
  });

  it("answers twice as once: the carrier's repetition gets the same document", async () => {
    const { answer, press } = await ring();
    const first = await answer();
    expect((await answer()).body).toBe(first.body);
    const taken = await press(first.body, "1");
    expect((await press(first.body, "1")).body).toBe(taken.body);
  });

  it("is asked for by a caller without a number as by any other", async () => {
    const { call, phone, status } = await ring({ From: "client:alice" });
    expect(phone).toBe("+12025550111");
    await status("no-answer");
    await until(
      async () => (await placeOf(answered, "connection", call)) !== "ringing",
    );
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call, { From: "client:alice" }),
    );
    expect(body).toContain("Luis Prado le llamará");
  });
});

describe("a caller who leaves a message and hangs up", () => {
  const message = { Digits: "hangup", RecordingDuration: "9" };
  const completed = { CallStatus: "completed", From: "client:alice" };
  const recordings = async (call: string) =>
    (await readContext<Case>(answered.store, { kind: "case", id: call }))
      ?.recordings ?? [];
  /** Nobody picks up, and the caller shows no number. */
  const atTheTone = async () => {
    const { call, status } = await ring({ From: "client:alice" });
    await status("no-answer");
    await until(
      async () => (await placeOf(answered, "connection", call)) !== "ringing",
    );
    await answered.settle();
    const says = (to = "") =>
      answered.post(
        to,
        inboundForm(call, { From: "client:alice", CallStatus: "in-progress" }),
      );
    // The promise, the key for a number, and the tone.
    let { body } = await says(answered.legs.fetched.at(-1));
    for (let silence = 0; silence < 2; silence += 1)
      ({ body } = await says(actionOf(body)));
    const leaves = () =>
      answered.post(
        actionOf(body) ?? "",
        inboundForm(call, {
          ...completed,
          ...message,
          RecordingUrl: "https://recordings.example/RE1",
        }),
      );
    return { call, leaves };
  };

  it("has left it also when the carrier says first that the call is over", async () => {
    const { call, leaves } = await atTheTone();
    await answered.post("/voice/status", inboundForm(call, completed));
    // Another webhook, so that the first one is worked on.
    await answered.post(
      `/voice/document?kind=call&id=${call}`,
      inboundForm(call, completed),
    );
    await leaves();
    await answered.settle();
    expect(await recordings(call)).toHaveLength(1);
    expect(await placeOf(answered, "call", call)).toBe("(ended)");
  });

  it("is gone with the message: nothing else needs to say so", async () => {
    const { call, leaves } = await atTheTone();
    expect((await leaves()).body).toContain("<Hangup/>");
    await answered.settle();
    expect(await recordings(call)).toHaveLength(1);
    expect(await placeOf(answered, "call", call)).toBe("(ended)");
  });

  it("who hangs up during the tone is known to be gone a moment later", async () => {
    const { call } = await atTheTone();
    await answered.post("/voice/status", inboundForm(call, completed));
    await until(async () =>
      ((await placeOf(answered, "call", call)) ?? "").endsWith("-hung-up"),
    );
    await fireDue(answered, () => Date.now() + 5_000);
    expect(await placeOf(answered, "call", call)).toBe("(ended)");
    expect(await recordings(call)).toEqual([]);
  });
});

describe("a leg of which no status webhook comes", () => {
  const completed = { CallStatus: "completed" };
  const place = (kind: string, id: string) => placeOf(answered, kind, id);
  const presenceOf = async (name: string) =>
    (await readContext<Queue>(answered.store, lineQueue))?.people.find(
      ({ person }) => person.name === name,
    );

  it("of a caller who hangs up in the queue is known to be over by the queue's own word", async () => {
    const { call, leg, waiting } = await ring();
    const { body } = await answered.post(
      actionOf(waiting) ?? "",
      inboundForm(call, { QueueResult: "hangup" }),
    );
    expect(body).toContain("<Hangup/>");
    expect(await place("call", call)).toBe("(ended)");
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
  });

  it("of a caller is known to be over by a post of any of the call's documents", async () => {
    const { call, waiting, answer, press } = await ring();
    await press((await answer()).body, "1");
    await answered.settle();
    await answered.post(
      actionOf(waiting) ?? "",
      inboundForm(call, { ...completed, QueueResult: "redirected" }),
    );
    expect(await place("call", call)).toBe("(ended)");
  });

  it("of a person who hangs up is known to be over by the room's word: the caller is not left alone", async () => {
    const { call, leg, answer, press } = await ring();
    const room = await press((await answer()).body, "1");
    await answered.settle();
    await answered.post(
      actionOf(room.body) ?? "",
      inboundForm(leg, { ...completed, DialCallStatus: "answered" }),
    );
    expect(await place("connection", call)).toBe("wrap-up");
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call),
    );
    expect(linesOf(body)[0]).toContain("¿Quedó resuelto?");
  });

  it("of two who talked and hung up while no server answered is found out within minutes: the person is offered callers again", async () => {
    const { call, leg, answer, press } = await ring();
    await press((await answer()).body, "1");
    await answered.settle();
    const after = (minutes: number) => () => Date.now() + minutes * 60_000;
    await fireDue(answered, after(5));
    await fireDue(answered, after(10));
    expect(await place("connection", call)).toBe("joined.together");
    expect((await presenceOf("Luis Prado"))?.status).toBe("talking");
    answered.legs.over.add(leg).add(call);
    await fireDue(answered, after(15));
    expect(await place("call", call)).toBe("(ended)");
    await fireDue(answered, after(16));
    expect((await presenceOf("Luis Prado"))?.status).toBe("available");
  });

  it("is known to be over when the carrier cannot move it: nobody is left in a room with no one", async () => {
    const { call, leg, answer, press } = await ring({ From: "anonymous" });
    answered.legs.over.add(call);
    await press((await answer()).body, "1");
    await answered.settle();
    expect(await place("call", call)).toBe("(ended)");
    expect(answered.legs.ended).toEqual([leg]);
  });
});
