import webhooks from "twilio/lib/webhooks/webhooks.js";
import {
  answerLine,
  inboundForm,
  lineNumber,
  maria,
  postSigned,
  token,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";

let answered: AnsweredLine;
let calls = 0;

beforeAll(async () => {
  answered = await answerLine();
});
afterAll(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;
const begin = (call: string, more: Record<string, string> = {}) =>
  answered.post("/voice", inboundForm(call, more));
const versionOf = async (call: string) =>
  (await answered.store.load({ kind: "call", id: call })).machine?.version;

describe("the first webhook", () => {
  it.each([
    ["a number", { From: maria }],
    [
      "an attested number",
      { From: maria, StirVerstat: "TN-Validation-Passed-A" },
    ],
    ["a withheld number", { From: "anonymous" }],
    ["the stand-in for a withheld number", { From: "+266696687" }],
    ["an empty number", { From: "" }],
    ["a client address", { From: "client:ana" }],
    ["a sip address", { From: "sip:ana@example.com:5060;transport=tls" }],
    ["raw digits", { From: "2025550143" }],
    [
      "unknown fields",
      { SomethingNew: "1", "SipHeader_X-a[b]": "c", Caller: "" },
    ],
    ["markup in a field", { CallerName: "<Say>&amp;</Say>", FromCity: "]]>" }],
  ])(
    "is answered with TwiML that the carrier takes: %s",
    async (_what, more) => {
      const { status, type, body } = await begin(newCall(), more);
      expect(status).toBe(200);
      expect(type).toMatch(/^text\/xml/);
      expect(linesOf(body).join("\n")).toContain(
        "Si no reconoce un cobro, marque 1",
      );
      expect(Buffer.byteLength(body)).toBeLessThan(64_000);
    },
  );

  it("is answered when only the call's id, and neither number nor status, came", async () => {
    const { status, body } = await answered.post("/voice", {
      CallSid: newCall(),
    });
    expect(status).toBe(200);
    expect(linesOf(body).at(-1)).toBe("gather  5s speech");
  });

  it("takes a call id of another provider's form", async () => {
    const { body } = await begin("v3:7kq-_x.2f");
    expect(linesOf(body).at(-1)).toBe("gather  5s speech");
    expect(actionOf(body)).toContain("call=v3%3A7kq-_x.2f&turn=1");
  });

  it("is answered over GET, with its fields in the address", async () => {
    const query = new URLSearchParams(inboundForm(newCall())).toString();
    const url = `${answered.url}/voice?${query}`;
    const signature = webhooks.getExpectedTwilioSignature(token, url, {});
    const answer = await fetch(url, {
      headers: { "x-twilio-signature": signature },
    });
    expect(answer.status).toBe(200);
    expect(linesOf(await answer.text()).at(-1)).toBe("gather  5s speech");
  });

  it("takes a number whose verification failed for nobody's", async () => {
    const call = newCall();
    const first = await begin(call, { StirVerstat: "TN-Validation-Failed-C" });
    const { body } = await answered.post(
      actionOf(first.body) ?? "",
      inboundForm(call, { Digits: "1" }),
    );
    expect(linesOf(body).at(-1)).toBe("wait");
  });

  it("rings people when the form names no call", async () => {
    const { status, body } = await answered.post("/voice", { From: maria });
    expect(status).toBe(200);
    expect(body).toContain("<Dial");
    expect(body).toContain("+12025550111");
  });
});

describe("a signature", () => {
  it("that is missing or wrong gets a bare 403", async () => {
    for (const headers of [
      { "x-twilio-signature": "" },
      { "x-twilio-signature": "bm9uZQ==" },
    ]) {
      const answer = await postSigned(
        `${answered.url}/voice`,
        inboundForm(newCall()),
        headers,
      );
      expect([answer.status, answer.body]).toEqual([403, ""]);
    }
  });

  it("over other fields, or for another address, is refused on every route", async () => {
    const good = `${answered.url}/voice`;
    for (const path of [
      "/voice",
      "/voice/turn?call=CA1&turn=1",
      "/voice/wait?call=CA1&turn=1",
      "/voice/wait/key?call=CA1&turn=1",
      "/voice/document?kind=call&id=CA1",
      "/voice/person?call=CA1&offer=1",
      "/voice/person/turn?call=CA1&turn=1",
      "/voice/person/status?call=CA1&offer=1",
      "/voice/status",
      "/voice/fallback",
      "/voice/last-resort",
    ]) {
      const answer = await fetch(`${answered.url}${path}`, {
        method: "POST",
        headers: { "x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=" },
        body: new URLSearchParams(inboundForm("CA1")),
      });
      expect(answer.status).toBe(403);
    }
    expect(good).toContain("/voice");
  });
});

describe("a turn", () => {
  it("that is posted twice is answered twice alike, and moves the call once", async () => {
    const call = newCall();
    const first = await begin(call);
    const pressed = inboundForm(call, {
      Digits: "2",
      CallStatus: "in-progress",
    });
    const one = await answered.post(actionOf(first.body) ?? "", pressed);
    const version = await versionOf(call);
    const two = await answered.post(actionOf(first.body) ?? "", pressed);
    const again = await begin(call);
    expect(two.body).toBe(one.body);
    expect(again.body).toBe(first.body);
    expect(await versionOf(call)).toBe(version);
  });

  it("that is posted twice at the same instant moves the call once", async () => {
    const call = newCall();
    const action = actionOf((await begin(call)).body) ?? "";
    const pressed = inboundForm(call, {
      Digits: "1",
      CallStatus: "in-progress",
    });
    const before = (await versionOf(call)) ?? 0;
    const bodies = await Promise.all(
      Array.from(
        { length: 8 },
        async () => (await answered.post(action, pressed)).body,
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    expect(await versionOf(call)).toBe(before + 1);
  });

  it("of an older document gets the reply that it had, whatever it says now", async () => {
    const call = newCall();
    const first = actionOf((await begin(call)).body) ?? "";
    const second = await answered.post(
      first,
      inboundForm(call, { Digits: "7" }),
    );
    await answered.post(
      actionOf(second.body) ?? "",
      inboundForm(call, { Digits: "2" }),
    );
    const version = await versionOf(call);
    const late = await answered.post(first, inboundForm(call, { Digits: "0" }));
    expect(late.body).toBe(second.body);
    expect(await versionOf(call)).toBe(version);
  });

  it("of a call that nobody knows rings people", async () => {
    const { status, body } = await answered.post(
      "/voice/turn?call=CAnobody&turn=4",
      inboundForm("CAnobody", { Digits: "1" }),
    );
    expect(status).toBe(200);
    expect(body).toContain("<Dial");
  });

  it("of a call that is over hangs up", async () => {
    const call = newCall();
    const action = actionOf((await begin(call)).body) ?? "";
    const { body } = await answered.post(
      action,
      inboundForm(call, { CallStatus: "completed" }),
    );
    expect(linesOf(body)).toEqual(["hang-up"]);
  });
});

describe("a post that is odd", () => {
  it.each([
    [
      "a key twice",
      [
        ["Digits", "7"],
        ["Digits", "2"],
      ],
    ],
    [
      "a very long speech",
      [
        ["SpeechResult", `persona ${"eh ".repeat(3_000)}`],
        ["Confidence", "0.9"],
      ],
    ],
    [
      "a very long number",
      [
        ["Digits", "2"],
        ["To", "9".repeat(400)],
      ],
    ],
  ])("is read as far as it makes sense: %s", async (_what, fields) => {
    const call = newCall();
    const action = actionOf((await begin(call)).body) ?? "";
    const body = new URLSearchParams([
      ["CallSid", call],
      ["CallStatus", "in-progress"],
      ...fields,
    ] as [string, string][]);
    const params: Record<string, string | string[]> = {};
    for (const name of new Set(body.keys())) {
      const all = [...body.getAll(name)];
      params[name] = all.length > 1 ? all : (all[0] ?? "");
    }
    const signature = webhooks.getExpectedTwilioSignature(
      token,
      action,
      params as Record<string, string>,
    );
    const answer = await fetch(action, {
      method: "POST",
      body,
      headers: { "x-twilio-signature": signature },
    });
    expect(linesOf(await answer.text()).at(-1)).toBe("wait");
  });

  it("is refused when it is longer than any that a carrier sends", async () => {
    const form = inboundForm(newCall(), { Note: "x".repeat(70_000) });
    const { status } = await answered.post("/voice", form);
    expect(status).toBe(413);
    const call = newCall();
    const long = inboundForm(call, { Note: "x".repeat(60_000) });
    expect((await answered.post("/voice", long)).status).toBe(200);
    expect(await versionOf(call)).toBe(1);
  });

  it("is a form, or has no fields", async () => {
    const url = `${answered.url}/voice`;
    const { status, body } = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-twilio-signature": webhooks.getExpectedTwilioSignature(
          token,
          url,
          {},
        ),
      },
      body: JSON.stringify(inboundForm(newCall())),
    }).then(async (answer) => ({
      status: answer.status,
      body: await answer.text(),
    }));
    expect(status).toBe(200);
    expect(body).toContain("<Dial");
  });

  it("to an address that we never gave out rings people", async () => {
    const { status, body } = await answered.post(
      "/voice/nowhere",
      inboundForm(newCall()),
    );
    expect(status).toBe(200);
    expect(body).toContain("<Dial");
  });

  it("of a queue that gives the caller back goes on to the next step", async () => {
    const call = newCall();
    const action = actionOf((await begin(call)).body) ?? "";
    const ring = await answered.post(
      action,
      inboundForm(call, { Digits: "2" }),
    );
    const { body } = await answered.post(
      actionOf(ring.body) ?? "",
      inboundForm(call, {
        CallStatus: "in-progress",
        QueueResult: "queue-full",
      }),
    );
    expect(linesOf(body)[0]).toContain("responde de ello Luis Prado");
  });
});

describe("the fallback URL", () => {
  it("says the current document again when the carrier could not reach us", async () => {
    const call = newCall();
    const first = await begin(call);
    const { body } = await answered.post(
      "/voice/fallback",
      inboundForm(call, {
        ErrorCode: "11200",
        ErrorUrl: "https://x.example/voice",
      }),
    );
    expect(body).toBe(first.body);
  });

  it("rings people when what we said could not be used", async () => {
    const call = newCall();
    await begin(call);
    for (const code of ["12100", "11750", "13201", "11100"]) {
      const { body } = await answered.post(
        "/voice/fallback",
        inboundForm(call, { ErrorCode: code }),
      );
      expect(body).toContain("+12025550122");
    }
  });

  it.each([
    ["a caller's own number", maria, undefined],
    ["the line's number for a withheld one", "anonymous", lineNumber],
    ["the line's number for its stand-in", "+266696687", lineNumber],
    ["the line's number for a browser", "client:ana", lineNumber],
    ["the line's number for an exchange", "sip:ana@example.com", lineNumber],
  ])(
    "shows the people who are rung a number that the carrier can show: %s",
    async (_what, From, shown) => {
      const { body } = await answered.post(
        "/voice/fallback",
        inboundForm(newCall(), { From, ErrorCode: "12100" }),
      );
      const [, callerId] = /<Dial[^>]* callerId="([^"]*)"/.exec(body) ?? [];
      expect(body).toContain("<Dial");
      expect(callerId).toBe(shown);
    },
  );

  it("begins the call whose first webhook did not reach us", async () => {
    const { body } = await answered.post(
      "/voice/fallback",
      inboundForm(newCall(), { ErrorCode: "11200" }),
    );
    expect(linesOf(body).at(-1)).toBe("gather  5s speech");
  });
});

it("every document of the line has an action on each Gather, Record and Enqueue", async () => {
  const call = newCall();
  let { body } = await begin(call);
  for (const form of [
    { Digits: "1" },
    { Digits: "0" },
    { QueueResult: "queue-full" },
    {},
  ]) {
    for (const [verb] of body.matchAll(/<(Gather|Record|Enqueue)\b[^>]*>/g))
      expect(verb).toMatch(/action="http[^"]+turn=\d+"/);
    ({ body } = await answered.post(
      actionOf(body) ?? "",
      inboundForm(call, form as Record<string, string>),
    ));
  }
  expect(lineNumber).toBe("+12025550100");
});
