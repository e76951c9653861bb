import { readPeople } from "../../src/server/company.js";
import { answerLine, inboundForm } from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";

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

it("a caller from a region is taken to its director, the nearest one, and others to the director of all", async () => {
  const people = await readPeople("demo/people.yaml");
  const regional = (name: string, phone: string, regions: string[]) => ({
    ...people.director,
    name,
    phone,
    regions,
    line: undefined,
  });
  const answered = await answerLine({
    people: {
      ...people,
      directors: [
        regional("Eva Mora", "+12025550171", ["+1809", "+1829"]),
        regional("Juan Paz", "+12025550172", ["+18095"]),
      ],
    },
  });
  const ring = async (call: string, From: string) => {
    const form = inboundForm(call, { From });
    const first = await answered.post("/voice", form);
    await answered.post(actionOf(first.body) ?? "", { ...form, Digits: "0" });
    await answered.settle();
    return [
      /[Cc]on (\w+ \w+), directora/.exec(first.body)?.[1],
      answered.legs.rung.at(-1)?.phone,
    ];
  };
  try {
    expect(await ring("CA1", "+18294440001")).toEqual([
      "Eva Mora",
      "+12025550171",
    ]);
    expect(await ring("CA2", "+18095550001")).toEqual([
      "Juan Paz",
      "+12025550172",
    ]);
    expect(await ring("CA3", "+573005550001")).toEqual([
      "Ana Torres",
      "+12025550122",
    ]);
  } finally {
    await answered.close();
  }
});

it("whoever dials a director's own number is taken to that director, wherever they ring from", async () => {
  const people = await readPeople("demo/people.yaml");
  const eva = {
    ...people.director,
    name: "Eva Mora",
    phone: "+12025550171",
    line: "+12025550103",
    regions: ["+1809"],
  };
  const answered = await answerLine({
    people: { ...people, directors: [eva] },
  });
  try {
    const form = inboundForm("CA4", { From: "anonymous", To: eva.line });
    const { body } = await answered.post("/voice", form);
    expect(body).toContain("Le comunico con Eva Mora");
    await answered.settle();
    expect(answered.legs.rung.at(-1)?.phone).toBe(eva.phone);
  } finally {
    await answered.close();
  }
});
