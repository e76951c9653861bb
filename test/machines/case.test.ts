import { DateTime } from "luxon";
import { askerOf } from "../../src/machines/case-file.js";
import { dueAfter } from "../../src/machines/case-times.js";
import { hoursFile } from "../../src/machines/hours-file.js";
import {
  createCaseWorld,
  maria,
  opened,
  people,
} from "./support/case-world.js";

const minute = 60_000;
const hour = 60 * minute;
const closing = {
  type: "closed-by",
  by: "Ana Torres",
  outcome: "compensated",
  words: "Le devolvimos 12 dólares",
  reason: "cobro doble",
  area: "billing",
};

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

function openCase() {
  const world = createCaseWorld();
  world.send(opened());
  return world;
}

describe("a case", () => {
  it("tells the caller who calls and by when, with phone and mail, and its owner whom to call", () => {
    const world = openCase();
    const to = `llame al ${maria} antes del 22/11 a las 11:15. {link}`;
    expect(world.messages()).toEqual([
      [
        maria,
        "Caso 48291377: Ana Torres le llama antes del 22/11 a las 11:15. Su teléfono: +12025550122. Su correo: ana@acme.example.",
      ],
      ["+12025550122", `Caso 48291377: ${to}`],
      ["mail:ana@acme.example", `Caso 48291377: ${to}`],
    ]);
    expect(world.where()).toBe("open.waiting");
  });

  it("tells the caller, and its owner, that a limit of the line's is why a person calls", () => {
    const written = (language: string, limit: string) => {
      const world = createCaseWorld();
      world.send({ ...opened(), language, limit });
      return world.messages().map(([, text]) => text);
    };
    expect(written("es", "of-number").slice(0, 2)).toEqual([
      "Caso 48291377: Hoy la línea ya no puede llamar más veces a este número: llegó a su límite. Por eso le llama Ana Torres en persona, antes del 22/11 a las 11:15. Su teléfono: +12025550122. Su correo: ana@acme.example.",
      `Caso 48291377: llame al ${maria} antes del 22/11 a las 11:15. Hoy la línea ya no puede llamar más veces a este número: llegó a su límite. {link}`,
    ]);
    expect(written("en", "of-day")[0]).toContain(
      "Case 48291377: The line cannot call any more today: it has reached its limit. So Ana Torres will call you in person, before",
    );
  });

  it("whose caller cannot be written to today tells its owner alone, and what is missing still", () => {
    const world = createCaseWorld();
    world.send({ ...opened(), limit: "message-of-day" });
    const written = world.messages();
    expect(written.map(([to]) => to)).not.toContain(maria);
    expect(written[0]?.[1]).toContain(
      "falta que le llegue la factura corregida, porque hoy la línea ya no puede mandar más mensajes",
    );
  });

  it("is rung by the line only after approval when its number is nobody's that is known", () => {
    const world = createCaseWorld();
    world.send({ ...opened(), unapproved: true });
    expect(world.messages().map(([, text]) => text)).toContainEqual(
      expect.stringContaining(
        "alguien tiene que aprobar que la línea lo llame",
      ),
    );
    const wanted = {
      type: "connect-wanted",
      by: "Ana Torres",
      person: { name: "Ana Torres" },
      phone: "+12025550122",
      request: "r",
    };
    const history = () => world.file().history.map(({ what }) => what);
    world.send(wanted);
    expect(history()).toEqual(["opened"]);
    world.send({ type: "approved", by: "Ana Torres" });
    world.send(wanted);
    expect(history()).toEqual(["opened", "approved", "connecting"]);
    expect(world.file().opened?.unapproved).toBeUndefined();
  });

  it("was asked for by whoever opened it, in whosever hands it is now", () => {
    const world = createCaseWorld();
    world.send({ ...opened(), channel: "agent", unapproved: true });
    const to = (name: string) => ({
      type: "handed-over",
      by: "Ana Torres",
      to: { name, phone: "+12025550133" },
    });
    expect(askerOf(world.file())).toBe("Ana Torres");
    world.send(to("Luis Prado"));
    expect(askerOf(world.file())).toBe("Ana Torres");
    world.send(to("Ana Torres"));
    expect(askerOf(world.file())).toBe("Ana Torres");
  });

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

  it.each(["outcome", "words", "reason", "area"])(
    "does not close without %s",
    (field) => {
      const world = openCase();
      expect(world.send({ ...closing, [field]: " " })).toBe(false);
      expect(world.where()).toBe("open.waiting");
      expect(world.timers.size).toBe(1);
    },
  );

  it("that is closed tells the caller how, asks once whether it is solved, and reminds nobody", () => {
    const world = openCase();
    world.messages();
    expect(world.send(closing)).toBe(true);
    expect(world.messages()).toEqual([
      [
        maria,
        "Caso 48291377: Le devolvimos 12 dólares. ¿Quedó resuelto? Responda aquí: {link}",
      ],
    ]);
    expect(world.timers.size).toBe(0);
    world.pass(1000 * hour);
    expect(world.messages()).toEqual([]);
    expect(world.send({ type: "answered", solved: true, question: 1 })).toBe(
      true,
    );
    expect(world.where()).toBe("closed.settled");
    expect(world.file().solved).toBe(true);
  });

  it("that is not solved is open again with the same owner and as much time as before", () => {
    const world = openCase();
    world.send(closing);
    world.messages();
    world.pass(24 * hour);
    world.send({ type: "answered", solved: false, question: 1 });
    expect(world.where()).toBe("open.waiting");
    expect(world.file().owner?.name).toBe("Ana Torres");
    expect(world.file().due).toBe(world.now() + 2 * hour);
    expect(world.messages().map(([to]) => to)).toEqual([
      maria,
      "+12025550122",
      "mail:ana@acme.example",
    ]);
    // The answer to an earlier question says nothing of the next closing.
    world.send(closing);
    expect(world.send({ type: "answered", solved: false, question: 1 })).toBe(
      false,
    );
    expect(world.where()).toBe("closed.asking.by-message");
  });

  it("that is handed over has a new owner, a new time and a caller who knows", () => {
    const world = openCase();
    world.pass(hour);
    world.messages();
    world.send({
      type: "handed-over",
      by: "Ana Torres",
      to: people.agents[0],
      words: "conoce la cuenta",
    });
    expect(world.messages()).toEqual([
      [
        maria,
        expect.stringContaining(
          "Luis Prado le llama antes del 22/11 a las 12:15",
        ),
      ],
      [
        "+12025550111",
        expect.stringContaining("Ana Torres se lo pasa a usted"),
      ],
    ]);
    world.pass(150 * minute);
    expect(world.file().owner?.name).toBe("Ana Torres");
  });

  it("takes a press on a link once", () => {
    const world = openCase();
    const { link } = world.file();
    const press = { type: "acknowledged", by: "Ana Torres", link };
    expect(world.send(press)).toBe(true);
    expect(world.send(press)).toBe(false);
    expect(world.send({ ...closing, link })).toBe(false);
    expect(world.where()).toBe("open.acknowledged");
    // Whoever had it before holds a link that no longer works.
    const { link: next } = world.file();
    world.pass(150 * minute);
    expect(world.send({ ...closing, link: next })).toBe(false);
    expect(world.where()).toBe("open.waiting");
  });

  it("of a caller whose number is withheld sends messages to its owner alone", () => {
    const world = createCaseWorld();
    world.send(opened({ number: "anonymous", withheld: true }));
    expect(world.messages()[0]?.[1]).toContain(
      "llame al cliente (número oculto) antes del",
    );
    world.pass(150 * minute);
    world.send({ ...closing, by: "Iván Rey" });
    const told = world.messages().map(([to]) => to);
    expect(told).not.toContain("anonymous");
    expect(told).toContain("+12025550122");
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

  it("keeps who did what and when", () => {
    const world = openCase();
    world.pass(10 * minute);
    world.send({ type: "acknowledged", by: "Ana Torres" });
    world.send({
      type: "noted",
      by: "Ana Torres",
      words: "Reviso la factura.",
    });
    world.send({
      type: "message-left",
      url: "https://r.example/RE1",
      seconds: 4,
    });
    world.send({ type: "linked", what: "call", id: "CA2" });
    world.send(closing);
    expect(
      world.file().history.map(({ who, what }) => `${who} ${what}`),
    ).toEqual([
      "caller opened",
      "Ana Torres acknowledged",
      "Ana Torres noted",
      "caller message",
      "caller linked",
      "Ana Torres closed",
    ]);
    expect(world.file().recordings).toMatchObject([{ seconds: 4 }]);
    expect(world.file().linked).toEqual([
      { what: "call", id: "CA1" },
      { what: "call", id: "CA2" },
    ]);
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
