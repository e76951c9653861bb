/** Figures that wake a person: what does not answer, and what could not be done. */
import { answerLine, type AnsweredLine } from "../support/answered-line.js";
import { startRedisServer } from "../support/redis-server.mjs";
import { until } from "../support/until.js";

let line: AnsweredLine;
const figures = async () => (await fetch(`${line.url}/metrics`)).text();
const commits = (id: string, effect: object) =>
  line.store.commit({
    key: { kind: "case", id },
    expected: 0,
    token: "t",
    state: "{}",
    reply: "",
    effects: [JSON.stringify(effect)],
    timers: [],
    at: Date.now(),
  });

it("an effect that fails is counted by its type, and one that is given up as well", async () => {
  line = await answerLine({
    billing: {
      findCharges: () => Promise.reject(new Error("away")),
      postCredit: () => Promise.reject(new Error("away")),
    },
  });
  try {
    expect(await figures()).toContain("\ndirecto_effects_given_up_total 0\n");
    await line.line.relay.start();
    await commits("1", { type: "post-credit", key: "k" });
    // It speaks to a leg that nobody knows: no repetition helps.
    await commits("2", { type: "fetch-document" });
    await until(async () => {
      const text = await figures();
      return (
        /\ndirecto_effects_retried_total\{effect="post-credit"\} [1-9]/.test(
          text,
        ) && text.includes("\ndirecto_effects_given_up_total 1\n")
      );
    });
  } finally {
    await line.line.relay.stop();
    await line.close();
  }
});

it("a store that is away is 0, and 1 again when it is back", async () => {
  const redis = await startRedisServer();
  try {
    line = await answerLine({ redisUrl: redis.url, prefix: "figures" });
    const store = async () =>
      /directo_ready\{of="store"\} (\d)/.exec(await figures())?.[1];
    expect(await store()).toBe("1");
    expect(await figures()).toContain('directo_ready{of="carrier"} 1');
    await redis.kill();
    await until(async () => (await store()) === "0");
    await redis.start();
    await until(async () => (await store()) === "1");
  } finally {
    await line.close();
    await redis.stop();
  }
});
