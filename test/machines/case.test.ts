import { askerOf } from "../../src/machines/case/file.js";
import {
  createCaseWorld,
  maria,
  openCase,
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
