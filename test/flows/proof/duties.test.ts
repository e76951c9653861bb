import {
  agent,
  callback,
  certify,
  compiled,
  director,
  goodbye,
  menu,
  resultOf,
  smallFlow,
} from "./support/flows.js";

const anybody = agent("call-back")
  .replace("person:", "anybody:")
  .replace("for: billing, ", "");
const proved = (first: string, second: string) =>
  certify(
    compiled(
      smallFlow(
        menu("person") + first + second + callback + director + goodbye,
      ),
    ),
  );

describe("a flow that rings somebody for a topic, and then anybody", () => {
  it("is proved, with nobody for the topic and somebody else on duty among its calls", () => {
    const one = proved(agent("anybody"), anybody);
    expect(resultOf(one, "never sent away").kept).toBe(true);
    const { worst } = resultOf(one, "answered or promised within");
    expect(worst?.plays).toBe(true);
    expect(worst?.transcript).toContain("at      person.waiting");
    expect(worst?.transcript).toContain("at      anybody.waiting");
  });

  it("is proved the other way round: nobody at all is nobody for the topic either", () => {
    const one = proved(
      agent("topic", "goodbye").replace("for: billing, ", ""),
      agent("call-back").replace("person:", "topic:"),
    );
    expect(resultOf(one, "never sent away").kept).toBe(true);
    expect(one.promises.every(({ worst }) => worst?.plays !== false)).toBe(
      true,
    );
  });
});
