import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPeople } from "../../src/server/served/company.js";
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
      /2\. (\w+ \w+), directora/.exec(first.body)?.[1],
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

it("a step that asks for a topic rings its director, whom the caller hears by name and who owns the promise", async () => {
  const flowsDir = await mkdtemp(join(tmpdir(), "directo-topic-"));
  const flow = await readFile("flows/customer-line.yaml", "utf8");
  await writeFile(
    join(flowsDir, "customer-line.yaml"),
    flow.replace("    director:\n", "    director:\n      for: network\n"),
  );
  await cp("flows/policies", join(flowsDir, "policies"), { recursive: true });
  const people = await readPeople("demo/people.yaml");
  const { line: _line, ...named } = people.director;
  const rosa = {
    ...named,
    name: "Rosa Gil",
    phone: "+12025550173",
    topics: ["network"],
  };
  await expect(answerLine({ flowsDir, people })).rejects.toThrow(
    'asks for the director of "network", and nobody below directors:',
  );
  const answered = await answerLine({
    flowsDir,
    people: { ...people, deputies: [], directors: [rosa] },
  });
  try {
    const form = inboundForm("CA7");
    const first = await answered.post("/voice", form);
    const { body } = await answered.post(actionOf(first.body) ?? "", {
      ...form,
      Digits: "0",
    });
    expect(body).toContain("Le comunico con Rosa Gil");
    await answered.settle();
    expect(answered.legs.rung.at(-1)?.phone).toBe(rosa.phone);
    const promised = await answered.post(actionOf(body) ?? "", {
      ...form,
      QueueResult: "queue-full",
    });
    expect(promised.body).toContain("Rosa Gil no puede contestar");
    const direct = await answered.post(
      "/voice",
      inboundForm("CA8", { To: people.director.line! }),
    );
    expect(direct.body).toContain("Le comunico con Ana Torres");
  } finally {
    await answered.close();
    await rm(flowsDir, { recursive: true });
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
