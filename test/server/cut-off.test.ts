import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { putGoneOut } from "../support/earlier-calls.js";
import { readContext } from "../../src/server/read-context.js";
import { actionOf, linesOf } from "../support/documents.js";
import { fireDue } from "../support/pass-time.js";
import { callerGoes, placeOf, ringPerson, talkOn } from "../support/talk.js";
import { until } from "../support/until.js";

let answered: AnsweredLine;
const clock = { now: 0 };
beforeEach(async () => {
  clock.now = Date.parse("2026-11-23T09:15:00-05:00");
  answered = await answerLine({ now: () => clock.now });
});
afterEach(() => answered.close());

const talk = () => talkOn(answered, clock);

describe("a person whose caller is gone", () => {
  it("has a caller rung again who was cut off, and talks on with them", async () => {
    const { call, key, person, thirdComes, statusUrl, leg, ends, at } =
      await talk();
    await callerGoes(answered, call);
    await person();
    const alone = await key("1");
    expect(linesOf(alone)).toEqual([
      'say     es-MX "Le volvemos a llamar."',
      "join",
    ]);
    const again = await thirdComes();
    expect(again.phone).toBe(maria);
    expect(again.whisper[0]).toBe(
      'say     es-MX "Hola. Se cortó la llamada y le llama Luis Prado. Para seguir hablando, marque 1. Si ya no hace falta, marque 2."',
    );
    const [room] = /[^>]+(?=<\/Conference>)/.exec(alone) ?? [];
    expect(again.joined).toContain(`>${room}</Conference>`);
    expect(await at()).toBe("joined.together-again");
    await ends(statusUrl, leg);
    await until(async () => {
      await answered.settle();
      return (await at()) === "wrap-up";
    });
    const { body } = await answered.post(
      answered.legs.fetched.at(-1) ?? "",
      inboundForm(again.leg),
    );
    expect(linesOf(body)).toEqual([
      'say     es-MX "La conversación terminó. Gracias."',
      "hang-up",
    ]);
  });

  it("is told when a caller who was cut off does not pick up", async () => {
    const { call, key, person, statusUrl, leg, ends, at } = await talk();
    await callerGoes(answered, call);
    await person();
    await key("1");
    const again = answered.legs.rung.at(-1)!;
    await ends(again.statusUrl, again.leg);
    await until(async () => {
      await answered.settle();
      return (await at()) === "joined.hearing-why";
    });
    expect(answered.legs.fetchedBy.at(-1)).toBe(leg);
    expect(linesOf(await person())).toEqual([
      'say     es-MX "No contesta. La línea lo sigue intentando."',
      "hang-up",
    ]);
    expect(await placeOf(answered, "callback", maria)).toBe("trying.pausing");
    expect(answered.messages.at(-1)?.[1]).toContain(
      "le llamamos y no contestó. Le volvemos a llamar después de",
    );
    await ends(statusUrl, leg);
    await until(async () => {
      await answered.settle();
      return (await at()) === "wrap-up";
    });
  });
});

describe("a caller who was cut off and whom a limit keeps the line from ringing", () => {
  it("has a case that says which, and so hears whoever wanted to ring them", async () => {
    await putGoneOut(answered, { call: 1e6 }, clock.now);
    const { call, key, person, at } = await talk();
    await callerGoes(answered, call);
    await person();
    await key("1");
    await until(async () => {
      await answered.settle();
      return (await at()) === "joined.hearing-why";
    });
    expect(linesOf(await person())).toEqual([
      'say     es-MX "Hoy la línea ya no puede llamar más: llegó a su límite."',
      "hang-up",
    ]);
    expect(answered.legs.rung.map(({ phone }) => phone)).not.toContain(maria);
    expect(
      await readContext(answered.store, { kind: "case", id: call }),
    ).toMatchObject({ opened: { limit: "of-day" } });
  });
});

describe("a caller who was cut off", () => {
  it("is let alone by whoever talked with them once they ring again by themselves", async () => {
    const { call, key, person, at } = await talk();
    await callerGoes(answered, call);
    await person();
    await key("1");
    const again = answered.legs.rung.at(-1)!;
    const attested = { StirVerstat: "TN-Validation-Passed-A" };
    const { body } = await answered.post(
      "/voice",
      inboundForm("CArings-again", attested),
    );
    await answered.settle();
    expect(linesOf(body)[0]).toContain("Vuelvo a buscar a Luis Prado");
    expect(answered.legs.ended).toContain(again.leg);
    expect(await at()).toBe("joined.hearing-why");
    expect(linesOf(await person())).toEqual([
      'say     es-MX "El cliente ya llama de nuevo."',
      "hang-up",
    ]);
    expect(await placeOf(answered, "callback", maria)).toBe("idle");
  });

  it("is not rung when whoever talked with them says that it was no cut", async () => {
    const { call, key, person, waits } = await talk();
    await callerGoes(answered, call);
    await person();
    await key("2");
    expect(await placeOf(answered, "callback", maria)).toBe("idle");
    const rung = answered.legs.rung.length;
    await waits(90 * 60_000);
    expect(answered.legs.rung).toHaveLength(rung);
  });

  it("while they waited is rung by the line a minute later, with who calls and why", async () => {
    const luis = await ringPerson(answered);
    await callerGoes(answered, luis.call);
    expect(answered.legs.ended).toEqual([luis.leg]);
    clock.now += 60_000;
    await fireDue(answered, () => clock.now);
    const press = async (Digits: string) => {
      const rung = answered.legs.rung.at(-1)!;
      const form = inboundForm(rung.leg, {
        Direction: "outbound-api",
        To: rung.phone,
      });
      const heard = (await answered.post(rung.answerUrl, form)).body;
      await answered.post(actionOf(heard) ?? "", { ...form, Digits });
      await answered.settle();
      return { phone: rung.phone, heard: linesOf(heard)[0] };
    };
    const person = await press("1");
    expect(person.phone).toBe("+12025550111");
    expect(person.heard).toContain("Un cliente espera que le llamemos");
    const caller = await press("1");
    expect(caller).toEqual({
      phone: maria,
      heard:
        'say     es-MX "Se cortó la llamada y le llama Luis Prado. Para hablar, marque 1; si ya no hace falta, 2."',
    });
    expect(await placeOf(answered, "callback", maria)).toBe("talking");
  });
});
