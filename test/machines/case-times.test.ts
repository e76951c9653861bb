/** When a case is reminded of, when it is overdue and to whom it goes then. */
import { DateTime } from "luxon";
import { dueAfter } from "../../src/machines/case/times.js";
import { hoursFile } from "../../src/machines/company/hours-file.js";
import {
  createCaseWorld,
  maria,
  openCase,
  opened,
  people,
} from "./support/case-world.js";

const minute = 60_000;
const hour = 60 * minute;

const zone = "America/New_York";
const day = ["09:00-18:00"];
const office = hoursFile.parse({
  "time zone": zone,
  weekly: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
  },
  holidays: ["2026-12-07", "2026-12-08", "2026-12-25"],
  exceptions: { "2026-12-24": ["09:00-12:00"] },
});
const onTheWall = (at: number) =>
  DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

describe("a case", () => {
  it("reminds its owner before the time, and tells them at the time where it goes next", () => {
    const world = openCase();
    world.messages();
    world.pass(90 * minute);
    expect(world.where()).toBe("open.reminded");
    expect(world.messages()).toEqual([
      ["+12025550122", expect.stringContaining("le recuerdo llamar")],
      ["mail:ana@acme.example", expect.stringContaining("le recuerdo llamar")],
    ]);
    world.pass(30 * minute);
    expect(world.where()).toBe("open.overdue");
    expect(world.messages()[0]).toEqual([
      "+12025550122",
      `Caso 48291377, vencido: había que llamar al ${maria} antes del 22/11 a las 11:15. El 22/11 a las 11:45 pasa a Iván Rey. {link}`,
    ]);
  });

  it("is reminded of at the same times when its owner has said that they have it", () => {
    const world = openCase();
    world.pass(10 * minute);
    world.send({ type: "acknowledged", by: "Ana Torres" });
    expect(world.where()).toBe("open.acknowledged");
    world.messages();
    world.pass(79 * minute);
    expect(world.messages()).toEqual([]);
    world.pass(minute);
    expect(world.where()).toBe("open.reminded");
    expect(world.messages()).toHaveLength(2);
  });

  it("goes up half an hour after its time: to the deputy, to the director's superior, and the caller is told the truth each time", () => {
    const world = openCase();
    world.pass(150 * minute);
    world.messages();
    expect(world.file().owner?.name).toBe("Iván Rey");
    world.pass(0);
    expect(world.where()).toBe("open.waiting");
    world.pass(150 * minute);
    expect(world.file().owner?.name).toBe("Rosa Gil");
    const told = world.messages().filter(([to]) => to === maria);
    expect(told).toEqual([
      [
        maria,
        "Caso 48291377: Iván Rey no le llamó a tiempo, y lo sentimos. Ahora lo tiene Rosa Gil, que le llama antes del 22/11 a las 16:15. Su teléfono: +12025550144.",
      ],
    ]);
  });

  it("gives somebody with hours their time in these, and a director theirs by the clock", () => {
    const world = createCaseWorld({
      ...people,
      hours: { office },
      agents: people.agents.map((one) => ({ ...one, hours: "office" })),
    });
    world.send(opened());
    const [to] = people.agents;
    world.send({ type: "handed-over", by: "Ana Torres", to });
    // It is Sunday: two hours of the office are over on Monday at eleven.
    expect(onTheWall(world.file().due)).toBe("2026-11-23T11:00");
    world.pass(world.file().due - world.now() + 30 * minute);
    expect(world.file().owner?.name).toBe("Ana Torres");
    expect(onTheWall(world.file().due)).toBe("2026-11-23T13:30");
  });

  it("stays with whoever is at the top, who is told again each day", () => {
    const world = openCase();
    world.pass(3 * 150 * minute);
    expect(world.where()).toBe("open.left-at-the-top");
    world.messages();
    world.pass(48 * hour);
    expect(world.messages().map(([to]) => to)).toEqual([
      "+12025550144",
      "+12025550144",
    ]);
    expect(world.file().owner?.name).toBe("Rosa Gil");
  });

  it("of an agent goes up to their superior, the director and the deputy, each once", () => {
    const agents = people.agents.map((one) => ({
      ...one,
      superior: "Rosa Gil",
    }));
    const [agent] = agents;
    const world = createCaseWorld({ ...people, agents });
    world.send(opened({ owner: agent }));
    const owners = [];
    for (let level = 0; level < 5; level += 1) {
      owners.push(world.file().owner?.name);
      world.pass(150 * minute);
    }
    expect(owners).toEqual([
      "Luis Prado",
      "Rosa Gil",
      "Ana Torres",
      "Iván Rey",
      "Iván Rey",
    ]);
  });

  it("goes up also when its owner spoke with the caller, and then nobody is told that nobody rang", () => {
    const world = openCase();
    world.send({ type: "contacted", by: "Ana Torres" });
    world.messages();
    world.pass(150 * minute);
    expect(world.file().owner?.name).toBe("Iván Rey");
    expect(world.messages().filter(([to]) => to === maria)).toEqual([]);
  });

  it("reminds of nothing that is past when the server was away", () => {
    const world = openCase();
    world.messages();
    world.sleep(2 * hour + minute);
    expect(world.where()).toBe("open.overdue");
    expect(
      world.messages().filter(([, text]) => text.includes("recuerdo")),
    ).toEqual([]);
  });
});

it.each([
  ["2026-12-04T17:00", "2026-12-09T10:00", "a weekend and two holidays later"],
  ["2026-12-24T11:30", "2026-12-28T10:30", "after a half day and a holiday"],
  ["2026-03-06T17:30", "2026-03-09T10:30", "although the clock went forward"],
  ["2026-10-30T17:30", "2026-11-02T10:30", "although the clock went back"],
])("two hours of the office from %s on are over at %s, %s", (from, due) => {
  const at = Date.parse(DateTime.fromISO(from, { zone }).toISO() ?? "");
  const directory = { ...people, hours: { office } };
  expect(onTheWall(dueAfter(directory, "office", at, 2 * hour))).toBe(due);
  expect(dueAfter(directory, undefined, at, 2 * hour)).toBe(at + 2 * hour);
});

describe("in Madrid", () => {
  const madrid = "Europe/Madrid";
  const nights = hoursFile.parse({
    "time zone": madrid,
    weekly: { sunday: ["00:00-08:00"], tuesday: ["00:00-08:00"] },
    exceptions: { "2028-02-29": ["06:00-07:00"] },
  });
  const inMadrid = (text: string) =>
    DateTime.fromISO(text, { zone: madrid }).toMillis();

  it.each([
    ["2026-03-29T01:30", "2026-03-29T04:30+02:00", "an hour that is left out"],
    ["2026-10-25T01:30", "2026-10-25T02:30+01:00", "an hour that comes twice"],
    ["2028-02-29T05:00", "2028-03-05T01:00+01:00", "a 29th of February"],
  ])("two open hours from %s on are over at %s, over %s", (from, due) => {
    const directory = { ...people, hours: { nights } };
    const at = dueAfter(directory, "nights", inMadrid(from), 2 * hour);
    expect(DateTime.fromMillis(at, { zone: madrid }).toISO()).toBe(
      DateTime.fromISO(due, { zone: madrid }).toISO(),
    );
  });

  it.each([
    ["2026-03-29T01:30", "29/03 a las 04:30"],
    ["2026-10-25T01:30", "25/10 a las 02:30"],
    ["2028-02-28T23:30", "29/02 a la 01:30"],
  ])(
    "a director who promised at %s to ring within two hours does so before the %s of the line's clock",
    (from, written) => {
      const world = createCaseWorld();
      const due = inMadrid(from) + 2 * hour;
      world.send(opened({ timeZone: madrid, due, span: 2 * hour }));
      expect(world.messages()[0]?.[1]).toContain(`antes del ${written}.`);
    },
  );
});
