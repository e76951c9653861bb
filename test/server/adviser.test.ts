import { readPeople } from "../../src/server/company.js";
import { answerLine, inboundForm } from "../support/answered-line.js";

it("a customer's call rings the customer's own adviser and no other", async () => {
  const people = await readPeople("demo/people.yaml");
  const other = { name: "Ada Gil", phone: "+12025550177" };
  const answered = await answerLine({
    flowsDir: "test/calls/flows/accounts",
    people: { ...people, advisers: [other, ...people.advisers] },
  });
  try {
    const call = "CA00000000000000000000000000000041";
    const { body } = await answered.post(
      "/voice",
      inboundForm(call, { From: "+12025550144" }),
    );
    expect(body).toContain("Elena Ruiz, a cargo de su cuenta");
    await answered.settle();
    expect(answered.legs.rung.map(({ phone }) => phone)).toEqual([
      "+12025550166",
    ]);
  } finally {
    await answered.close();
  }
});
