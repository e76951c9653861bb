import { createMessages } from "../../../src/carrier/twilio/messages.js";
import { CarrierRefused } from "../../../src/carrier/twilio/rest.js";
import { AGENT, CALLER, LINE, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

describe("POST /Messages", () => {
  it("shows up on the telephone and tells its callback of sent and delivered (§3.5)", async () => {
    const { status, body } = await world.rest("/Messages.json", {
      To: CALLER,
      From: LINE,
      Body: "Su factura corregida",
      StatusCallback: `${world.base}/told`,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: "queued",
      to: CALLER,
      num_segments: "1",
    });
    await world.clock.advance(2000);
    expect(world.events(String(body["sid"]))).toEqual([
      {
        at: world.clock.now() - 500,
        sid: body["sid"],
        type: "message",
        from: LINE,
        to: CALLER,
        body: "Su factura corregida",
      },
    ]);
    expect(
      world
        .asked("/told")
        .map(({ form }) => [form["MessageSid"], form["MessageStatus"]]),
    ).toEqual([
      [body["sid"], "sent"],
      [body["sid"], "delivered"],
    ]);
  });

  it("never shows up where it is lost, nor on a landline, and its callback hears so with the carrier's error (§3.5, §4.9)", async () => {
    await world.close();
    world = await openWorld({
      numbers: {
        line: LINE,
        callers: [{ number: CALLER, name: "Ana", note: "" }],
        people: [{ number: AGENT, name: "Beto", note: "", landline: true }],
      },
    });
    const send = async (To: string) => {
      const { body } = await world.rest("/Messages.json", {
        To,
        From: LINE,
        Body: "hola",
        StatusCallback: `${world.base}/told`,
      });
      await world.clock.advance(2000);
      const sid = String(body["sid"]);
      const { body: now } = await world.rest(`/Messages/${sid}.json`);
      return [
        world.events(sid).length,
        world.asked("/told").at(-1)?.form["MessageStatus"],
        now["error_code"],
      ];
    };
    world.simulator.setFaults({ undelivered: 1 });
    expect(await send(CALLER)).toEqual([0, "undelivered", 30003]);
    world.simulator.setFaults({ undelivered: 0 });
    expect(await send(AGENT)).toEqual([0, "undelivered", 30006]);
    expect(await send(CALLER)).toEqual([1, "delivered", null]);
  });

  it.each([
    ["a", 160, "1"],
    ["a", 161, "2"],
    ["é", 160, "1"],
    ["í", 70, "1"],
    ["í", 71, "2"],
    ["€", 80, "1"],
    ["€", 81, "2"],
  ])(
    "counts segments by the alphabet that the text needs: %s × %i (§4.3)",
    async (letter, times, segments) => {
      const { body } = await world.rest("/Messages.json", {
        To: CALLER,
        From: LINE,
        Body: letter.repeat(times),
      });
      expect(body["num_segments"]).toBe(segments);
    },
  );

  it("lists and fetches what was sent, for looking up before a repeat (§4.7)", async () => {
    const send = (To: string): ReturnType<World["rest"]> =>
      world.rest("/Messages.json", { To, From: LINE, Body: "hola" });
    const { body } = await send(CALLER);
    await send(AGENT);
    const listed = await world.rest(
      `/Messages.json?To=${encodeURIComponent(CALLER)}`,
    );
    expect(listed.body["messages"]).toMatchObject([{ sid: body["sid"] }]);
    const sid = String(body["sid"]);
    const fetched = await world.rest(`/Messages/${sid}.json`);
    expect(fetched.body["body"]).toBe("hola");
    const none = await world.rest(
      `/Messages.json?DateSent%3E=${encodeURIComponent("2026-03-03")}`,
    );
    expect(none.body["messages"]).toEqual([]);
  });
});

describe("a message that may have been sent already", () => {
  const text = "Caso 48291377: le recuerdo llamar";
  /** The simulator's REST API, as the line asks it; a key may be kept from listing. */
  const sender = (mayList: boolean, from = LINE) =>
    createMessages(
      {
        get: async (path) => {
          if (!mayList) throw new CarrierRefused(403, 20003, "Not allowed");
          return (await world.rest(path)).body;
        },
        post: async (path, form) =>
          (await world.rest(path, form as Record<string, string>)).body,
      },
      from,
    );
  const count = async () => {
    const { body } = await world.rest("/Messages.json");
    return (body["messages"] as unknown[]).length;
  };

  it("is not sent twice, and another one is", async () => {
    const send = sender(true);
    const before = world.clock.now();
    await send(CALLER, text, before);
    await send(CALLER, text, before);
    expect(await count()).toBe(1);
    await send(CALLER, `${text} hoy`, before);
    await world.clock.advance(120_000);
    // The same words of a later turn are another message.
    await send(CALLER, text, world.clock.now());
    expect(await count()).toBe(3);
  });

  it("is sent by a Messaging Service, and not twice", async () => {
    const send = sender(true, `MG${"0".repeat(32)}`);
    const before = world.clock.now();
    await send(CALLER, text, before);
    await send(CALLER, text, before);
    expect(await count()).toBe(1);
  });

  it("is sent all the same with a key that may not list messages", async () => {
    const send = sender(false);
    await send(CALLER, text, world.clock.now());
    expect(await count()).toBe(1);
  });
});
