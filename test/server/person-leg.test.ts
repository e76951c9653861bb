import {
  answerLine,
  inboundForm,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { readState } from "../../src/server/turn.js";

let answered: AnsweredLine;
let calls = 0;
beforeAll(async () => {
  answered = await answerLine();
});
afterAll(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;
const begin = (call: string, more: Record<string, string> = {}) =>
  answered.post("/voice", inboundForm(call, more));
const statusOf = async (call: string) => {
  const { machine } = await answered.store.load({ kind: "call", id: call });
  return machine && readState(machine.state).snapshot.status;
};

describe("a person who is rung", () => {
  const ring = async (more: Record<string, string> = {}) => {
    const call = newCall();
    const first = await begin(call, more);
    const { body } = await answered.post(
      actionOf(first.body) ?? "",
      inboundForm(call, { Digits: "2" }),
    );
    const whisper =
      /url="([^"]+)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    return { call, body, whisper };
  };

  it("rings five times at most and hears who calls before taking the call with key 1", async () => {
    const { body, whisper } = await ring();
    expect(body).toContain('timeout="20"');
    const heard = await answered.post(
      whisper,
      inboundForm("CAagent", { Direction: "outbound-dial" }),
    );
    expect(heard.body).toContain("Marque 1 para tomar la llamada");
    expect(heard.body).toMatch(/<Gather[^>]*action="[^"]+\/voice\/accept/);
    expect(heard.body).toContain("<Hangup/>");
  });

  it("is joined with the caller by key 1 and by nothing else", async () => {
    const { whisper } = await ring();
    const accept = whisper.replace("/whisper", "/accept");
    const declined = await answered.post(accept, {
      ...inboundForm("CAagent"),
      Digits: "2",
    });
    const taken = await answered.post(accept, {
      ...inboundForm("CAagent"),
      Digits: "1",
    });
    expect(declined.body).toContain("<Hangup/>");
    expect(taken.body).toMatch(/<Response\/>$/);
  });

  it("does not take the call for the next person who is rung", async () => {
    const { call, body, whisper } = await ring();
    const promised = await answered.post(
      actionOf(body) ?? "",
      inboundForm(call, { DialCallStatus: "no-answer" }),
    );
    await answered.post(
      actionOf(promised.body) ?? "",
      inboundForm(call, { Digits: "0" }),
    );
    const late = await answered.post(whisper.replace("/whisper", "/accept"), {
      ...inboundForm("CAagent"),
      Digits: "1",
    });
    expect(late.body).toContain("<Hangup/>");
    const heard = await answered.post(whisper, inboundForm("CAagent"));
    expect(heard.body).toContain("<Hangup/>");
  });

  it("sees the line's number when the caller has none to show, and is asked for one to ring back", async () => {
    const { call, body } = await ring({ From: "client:alice" });
    expect(body).toContain('callerId="+12025550100"');
    const { body: promise } = await answered.post(
      actionOf(body) ?? "",
      inboundForm(call, { From: "client:alice", DialCallStatus: "busy" }),
    );
    expect(promise).toContain("a qué teléfono le llamamos");
    expect(promise).toContain("<Record");
  });

  it("is not joined with a caller who hung up meanwhile", async () => {
    const { call, whisper } = await ring();
    await answered.post(
      "/voice/status",
      inboundForm(call, { CallStatus: "completed" }),
    );
    for (
      let tries = 0;
      (await statusOf(call)) !== "done" && tries < 1_000;
      tries += 1
    )
      await new Promise((resolve) => setTimeout(resolve, 5));
    const taken = await answered.post(whisper.replace("/whisper", "/accept"), {
      ...inboundForm("CAagent"),
      Digits: "1",
    });
    expect(taken.body).toContain("<Hangup/>");
  });
});
