import { setImmediate } from "node:timers/promises";
import request from "supertest";
import type { AccountBook } from "../../src/machines/account.js";
import type { Consents } from "../../src/machines/consents.js";
import { noFigures, type DayFigures } from "../../src/machines/figures/day.js";
import { viewDesk } from "../../src/server/desk/view-desk.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { linesOf } from "../support/documents.js";
import { callerGoes, deskKey, placeOf, talkOn } from "../support/talk.js";
import { until } from "../support/until.js";

let answered: AnsweredLine;
const clock = { now: 0 };
beforeEach(async () => {
  clock.now = Date.parse("2026-11-23T09:15:00-05:00");
  answered = await answerLine({ now: () => clock.now, casesApiKey: deskKey });
});
afterEach(() => answered.close());

const talk = () => talkOn(answered, clock);

/** What the line counted on that day. */
const figuresOfDay = async () => {
  await answered.settle();
  const key = { kind: "figures", id: "2026-11-23" };
  return (await readContext<DayFigures>(answered.store, key)) ?? noFigures;
};

/** The end of a leg is told in the background. */
const asksWhetherSettled = (call: string) =>
  until(async () => {
    await answered.settle();
    return (await placeOf(answered, "call", call)) === "person.solved";
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
    const name = "Luis Prado";
    const askerOnAnasDesk = async () => {
      const person = { id: "ana-torres", name: "Ana Torres" };
      // What the caller told the line is another test's.
      const findFlow = () => Promise.reject(new Error("no flow"));
      const deps = { store: answered.store, findFlow };
      const { call: shown } = await viewDesk(deps, person, undefined, 0);
      return shown?.askedBy;
    };
    expect(ana.phone).toBe("+12025550122");
    expect(ana.whisper[0]).toContain("Luis Prado le consulta por un cliente");
    expect(ana.joined).toContain(`${call}</Conference>`);
    expect((await does("back")).body).toMatchObject({
      at: "joined.together",
      third: { there: true },
    });
    expect(await caller()).toContain(`${call}</Conference>`);
    expect(await askerOnAnasDesk()).toEqual({ name, handedOver: false });
    expect((await does("leave")).status).toBe(200);
    expect(await askerOnAnasDesk()).toEqual({ name, handedOver: true });
    expect(answered.legs.ended).toEqual([leg]);
    // The carrier says so after its answer is sent: what it does is waited for, and is to be nothing.
    await ends(statusUrl, leg);
    for (let turn = 0; turn < 50; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- as the relay does
      await answered.settle();
      // oxlint-disable-next-line no-await-in-loop -- the same
      await setImmediate();
    }
    expect(await at()).toBe("joined.handed-over");
    expect(answered.legs.ended).toEqual([leg]);
    expect(await placeOf(answered, "call", call)).toBe("person.talking");
    await ends(ana.statusUrl, ana.leg);
    await asksWhetherSettled(call);
    expect((await figuresOfDay()).handedOver).toBe(1);
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

  it("hears on the telephone what is said after the line forgot which one it is, and the log has it", async () => {
    const { call, leg, does, person, waits } = await talk();
    await does("hold");
    const { store } = answered;
    const key = { kind: "connection", id: call };
    const { machine } = await store.load(key);
    if (!machine) throw new Error("There is no connection.");
    await store.commit({
      key,
      expected: machine.version,
      token: "forgets",
      state: machine.state.replaceAll(`"leg":"${leg}"`, '"no":"leg"').replace(
        // The one that the turn noted, not the machine.
        /}$/,
        `,"leg":"${leg}"}`,
      ),
      reply: "",
      effects: [],
      timers: [],
      at: clock.now,
    });
    await expect(waits(180_000)).rejects.toThrow(
      `The connection ${call} speaks and has forgotten its leg; ${leg}, which listened last, hears it.`,
    );
    expect(answered.legs.fetchedBy).toContain(leg);
    expect(linesOf(await person())[0]).toBe(
      'say     es-MX "Vuelve el cliente."',
    );
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

  it("hears it when the caller hangs up, and whoever they asked is hung up on", async () => {
    const { call, does, key, person, thirdComes, at } = await talk();
    await does("ask", { whom: "director" });
    const ana = await thirdComes();
    await callerGoes(answered, call);
    expect(answered.legs.ended).toEqual([ana.leg]);
    expect(linesOf(await person())).toEqual([
      'say     es-MX "El cliente colgó. Si se cortó, marque 1 y le volvemos a llamar; si no, cuelgue."',
      "gather  8s",
    ]);
    expect(linesOf(await key("2"))).toEqual(["hang-up"]);
    expect(await at()).toBe("wrap-up");
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
    recording: () => placeOf(answered, "recording", recordingId()),
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
    expect((await figuresOfDay()).offers).toEqual({ made: 1, accepted: 1 });
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
    expect((await figuresOfDay()).offers).toEqual({ made: 1, accepted: 0 });
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
    await callerGoes(answered, call);
    await completed();
    expect(await decided()).toMatchObject({
      outcome: "refused",
      reason: "no-answer",
    });
    expect(await plan()).toBe(0);
  });
});
