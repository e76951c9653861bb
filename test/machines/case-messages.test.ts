/** What becomes of a case whose messages do not arrive. */
import { DateTime } from "luxon";
import {
  createCaseWorld,
  maria,
  opened,
  people,
} from "./support/case-world.js";

const minute = 60_000;
const hour = 60 * minute;
const ana = "+12025550122";
const ivan = "+12025550133";
const closing = {
  type: "closed-by",
  by: "Ana Torres",
  outcome: "compensated",
  words: "Le devolvimos 12 dólares",
  reason: "cobro doble",
  area: "billing",
};
const onTheWallOf = (at: number) =>
  DateTime.fromMillis(at, { zone: "America/Bogota" }).toFormat("dd/MM HH:mm");

function openCase(directory = people) {
  const world = createCaseWorld(directory);
  world.send(opened());
  return world;
}

describe("a caller whom the message about a closed case does not reach", () => {
  const receipt = "closed:1";
  const untold = () => {
    const world = openCase();
    world.send(closing);
    world.messages();
    world.send({ type: "message-refused", receipt });
    return world;
  };
  const rings = (world: ReturnType<typeof untold>) =>
    world.sent
      .splice(0)
      .flatMap(({ at, effect }) =>
        effect.type === "tell" && effect.to.kind === "ring-back"
          ? [onTheWallOf(at)]
          : [],
      );
  const notReached = (world: ReturnType<typeof untold>) =>
    world.send({ type: "not-reached", why: "no-answer", question: 1 });

  it("is rung three times, by day, and it stays on record", () => {
    const world = untold();
    world.pass(10 * minute);
    expect(world.where()).toBe("closed.asking.ringing");
    notReached(world);
    world.pass(2 * hour);
    notReached(world);
    world.pass(24 * hour);
    notReached(world);
    expect(rings(world)).toEqual(["22/11 09:25", "22/11 11:25", "23/11 11:25"]);
    expect(world.where()).toBe("closed.asking.left");
    expect(world.timers.size).toBe(0);
    expect(
      world.file().history.filter(({ what }) => what === "not-told"),
    ).toHaveLength(3);
  });

  it("is not rung between eight in the evening and nine in the morning", () => {
    const world = openCase();
    world.pass(11 * hour);
    world.send({ ...closing, by: "Iván Rey" });
    world.send({ type: "message-undelivered", receipt });
    world.pass(13 * hour);
    expect(rings(world)).toEqual(["23/11 09:00"]);
  });

  it("is not rung again on a number that may not be rung, nor once they heard it", () => {
    const forbidden = untold();
    forbidden.pass(10 * minute);
    forbidden.send({ type: "not-reached", why: "not-allowed", question: 1 });
    expect(forbidden.where()).toBe("closed.asking.left");
    const heard = untold();
    heard.pass(10 * minute);
    heard.send({ type: "told", question: 1 });
    expect(heard.where()).toBe("closed.asking.left");
    expect([forbidden.timers.size, heard.timers.size]).toEqual([0, 0]);
  });

  it("opens it again on the telephone, and is rung no more when they rang first", () => {
    const world = untold();
    world.send({ type: "answered", solved: false, question: 1 });
    expect(world.where()).toBe("open.waiting");
    world.pass(10 * minute);
    expect(rings(world)).toEqual([]);
  });

  it("is not rung for a message that was about an earlier closing", () => {
    const world = openCase();
    world.send(closing);
    world.send({ type: "answered", solved: false, question: 1 });
    world.send(closing);
    world.send({ type: "message-undelivered", receipt });
    expect(world.where()).toBe("closed.asking.by-message");
  });

  it("is rung again when nothing is heard any more of a call", () => {
    const world = untold();
    world.pass(20 * minute);
    expect(world.where()).toBe("closed.asking.pausing");
    world.pass(72 * hour);
    expect(world.where()).toBe("closed.asking.left");
  });
});

describe("a message about an open case that does not arrive", () => {
  /** The receipts of what was sent since the last time, by whom it was for. */
  const receipts = (world: ReturnType<typeof openCase>) =>
    new Map(
      world.sent.splice(0).flatMap(({ effect }): [string, string][] => {
        if (effect.type === "send-message")
          return [[effect.to, effect.receipt ?? ""]];
        if (effect.type !== "tell" || effect.to.kind !== "case-mail") return [];
        const { mail } = effect.event as unknown as {
          mail: { to: string; receipt: string };
        };
        return [[mail.to, mail.receipt]];
      }),
    );
  const noted = (world: ReturnType<typeof openCase>) =>
    world
      .file()
      .history.flatMap(({ what, words }) =>
        what === "not-delivered" ? [words] : [],
      );

  it.each(["message-refused", "message-undelivered"])(
    "to the caller (%s) stands in the history, and the owner hears that they know of nothing",
    (type) => {
      const world = openCase();
      const receipt = receipts(world).get(maria);
      world.send({ type, receipt });
      expect(noted(world)).toEqual(["caller"]);
      const text = `Caso 48291377: nuestros mensajes no le llegan al cliente. Cuando le llame, dele el número del caso y el suyo. Llame al ${maria} antes del 22/11 a las 11:15. {link}`;
      expect(world.messages()).toEqual([
        [ana, text],
        ["mail:ana@acme.example", text],
      ]);
    },
  );

  it("to the caller, that somebody else has the case now, is told to whoever has it", () => {
    const world = openCase();
    world.pass(2 * hour + 30 * minute);
    const receipt = receipts(world).get(maria);
    world.send({ type: "message-undelivered", receipt });
    expect(world.messages()).toEqual([
      [ivan, expect.stringContaining("nuestros mensajes no le llegan")],
    ]);
  });

  it("to an owner by text and by mail is told to whoever is above, once", () => {
    const world = openCase();
    const first = receipts(world);
    world.send({ type: "message-undelivered", receipt: first.get(ana) });
    expect(world.messages()).toEqual([]);
    expect(noted(world)).toEqual(["Ana Torres"]);
    const receipt = first.get("ana@acme.example");
    world.send({ type: "mail-refused", receipt, off: false });
    expect(noted(world)).toEqual(["Ana Torres", "Ana Torres"]);
    expect(world.messages()).toEqual([
      [
        ivan,
        `Caso 48291377: a Ana Torres no le llegan nuestros mensajes. Tiene que llamar al ${maria} antes del 22/11 a las 11:15: avísele usted.`,
      ],
    ]);
    world.pass(90 * minute);
    const reminder = receipts(world);
    world.send({ type: "message-undelivered", receipt: reminder.get(ana) });
    world.send({
      type: "mail-refused",
      receipt: reminder.get("ana@acme.example"),
      off: false,
    });
    expect(world.messages()).toEqual([]);
  });

  it("to an owner is told to whoever is above where the line sends no mail, and the mails stand nowhere", () => {
    const world = openCase();
    const first = receipts(world);
    const receipt = first.get("ana@acme.example");
    world.send({ type: "mail-refused", receipt, off: true });
    expect([noted(world), world.messages()]).toEqual([[], []]);
    world.send({ type: "message-undelivered", receipt: first.get(ana) });
    expect(world.messages().map(([to]) => to)).toEqual([ivan]);
  });

  it("to somebody who has it no more changes nothing", () => {
    const world = openCase();
    const receipt = receipts(world).get(ana);
    world.send({
      type: "handed-over",
      by: "Ana Torres",
      to: people.agents[0],
    });
    world.messages();
    expect(world.send({ type: "message-undelivered", receipt })).toBe(false);
    expect([noted(world), world.messages()]).toEqual([[], []]);
  });
});
