import request from "supertest";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf, linesOf } from "../support/documents.js";
import { fireDue } from "../support/pass-time.js";
import { until } from "../support/until.js";
import type { AccountBook } from "../../src/machines/account.js";
import type { Consents } from "../../src/machines/consents.js";
import { readContext } from "../../src/server/read-context.js";
import { whereIs } from "../../src/machines/advance.js";
import { readState } from "../../src/server/turn.js";

let answered: AnsweredLine;
let calls = 0;
beforeEach(async () => {
  answered = await answerLine();
});
afterEach(() => answered.close());

const newCall = () => `CA${String((calls += 1)).padStart(32, "0")}`;
const placeOf = async (kind: string, id: string) => {
  const { machine } = await answered.store.load({ kind, id });
  return machine && whereIs(readState(machine.state).snapshot);
};

/** A caller asks for a person, whose phone rings then. */
async function ring(more: Record<string, string> = {}) {
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
    status: (CallStatus: string) =>
      answered.post(leg.statusUrl, { ...form, CallStatus }),
  };
}

const hangUp = (call: string) =>
  answered.post(
    "/voice/status",
    inboundForm(call, { CallStatus: "completed" }),
  );

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

  it("is hung up on with any other key, and the caller goes on", async () => {
    const { call, answer, press } = await ring();
    const declined = await press((await answer()).body, "2");
    expect(declined.body).toContain("<Hangup/>");
    await answered.settle();
    expect(await placeOf("call", call)).toBe("call-back.telling");
  });

  it("is a voicemail when nothing is pressed, which takes no call", async () => {
    const { call, answer, press } = await ring();
    const silent = await press((await answer()).body, "");
    expect(silent.body).toContain("<Hangup/>");
    await answered.settle();
    expect(await placeOf("call", call)).toBe("call-back.telling");
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
    await hangUp(call);
    await until(async () => (await placeOf("call", call)) === "(ended)");
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
    expect((await answer()).body).toContain("<Hangup/>");
  });

  it("is hung up on when the caller hangs up during the talk", async () => {
    const { call, leg, answer, press } = await ring();
    await press((await answer()).body, "1");
    await answered.settle();
    await hangUp(call);
    await until(async () => (await placeOf("call", call)) === "(ended)");
    await answered.settle();
    expect(answered.legs.ended).toEqual([leg]);
  });

  it("who hangs up leaves the caller on the line, who is asked whether it is settled", async () => {
    const { call, answer, press, status } = await ring();
    await press((await answer()).body, "1");
    await answered.settle();
    await status("completed");
    await until(async () => (await placeOf("connection", call)) === "wrap-up");
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call),
    );
    expect(linesOf(body)[0]).toContain("¿Quedó resuelto?");
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
    await until(async () => (await placeOf("connection", call)) !== "ringing");
    await answered.settle();
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(call, { From: "client:alice" }),
    );
    expect(body).toContain("a qué teléfono le llamamos");
    expect(body).toContain("<Record");
  });
});

const deskKey = "the desk's key, long enough for a test";

/** María talks with Luis; a desk acts for him. */
async function talk() {
  await answered.close();
  let now = Date.parse("2026-11-23T09:15:00-05:00");
  answered = await answerLine({ now: () => now, casesApiKey: deskKey });
  const luis = await ring();
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
      now += ms;
      await fireDue(answered, () => now);
    },
    at: () => placeOf("connection", luis.call),
  };
}

/** The end of a leg is told in the background. */
const asksWhetherSettled = (call: string) =>
  until(async () => {
    await answered.settle();
    return (await placeOf("call", call)) === "person.solved";
  });

describe("a person who talks with a caller", () => {
  it("has the caller wait with keys that work, by star, and takes them back with 1", async () => {
    const { call, key, caller, at } = await talk();
    expect(linesOf(await key("*"))).toEqual([
      'say     es-MX "El cliente espera y oye por qué."',
      'say     es-MX "Para volver con el cliente, marque 1. Para consultar a Ana Torres, directora de servicio, 3."',
      "gather  8s",
    ]);
    expect(linesOf(await caller())).toEqual([
      'say     es-MX "Luis Prado le pide un momento."',
      'say     es-MX "Para volver ya con Luis Prado, marque 1. Para Ana Torres, directora de servicio, 0. Para esperar en silencio, 9."',
      "music",
      "gather  1s",
    ]);
    expect(await key("1")).toContain(`${call}</Conference>`);
    expect(await caller()).toContain(`${call}</Conference>`);
    expect(await at()).toBe("joined.together");
  });

  it("asks the director alone first, brings her in, and hands the caller over to her", async () => {
    const { call, leg, statusUrl, does, caller, thirdComes, ends, at } =
      await talk();
    const asked = await does("ask", { whom: "director" });
    expect(asked.body).toMatchObject({
      at: "joined.asking",
      callerWaits: true,
      third: { name: "Ana Torres", asked: "director", there: false },
    });
    expect(linesOf(await caller())[0]).toBe(
      'say     es-MX "Luis Prado consulta con Ana Torres, directora de servicio, para resolverlo."',
    );
    const ana = await thirdComes();
    expect(ana.phone).toBe("+12025550122");
    expect(ana.whisper[0]).toContain("Luis Prado le consulta por un cliente");
    expect(ana.joined).toContain(`${call}</Conference>`);
    expect((await does("back")).body).toMatchObject({
      at: "joined.together",
      third: { there: true },
    });
    expect(await caller()).toContain(`${call}</Conference>`);
    expect((await does("leave")).status).toBe(200);
    expect(answered.legs.ended).toEqual([leg]);
    await ends(statusUrl, leg);
    expect(await at()).toBe("joined.handed-over");
    expect(await placeOf("call", call)).toBe("person.talking");
    await ends(ana.statusUrl, ana.leg);
    await asksWhetherSettled(call);
  });

  it("is told when nobody comes, and takes the caller back", async () => {
    const { does, person, waits, at } = await talk();
    await does("ask", { whom: "director" });
    await waits(50_000);
    expect(linesOf(await person())[0]).toBe(
      'say     es-MX "Ana Torres no contesta."',
    );
    expect(await at()).toBe("joined.holding");
    expect((await does("third-off")).status).toBe(409);
    expect((await does("back")).status).toBe(200);
    expect(await at()).toBe("joined.together");
  });

  it("keeps nobody waiting longer than three minutes, nor against their wish", async () => {
    const { does, caller, person, callerPresses, waits, at } = await talk();
    await does("hold");
    await waits(179_000);
    expect(await at()).toBe("joined.holding");
    await waits(1_000);
    expect(await at()).toBe("joined.together");
    expect(await caller()).toContain("</Conference>");
    expect(linesOf(await person())[0]).toBe(
      'say     es-MX "Vuelve el cliente."',
    );
    await does("hold");
    const again = await callerPresses(await caller(), "1");
    expect(again).toContain("kind=call");
    expect(await at()).toBe("joined.together");
  });

  it("hears whom the caller asks for while they wait", async () => {
    const { does, caller, callerPresses, at } = await talk();
    await does("hold");
    await callerPresses(await caller(), "0");
    expect(await at()).toBe("joined.asking");
    expect(answered.legs.rung.at(-1)?.phone).toBe("+12025550122");
    expect(linesOf(await caller())[0]).toContain("consulta con Ana Torres");
  });

  it("who hangs up while the caller waits leaves them to be asked whether it is settled", async () => {
    const { call, leg, statusUrl, does, ends } = await talk();
    await does("ask", { whom: "director" });
    const ana = answered.legs.rung.at(-1)!;
    await ends(statusUrl, leg);
    await asksWhetherSettled(call);
    expect(answered.legs.ended).toEqual([ana.leg]);
    const { body } = await answered.post(
      answered.legs.fetched.find((one) => one.includes("kind=aside")) ?? "",
      inboundForm(call),
    );
    expect(body).toContain("kind=call");
  });

  it("and everybody they asked are hung up on when the caller hangs up", async () => {
    const { call, leg, does, thirdComes } = await talk();
    await does("ask", { whom: "director" });
    const ana = await thirdComes();
    await hangUp(call);
    await until(async () => (await placeOf("call", call)) === "(ended)");
    await answered.settle();
    expect(answered.legs.ended.toSorted()).toEqual([leg, ana.leg].toSorted());
  });
});

/** Luis wants to change María's plan, with her recorded yes. */
async function wantsYes() {
  const luis = await talk();
  const decided = request(answered.url)
    .post("/api/decisions")
    .set("authorization", `Bearer ${deskKey}`)
    .set("idempotency-key", "with-a-recorded-yes")
    .send({
      by: "Luis Prado",
      account: "acme-1001",
      reason: "wrong plan",
      area: "billing",
      remedy: { kind: "plan", plan: "basic" },
      call: luis.call,
      consent: true,
    })
    .then((answer) => answer);
  await until(async () => {
    await answered.settle();
    return (await luis.at()) === "joined.consenting";
  });
  const status = (fields: Record<string, string>) =>
    answered.post(answered.recordings.started[0]?.statusUrl ?? "", {
      ...inboundForm(luis.call),
      CallStatus: "in-progress",
      ...fields,
    });
  return {
    ...luis,
    decided: async () => {
      let result: Awaited<typeof decided> | undefined;
      void decided.then((answer) => (result = answer));
      await until(async () => {
        await answered.settle();
        return result !== undefined;
      });
      return result!.body as object;
    },
    completed: () =>
      status({ RecordingStatus: "completed", RecordingDuration: "7" }),
    absent: () => status({ RecordingStatus: "absent" }),
    recording: () => placeOf("recording", recordingId()),
    plan: async () =>
      (
        await readContext<AccountBook>(answered.store, {
          kind: "account",
          id: "acme-1001",
        })
      )?.changes.length ?? 0,
  };
}
const recordingId = () =>
  /id=([^&]+)/.exec(answered.recordings.started[0]?.statusUrl ?? "")?.[1] ?? "";

describe("a change that needs the caller's recorded yes", () => {
  it("is made when the yes is given and its recording complete, and not before", async () => {
    const {
      caller,
      person,
      callerPresses,
      completed,
      decided,
      plan,
      at,
      call,
    } = await wantsYes();
    expect(linesOf(await person())).toEqual([
      'say     es-MX "El cliente oye la pregunta y graba su respuesta."',
      "join",
    ]);
    const leave = await caller();
    expect(linesOf(leave)).toEqual([
      'say     es-MX "Luis Prado puede hacerle ahora este cambio: el plan básico. Para que conste, ¿nos permite grabar su respuesta? Sí, marque 1. No, 2."',
      "gather  6s speech",
    ]);
    await callerPresses(leave, "1");
    expect(answered.recordings.started).toMatchObject([{ leg: call }]);
    const question = await caller();
    expect(linesOf(question)[0]).toContain("¿Acepta? Sí, marque 1. No, 2.");
    expect(await callerPresses(question, "1")).toContain("kind=call");
    expect(answered.recordings.stopped).toHaveLength(1);
    expect(await at()).toBe("joined.settling");
    expect(await plan()).toBe(0);
    await completed();
    expect(await decided()).toMatchObject({ outcome: "done" });
    expect(await plan()).toBe(1);
    expect(linesOf(await person())[0]).toBe(
      'say     es-MX "Dijo que sí. El cambio está hecho."',
    );
    const { answers } = (await readContext<Consents>(answered.store, {
      kind: "consents",
      id: call,
    }))!;
    expect(answers).toMatchObject([
      {
        about: "plan:basic",
        answer: "yes",
        by: { key: "1" },
        number: maria,
        voice: `recording:${recordingId()}`,
      },
    ]);
  });

  it("leaves the recording in the line's own hands, encrypted, until its time is over", async () => {
    const { caller, callerPresses, completed, decided, waits, recording } =
      await wantsYes();
    await callerPresses(await caller(), "1");
    await callerPresses(await caller(), "1");
    await completed();
    await decided();
    expect(await recording()).toBe("kept");
    expect(answered.recordings.removed).toHaveLength(1);
    const hear = (authorization: string) =>
      request(answered.url)
        .get(`/api/recordings/${recordingId()}`)
        .set("authorization", authorization)
        .buffer(true);
    expect((await hear("")).status).toBe(401);
    const heard = await hear(`Bearer ${deskKey}`);
    expect(heard.headers["content-type"]).toBe("audio/wav");
    expect(Buffer.from(heard.body as Buffer).toString()).toBe(
      answered.recordings.removed[0],
    );
    await waits(5 * 366 * 24 * 3600_000);
    expect(await recording()).toBe("over");
    expect((await hear(`Bearer ${deskKey}`)).status).toBe(404);
  });

  it.each([
    ["does not want to be recorded", ["2"], "no-leave"],
    ["says no", ["1", "2"], "said-no"],
    ["answers nothing, asked twice", ["", ""], "no-answer"],
  ])("is not made when the caller %s", async (_caller, keys, reason) => {
    const { caller, person, callerPresses, completed, decided, plan, at } =
      await wantsYes();
    for (const key of keys) await callerPresses(await caller(), key);
    expect(await at()).toBe("joined.together");
    expect(linesOf(await person())[0]).toContain("el cambio no se hace");
    if (answered.recordings.started.length > 0) await completed();
    expect(await decided()).toMatchObject({ outcome: "refused", reason });
    expect(await plan()).toBe(0);
    expect(answered.recordings.removed).toHaveLength(
      answered.recordings.started.length,
    );
  });

  it("is not made when there is no recording of the yes, and the agent hears so", async () => {
    const { caller, person, callerPresses, absent, decided, plan } =
      await wantsYes();
    await callerPresses(await caller(), "1");
    await callerPresses(await caller(), "1");
    await absent();
    expect(await decided()).toMatchObject({
      outcome: "refused",
      reason: "not-recorded",
    });
    expect(await plan()).toBe(0);
    expect(linesOf(await person())[0]).toContain("el cambio no se hizo");
  });

  it("is not made when the caller hangs up before the question", async () => {
    const { call, caller, callerPresses, completed, decided, plan } =
      await wantsYes();
    await callerPresses(await caller(), "1");
    await hangUp(call);
    await until(async () => (await placeOf("call", call)) === "(ended)");
    await answered.settle();
    await completed();
    expect(await decided()).toMatchObject({
      outcome: "refused",
      reason: "no-answer",
    });
    expect(await plan()).toBe(0);
  });
});
