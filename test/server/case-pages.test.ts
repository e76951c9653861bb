import request from "supertest";
import type { Case } from "../../src/machines/case/file.js";
import type { OpenCases } from "../../src/machines/case/open-cases.js";
import { allShares } from "../../src/machines/case/open-cases.js";
import {
  readPeople,
  type PeopleFile,
} from "../../src/server/served/company.js";
import { readContext } from "../../src/server/read-context.js";
import {
  answerLine,
  inboundForm,
  maria,
  type AnsweredLine,
} from "../support/answered-line.js";
import { actionOf } from "../support/documents.js";
import { fireDue } from "../support/pass-time.js";

const minute = 60_000;
const ana = "+12025550122";
const call = "CA00000000000000000000000000000001";
let answered: AnsweredLine;
let now: number;
beforeEach(async () => {
  now = Date.parse("2026-11-22T09:15:00-05:00");
  answered = await answerLine({ now: () => now, people: await peopleOf() });
});
afterEach(() => answered.close());

/** With a deputy, so that there is somebody to go up to. */
async function peopleOf(): Promise<PeopleFile> {
  const people = await readPeople("demo/people.yaml");
  const deputy = {
    ...people.director,
    name: "Iván Rey",
    phone: "+12025550133",
  };
  return { ...people, deputies: [deputy] };
}

/** María asks for the director, who does not answer. */
async function promise(line = answered): Promise<void> {
  const { body } = await line.post("/voice", inboundForm(call));
  const form = { CallStatus: "in-progress" };
  const ringing = await line.post(
    actionOf(body) ?? "",
    inboundForm(call, { ...form, Digits: "0" }),
  );
  await line.post(
    actionOf(ringing.body) ?? "",
    inboundForm(call, { ...form, DialCallStatus: "no-answer" }),
  );
  await line.settle();
}
const linkTo = (to: string) => {
  const texts = answered.messages.filter(([one]) => one === to);
  const link = /https?:\S+\/case\/\S+/.exec(texts.at(-1)?.[1] ?? "")?.[0];
  if (link === undefined) throw new Error(`No link was sent to ${to}.`);
  return link.slice(answered.url.length);
};
const press = (path: string, form: Record<string, string>) =>
  request(answered.url).post(path).type("form").send(form);
const open = (path: string) => request(answered.url).get(path);
const caseFile = async () =>
  (await readContext<Case>(answered.store, { kind: "case", id: call }))!;
const openCases = async (ids: readonly string[]) => {
  const lists = await Promise.all(
    ids.map((id) =>
      readContext<OpenCases>(answered.store, { kind: "open-cases", id }),
    ),
  );
  return lists.flatMap((list) => Object.values(list?.cases ?? {}));
};
const closing = {
  act: "close",
  outcome: "compensated",
  words: "Le devolvimos 12 dólares",
  reason: "cobro doble",
  area: "facturación",
};

describe("the link in the owner's message", () => {
  it("shows the case and changes nothing, however often it is opened", async () => {
    await promise();
    const link = linkTo(ana);
    for (let time = 0; time < 3; time += 1) {
      const { status, text } = await open(link);
      expect(status).toBe(200);
      expect(text).toContain(`tel:${maria}`);
      expect(text).toContain("antes del 22/11 a las 11:15");
    }
    expect((await caseFile()).acknowledged).toBe(false);
  });

  it("acts once when it is pressed, and leads on to the next press", async () => {
    await promise();
    const link = linkTo(ana);
    const pressed = await press(link, { act: "acknowledge" });
    expect(pressed.status).toBe(303);
    expect((await caseFile()).acknowledged).toBe(true);
    expect((await press(link, closing)).status).toBe(410);
    expect((await open(link)).text).toContain("ya se usó o venció");
    const next = (pressed.headers["location"] ?? "").slice(answered.url.length);
    expect((await press(next, closing)).text).toContain("Guardado");
    expect((await caseFile()).closing).toMatchObject({ by: "Ana Torres" });
  });

  it("does not close the case while something is missing, and still counts then", async () => {
    await promise();
    const link = linkTo(ana);
    const { status, text } = await press(link, { ...closing, area: "" });
    expect(status).toBe(422);
    expect(text).toContain("hacen falta");
    expect((await press(link, closing)).status).toBe(200);
  });

  it("is over after three days, when the case is another's, and when a letter of it is changed", async () => {
    await promise();
    const link = linkTo(ana);
    expect((await open(`${link.slice(0, -1)}_`)).status).toBe(410);
    expect((await open("/case/nothing")).status).toBe(410);
    now += 3 * 24 * 60 * minute + 1;
    expect((await open(link)).status).toBe(410);
  });

  it("shows what callers and people wrote as text", async () => {
    await promise();
    const { headers } = await press(linkTo(ana), {
      act: "note",
      words: '<script>alert("x")</script>',
    });
    const next = (headers["location"] ?? "").slice(answered.url.length);
    const { text } = await open(next);
    expect(text).toContain("&lt;script&gt;");
    expect(text).not.toContain("<script");
  });
});

describe("a caller who is told the outcome", () => {
  it("is asked once, and a no opens the case again for the same owner", async () => {
    await promise();
    await press(linkTo(ana), closing);
    await answered.settle();
    const question = linkTo(maria);
    expect(answered.messages.at(-1)?.[1]).toContain(
      "Le devolvimos 12 dólares. ¿Quedó resuelto?",
    );
    expect((await open(question)).text).toContain("No, sigue sin resolver");
    expect(await openCases(allShares)).toEqual([]);
    const { text } = await press(question, { act: "not-solved" });
    expect(text).toContain("abierto de nuevo y le llamará Ana Torres");
    expect((await press(question, { act: "solved" })).status).toBe(410);
    await answered.settle();
    expect(await openCases(allShares)).toMatchObject([
      { id: call, owner: "Ana Torres", due: now + 120 * minute },
    ]);
    expect(await openCases([maria])).toMatchObject([{ reference: "48291377" }]);
  });
});

describe("the page about the director", () => {
  const page = (query = "", accepted = "es") =>
    open(`/director${query}`).set("accept-language", accepted);
  const figures = (text: string) =>
    [...text.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, count]) => Number(count));

  it("counts who asked, who answered and after how long, and the promises kept", async () => {
    expect((await page()).text).toContain("nadie lo ha pedido");
    await promise();
    expect(figures((await page()).text)).toEqual([1, 0, 1, 1, 0, 0]);
    await press(linkTo(ana), { act: "contacted" });
    await answered.settle();
    expect(figures((await page()).text)).toEqual([1, 0, 1, 1, 1, 0]);
    await talkWithDirector("CA00000000000000000000000000000003");
    const { text } = await page("?language=en");
    expect(figures(text)).toEqual([2, 1, 1, 1, 1, 0]);
    expect(text).toContain("Ana Torres, director of service");
    expect(text).toMatch(
      /<th scope="row">Ana Torres<\/th>\s*<td>1<\/td>\s*<td>12 s/,
    );
    expect(text).toContain('href="tel:+12025550102"');
    expect((await page("", "pt-BR")).text).toContain('lang="pt"');
    now += 31 * 24 * 60 * minute;
    expect((await page()).text).toContain("nadie lo ha pedido");
  });

  it("counts a promise late at the time that the caller was told", async () => {
    await promise();
    now += 121 * minute;
    await fireDue(answered, () => now);
    now += 31 * minute;
    await fireDue(answered, () => now);
    expect(figures((await page()).text)).toEqual([1, 0, 1, 1, 0, 1]);
  });

  it("is there only where the company publishes it", async () => {
    const people = await peopleOf();
    const closed = await answerLine({
      people: { ...people, director: { ...people.director, published: false } },
    });
    try {
      const { status } = await request(closed.url).get("/director");
      expect(status).toBe(404);
    } finally {
      await closed.close();
    }
  });
});

/** Somebody else dials the director's own number, and the director takes the call after twelve seconds. */
async function talkWithDirector(id: string): Promise<void> {
  await answered.post(
    "/voice",
    inboundForm(id, { From: "+12025550191", To: "+12025550102" }),
  );
  await answered.settle();
  const leg = answered.legs.rung.at(-1);
  if (!leg) throw new Error("Nobody is being rung.");
  now += 12_000;
  const own = inboundForm(leg.leg);
  const { body } = await answered.post(leg.answerUrl, own);
  await answered.post(actionOf(body) ?? "", { ...own, Digits: "1" });
  await answered.settle();
}

describe("a caller with an open case who rings again", () => {
  const attested = { StirVerstat: "TN-Validation-Passed-A" };
  const again = "CA00000000000000000000000000000002";
  const ring = async (more: Record<string, string>) => {
    const { body } = await answered.post("/voice", inboundForm(again, more));
    return body;
  };

  it("is taken to its owner, who is told when they do not take the call", async () => {
    await promise();
    const said = await ring(attested);
    expect(said).toContain("Tiene un caso abierto con Ana Torres");
    // The carrier gives the caller back: nobody took the call.
    await answered.post(
      actionOf(said) ?? "",
      inboundForm(again, { CallStatus: "in-progress" }),
    );
    await answered.settle();
    expect(answered.messages.at(-1)).toEqual([
      ana,
      expect.stringContaining("el cliente volvió a llamar"),
    ]);
    expect((await caseFile()).linked).toContainEqual({
      what: "call",
      id: again,
    });
  });

  it("hears no name from a number that is merely shown, and nothing at all from another one", async () => {
    await promise();
    const shown = await ring({});
    expect(shown).toContain("quien lleva su asunto");
    expect(shown).not.toContain("Ana Torres");
    const other = await answered.post(
      "/voice",
      inboundForm("CA3", { ...attested, From: "+12025550190" }),
    );
    const withheld = await answered.post(
      "/voice",
      inboundForm("CA4", { From: "anonymous" }),
    );
    expect(other.body).toContain("Acme.");
    expect(withheld.body).toContain("Acme.");
  });

  it("hears the ordinary menu once it is closed", async () => {
    await promise();
    await press(linkTo(ana), closing);
    await answered.settle();
    expect(await ring(attested)).toContain("Acme.");
  });
});
