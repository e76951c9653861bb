import { AGENT, CALLER, LINE, openWorld, type World } from "./support/world.js";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.on("/voice", "<Say>uno dos tres</Say>");
});
afterEach(() => world.close());

async function delivered(): Promise<number[]> {
  await world.close();
  world = await openWorld({ faults: { lost: 0.5, onlyUrl: "/voice" } });
  const counts: number[] = [];
  for (let count = 0; count < 8; count++) {
    await world.call();
    counts.push(world.asked("/voice").length);
  }
  return counts;
}

describe("faults on demand", () => {
  it("lose a webhook: the carrier waits 15 s and asks the fallback URL", async () => {
    await world.close();
    world = await openWorld({
      faults: { lost: 1, onlyUrl: "/voice" },
    });
    const sid = await world.call();
    await world.clock.advance(14_999);
    expect(world.refusals(sid)).toEqual([]);
    await world.clock.advance(1);
    expect(world.refusals(sid)).toEqual(["11200!"]);
    expect(world.asked("/voice")).toEqual([]);
  });

  it("deliver a webhook twice with one idempotency token", async () => {
    world.simulator.setFaults({ duplicated: 1, onlyUrl: "/voice" });
    const sid = await world.call();
    const tokens = world
      .asked("/voice")
      .map(({ headers }) => headers["i-twilio-idempotency-token"]);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
    expect(world.heard(sid)).toContain("say uno dos tres");
  });

  it("slow an answer down", async () => {
    world.simulator.setFaults({ slowMs: 4000 });
    const sid = await world.call();
    await world.clock.advance(3999);
    expect(world.heard(sid)).toEqual(["ringing"]);
    await world.clock.advance(1);
    expect(world.heard(sid)).toContain("say uno dos tres");
  });

  it("slow an answer down beyond the carrier's patience, after which it counts for nothing", async () => {
    world.simulator.setFaults({ slowMs: 20_000, onlyUrl: "/voice" });
    const sid = await world.call();
    await world.clock.advance(15_000);
    expect(world.asked("/voice")).toHaveLength(1);
    expect(world.refusals(sid)).toEqual(["11200!"]);
  });

  it("refuse the next REST requests with 429, unprocessed", async () => {
    world.simulator.setFaults({ restRefusals: 2 });
    const create = (): ReturnType<World["rest"]> =>
      world.rest("/Calls.json", {
        To: AGENT,
        From: LINE,
        Url: `${world.base}/voice`,
      });
    expect(await create()).toMatchObject({
      status: 429,
      body: { code: 20429 },
    });
    expect((await create()).status).toBe(429);
    expect(world.events()).toEqual([]);
    expect((await create()).status).toBe(201);
  });

  it("swap status callbacks, told apart by their sequence numbers", async () => {
    world.simulator.setFaults({ swapped: 1 });
    world.on(
      "/voice",
      `<Dial><Number statusCallback="/told" statusCallbackEvent="initiated ringing answered completed">${AGENT}</Number></Dial>`,
    );
    const sid = await world.call(CALLER);
    world.simulator.answer(world.newest());
    await world.settle();
    world.simulator.hangUp(sid);
    await world.settle();
    expect(
      world.asked("/told").map(({ form }) => form["SequenceNumber"]),
    ).toEqual(["1", "0", "3", "2"]);
  });

  it.each([
    ["<Record>", `<Record action="/late"/>`],
    ["<Enqueue>", `<Enqueue action="/late">waiting</Enqueue>`],
    ["<Dial>", `<Dial action="/late"><Conference>room</Conference></Dial>`],
  ])(
    "swap the end of a call and the action of a verb that it cut short: %s",
    async (_verb, verb) => {
      world.on("/voice", verb);
      const order = async (): Promise<readonly string[]> => {
        const before = world.asked().length;
        const sid = await world.call(CALLER);
        await world.clock.advance(2000);
        world.simulator.hangUp(sid);
        await world.clock.advance(2000);
        return world
          .asked()
          .slice(before)
          .map(({ path }) => path)
          .filter((path) => path !== "/voice");
      };
      expect(await order()).toEqual(["/late", "/status"]);
      world.simulator.setFaults({ swapped: 1 });
      expect(await order()).toEqual(["/status", "/late"]);
    },
  );

  it("never keep a leg's last callback back", async () => {
    world.simulator.setFaults({ swapped: 1 });
    world.on("/voice", "<Hangup/>");
    await world.call();
    expect(world.asked("/status")).toHaveLength(1);
  });

  it("strike the same webhooks again for the same seed", async () => {
    const first = await delivered();
    expect(await delivered()).toEqual(first);
    expect(first.at(-1)).toBeGreaterThan(0);
    expect(first.at(-1)).toBeLessThan(8);
  });
});
