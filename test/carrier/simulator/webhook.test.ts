import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import type { Response } from "express";
import { LINE, openWorld, document, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function point(
  settings: Record<string, string>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { body } = await world.rest(
    `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(LINE)}`,
  );
  const [line] = body["incoming_phone_numbers"] as { sid: string }[];
  return world.rest(`/IncomingPhoneNumbers/${line?.sid ?? ""}.json`, settings);
}

const answerWith =
  (type: string, text: string) => (_asked: unknown, response: Response) =>
    response.set("Content-Type", type).send(Buffer.from(text));

describe("the answer to a TwiML request", () => {
  it.each(["text/xml", "application/xml", "text/html; charset=utf-8"])(
    "is TwiML as %s (§1.5)",
    async (type) => {
      world.on("/voice", answerWith(type, document("<Say>uno</Say>")));
      expect(world.heard(await world.call())).toContain("say uno");
    },
  );

  it("is run as text/plain when it is TwiML, else read out loud and the call ends (§1.5)", async () => {
    world.on("/voice", answerWith("text/plain", document("<Say>uno</Say>")));
    expect(world.heard(await world.call())).toContain("say uno");
    world.on("/voice", answerWith("text/plain", "just words"));
    const sid = await world.call();
    await world.clock.advance(800);
    expect(world.heard(sid)).toEqual([
      "ringing",
      "in-progress",
      "say just words",
      "completed",
    ]);
  });

  it("is played when it is audio, and the call ends (§1.5)", async () => {
    world.on("/voice", answerWith("audio/wav", "x".repeat(8000)));
    const sid = await world.call();
    await world.clock.advance(1000);
    expect(world.heard(sid).slice(-2)).toEqual([
      `play ${world.base}/voice`,
      "completed",
    ]);
  });

  it.each([
    [
      "a blank before the XML header (§1.5, 12100)",
      "12100!",
      () => answerWith("text/xml", ` ${document("")}`),
    ],
    [
      "a byte order mark before the XML header (§1.5, 12100)",
      "12100!",
      () => answerWith("text/xml", `\uFEFF${document("")}`),
    ],
    [
      "another root element (§1.6, 12102)",
      "12102!",
      () => answerWith("text/xml", "<Answer/>"),
    ],
    [
      "more than 64 kB (§1.5, 11750)",
      "11750!",
      () =>
        answerWith("text/xml", document(`<Say>${"a".repeat(65_536)}</Say>`)),
    ],
    [
      "another content type (§1.6, 12300)",
      "12300!",
      () => answerWith("application/json", "{}"),
    ],
    [
      "a 404 (§1.5, 11200)",
      "11200!",
      () => (_asked: unknown, response: Response) => response.status(404).end(),
    ],
    [
      "a 500 (§1.5, 11200)",
      "11200!",
      () => (_asked: unknown, response: Response) => response.status(500).end(),
    ],
    [
      "a 204 without content type (§1.5, 12300)",
      "12300!",
      () => (_asked: unknown, response: Response) => response.status(204).end(),
    ],
    [
      "an empty chunked body (§1.5, 11770)",
      "11770!",
      () => (_asked: unknown, response: Response) => {
        response.type("text/xml").flushHeaders();
        response.end();
      },
    ],
    [
      "an empty body of a stated length (§1.5, 12100)",
      "12100!",
      () => answerWith("text/xml", ""),
    ],
    [
      "more than ten redirects (§1.1, 11215)",
      "11215!",
      () => (_asked: unknown, response: Response) =>
        response.redirect("/voice"),
    ],
    [
      "a broken connection (§1.6, 11205)",
      "11205!",
      () => (_asked: unknown, response: Response) =>
        void response.socket?.destroy(),
    ],
  ] as const)("is refused for %s", async (_title, code, reply) => {
    world.on("/voice", reply());
    expect(world.refusals(await world.call())).toEqual([code]);
  });

  it("follows ten redirects and no more (§1.1)", async () => {
    world.on("/voice", (asked, response) => {
      const turn = Number(new URLSearchParams(asked.query).get("turn") ?? 0);
      if (turn === 10) return "<Say>arrived</Say>";
      return response.redirect(307, `/voice?turn=${turn + 1}`);
    });
    expect(world.heard(await world.call())).toContain("say arrived");
  });
});

describe("the fallback URL", () => {
  it("hears what failed and may rescue the call (§1.5)", async () => {
    await point({ VoiceFallbackUrl: `${world.base}/fallback` });
    world.on("/voice", "<Say>");
    world.on("/fallback", "<Redirect>/rescued</Redirect>");
    world.on("/rescued", "<Say>rescued</Say>");
    const sid = await world.call();
    expect(world.asked("/fallback")[0]?.form).toMatchObject({
      CallSid: sid,
      ErrorCode: "12100",
      ErrorUrl: `${world.base}/voice`,
    });
    expect(world.heard(sid)).toContain("say rescued");
    expect(world.refusals(sid)).toEqual(["12100"]);
  });

  it("is not asked for a waiting document that fails: the <Enqueue> goes on (§2.6)", async () => {
    await point({ VoiceFallbackUrl: `${world.base}/fallback` });
    world.on("/voice", `<Enqueue waitUrl="/wait" action="/left">a</Enqueue>`);
    world.on("/wait", (_asked, response) => response.status(500).end());
    world.on("/left", "<Hangup/>");
    await world.call();
    expect(world.asked("/fallback")).toEqual([]);
    expect(world.asked("/left")[0]?.form["QueueResult"]).toBe("error");
  });

  it("has no fallback of its own (§1.5)", async () => {
    await point({ VoiceFallbackUrl: `${world.base}/fallback` });
    world.on("/voice", (_asked, response) => response.status(500).end());
    world.on("/fallback", (_asked, response) => response.status(500).end());
    const sid = await world.call();
    expect(world.refusals(sid)).toEqual(["11200", "11200!"]);
    expect(world.asked("/fallback")).toHaveLength(1);
  });
});

describe("time-outs and retries", () => {
  it("tries a refused connection once more, with the same token, then gives up (§1.4, 11202)", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => {
      closed.listen(0, "127.0.0.1", resolve);
    });
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await point({ VoiceUrl: `http://127.0.0.1:${port}/voice` });
    expect(world.refusals(await world.call())).toEqual(["11202!"]);
  });

  it("does not retry a 500 by default (§1.4)", async () => {
    world.on("/voice", (_asked, response) => response.status(500).end());
    await world.call();
    expect(world.asked("/voice")).toHaveLength(1);
  });

  it("retries as the URL's overrides say, with one token, and neither sends nor signs them (§1.4)", async () => {
    await point({ VoiceUrl: `${world.base}/voice?a=b#rc=3&rp=5xx,rt` });
    let tries = 0;
    world.on("/voice", (_asked, response) =>
      ++tries < 3 ? response.status(500).end() : "<Say>third time</Say>",
    );
    const sid = await world.call();
    expect(world.heard(sid)).toContain("say third time");
    const asked = world.asked("/voice");
    expect(asked).toHaveLength(3);
    expect(
      new Set(asked.map(({ headers }) => headers["i-twilio-idempotency-token"]))
        .size,
    ).toBe(1);
    expect(new Set(asked.map(({ query }) => query))).toEqual(new Set(["a=b"]));
  });

  it("gives up on an application that hangs for longer than rt (§1.4, 11200)", async () => {
    await point({ VoiceUrl: `${world.base}/voice#rt=100` });
    world.on("/voice", () => undefined);
    expect(world.refusals(await world.call())).toEqual(["11200!"]);
  });

  it("retries a hanging application when told to (§1.4)", async () => {
    await point({ VoiceUrl: `${world.base}/voice#rt=100&rc=1&rp=rt` });
    let tries = 0;
    world.on("/voice", () => (++tries === 1 ? undefined : "<Say>uno</Say>"));
    expect(world.heard(await world.call())).toContain("say uno");
  });

  it("warns of a retry policy that is none (§1.6, 11243)", async () => {
    await point({ VoiceUrl: `${world.base}/voice#rp=always` });
    world.on("/voice", "<Hangup/>");
    expect(world.refusals(await world.call())).toEqual(["11243"]);
  });

  it("warns of a callback that is answered with an error (§3.1, 15003)", async () => {
    world.on("/voice", "<Hangup/>");
    world.on("/status", (_asked, response) => response.status(500).end());
    expect(world.refusals(await world.call())).toEqual(["15003"]);
  });
});

describe("a number without a voice URL", () => {
  it("is not in service (§1.6, 11100)", async () => {
    await point({ VoiceUrl: "", VoiceFallbackUrl: "" });
    const sid = await world.call();
    expect(world.heard(sid)).toEqual([
      "ringing",
      "refused 11100",
      "tone not-in-service",
      "no-answer",
    ]);
  });
});
