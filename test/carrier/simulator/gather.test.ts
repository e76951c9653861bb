import { openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const lastKey = (): Record<string, string> => ({
  ...world.asked("/key").at(-1)?.form,
});

describe("<Gather>", () => {
  it("hands over the keys as soon as there are enough, and cuts the prompt", async () => {
    world.on(
      "/voice",
      `<Gather numDigits="2" action="/key"><Say>one two three</Say></Gather>`,
    );
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    await world.clock.advance(500);
    world.simulator.press(sid, "1");
    await world.settle();
    expect(world.asked("/key")).toEqual([]);
    world.simulator.press(sid, "2");
    await world.settle();
    expect(lastKey()).toMatchObject({
      Digits: "12",
      FinishedOnKey: "",
      msg: "Gather End",
      CallStatus: "in-progress",
    });
    expect(world.heard(sid)).toEqual([
      "ringing",
      "in-progress",
      "listen dtmf 5000",
      "say one two three",
      "press 1",
      "cut",
      "press 2",
      "completed",
    ]);
  });

  it("falls through after its time-out, which begins when the prompt is over", async () => {
    world.on(
      "/voice",
      `<Gather timeout="3" action="/key"><Say>one two</Say></Gather><Redirect>/silent</Redirect>`,
    );
    world.on("/silent", "<Hangup/>");
    await world.call();
    await world.clock.advance(3799);
    expect(world.asked("/silent")).toEqual([]);
    await world.clock.advance(1);
    expect(world.asked("/silent")).toHaveLength(1);
    expect(world.asked("/silent")[0]?.form).not.toHaveProperty("Digits");
    expect(world.asked("/key")).toEqual([]);
  });

  it("waits the time-out again after each key", async () => {
    world.on("/voice", `<Gather timeout="2" action="/key"/>`);
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    await world.clock.advance(1500);
    world.simulator.press(sid, "4");
    await world.clock.advance(1999);
    expect(world.asked("/key")).toEqual([]);
    await world.clock.advance(1);
    expect(lastKey()["Digits"]).toBe("4");
  });

  it("ends on the finishing key and leaves it out of the digits", async () => {
    world.on("/voice", `<Gather action="/key"/>`);
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    world.simulator.press(sid, "42#");
    await world.settle();
    expect(lastKey()).toMatchObject({ Digits: "42", FinishedOnKey: "#" });
  });

  it("takes a lone finishing key for no input", async () => {
    world.on("/voice", `<Gather action="/key"/><Redirect>/silent</Redirect>`);
    world.on("/silent", "<Hangup/>");
    const sid = await world.call();
    world.simulator.press(sid, "#");
    await world.settle();
    expect(world.asked("/silent")).toHaveLength(1);
  });

  it("keeps every key when it has no finishing key", async () => {
    world.on("/voice", `<Gather finishOnKey="" numDigits="2" action="/key"/>`);
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    world.simulator.press(sid, "#*");
    await world.settle();
    expect(lastKey()["Digits"]).toBe("#*");
  });

  it("asks its action on silence only when told to", async () => {
    world.on("/voice", `<Gather action="/key" actionOnEmptyResult="true"/>`);
    world.on("/key", "<Hangup/>");
    await world.call();
    await world.clock.advance(5000);
    expect(lastKey()["Digits"]).toBe("");
    expect(lastKey()).not.toHaveProperty("SpeechResult");
  });

  it("asks the current document again when it has no action", async () => {
    world.on("/voice", `<Gather numDigits="1"/>`);
    const sid = await world.call();
    world.simulator.press(sid, "7");
    await world.settle();
    expect(world.asked("/voice")[1]?.form["Digits"]).toBe("7");
  });

  it("hands over speech with its confidence after the silence that ends it", async () => {
    world.on(
      "/voice",
      `<Gather input="dtmf speech" speechTimeout="2" language="es-CO" action="/key"><Say>one two three</Say></Gather>`,
    );
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    await world.clock.advance(100);
    world.simulator.speak(sid, "una persona", 0.93);
    await world.clock.advance(2799);
    expect(world.asked("/key")).toEqual([]);
    await world.clock.advance(1);
    expect(lastKey()).toMatchObject({
      SpeechResult: "una persona",
      Confidence: "0.93",
      Language: "es-CO",
    });
    expect(lastKey()).not.toHaveProperty("Digits");
    expect(world.heard(sid)).toContain("cut");
  });

  it("takes the first kind of input and ignores the other (§2.4)", async () => {
    world.on(
      "/voice",
      `<Gather input="dtmf speech" timeout="2" action="/key"/>`,
    );
    world.on("/key", "<Hangup/>");
    const spoken = await world.call();
    world.simulator.speak(spoken, "una persona");
    world.simulator.press(spoken, "9#");
    await world.clock.advance(5000);
    expect(lastKey()["SpeechResult"]).toBe("una persona");
    expect(lastKey()).not.toHaveProperty("Digits");
    const keyed = await world.call();
    world.simulator.press(keyed, "9");
    world.simulator.speak(keyed, "una persona");
    await world.clock.advance(5000);
    expect(lastKey()["Digits"]).toBe("9");
    expect(lastKey()).not.toHaveProperty("SpeechResult");
  });

  it("leaves the confidence out when the recogniser has none", async () => {
    world.on(
      "/voice",
      `<Gather input="speech" speechTimeout="1" action="/key"/>`,
    );
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    world.simulator.speak(sid, "sí");
    await world.clock.advance(5000);
    expect(lastKey()["SpeechResult"]).toBe("sí");
    expect(lastKey()).not.toHaveProperty("Confidence");
  });

  it("lets speech pass over the prompt when barge-in is off", async () => {
    world.on(
      "/voice",
      `<Gather input="speech" bargeIn="false" action="/key"><Say>one two</Say></Gather>`,
    );
    world.on("/key", "<Hangup/>");
    const sid = await world.call();
    world.simulator.speak(sid, "early");
    await world.clock.advance(20_000);
    expect(world.asked("/key")).toEqual([]);
  });

  it("loses keys pressed while a top-level prompt runs", async () => {
    world.on(
      "/voice",
      `<Say>one two three</Say><Gather numDigits="1" action="/key"/>`,
    );
    const sid = await world.call();
    await world.clock.advance(100);
    world.simulator.press(sid, "1");
    await world.clock.advance(30_000);
    expect(world.asked("/key")).toEqual([]);
    expect(world.heard(sid)).not.toContain("cut");
  });

  it("loses its digits when the action answers with an HTTP redirect (§1.1)", async () => {
    world.on("/voice", `<Gather numDigits="1" action="/key"/>`);
    world.on("/key", (_asked, response) => response.redirect(307, "/moved"));
    world.on("/moved", "<Hangup/>");
    const sid = await world.call();
    world.simulator.press(sid, "1");
    await world.settle();
    expect(lastKey()["Digits"]).toBe("1");
    expect(world.asked("/moved")).toHaveLength(1);
    expect(world.asked("/moved")[0]?.form).not.toHaveProperty("Digits");
    expect(world.asked("/moved")[0]?.form["CallSid"]).toBe(sid);
  });
});
