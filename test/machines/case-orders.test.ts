import * as fc from "fast-check";
import { createCaseWorld, opened, people } from "./support/case-world.js";

const minute = 60_000;
const everyone = [
  people.director,
  ...(people.deputies ?? []),
  ...(people.superiors ?? []),
  ...people.agents,
];

const time = fc.constantFrom(
  0,
  1,
  20 * minute,
  90 * minute,
  120 * minute,
  150 * minute,
  26 * 60 * minute,
);
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ pass: time }) },
  { weight: 1, arbitrary: fc.record({ sleep: time }) },
  {
    weight: 5,
    arbitrary: fc.record({
      send: fc.oneof(
        fc.record({
          type: fc.constantFrom("acknowledged", "contacted"),
          by: fc.constantFrom("Ana Torres", "Luis Prado"),
          link: fc.option(fc.nat(6), { nil: undefined }),
        }),
        fc.record({
          type: fc.constant("handed-over"),
          by: fc.constant("Ana Torres"),
          to: fc.constantFrom(...everyone),
        }),
        fc.record({
          type: fc.constant("closed-by"),
          by: fc.constant("Ana Torres"),
          outcome: fc.constant("solved"),
          words: fc.constantFrom("Hecho", ""),
          reason: fc.constant("cobro doble"),
          area: fc.constantFrom("billing", " "),
          link: fc.option(fc.nat(6), { nil: undefined }),
        }),
        fc.record({
          type: fc.constant("answered"),
          solved: fc.boolean(),
          question: fc.nat(4),
        }),
        fc.record({
          type: fc.constantFrom("message-undelivered", "mail-refused"),
          receipt: fc
            .tuple(fc.constantFrom("to-caller", "to-owner"), fc.nat(9))
            .map((parts) => parts.join(":")),
        }),
        fc.record({
          type: fc.constantFrom("message-left"),
          url: fc.constant("https://r.example/RE1"),
        }),
        fc.record({
          type: fc.constant("linked"),
          what: fc.constant("call"),
          id: fc.constantFrom("CA1", "CA2"),
        }),
        fc.record({ type: fc.constantFrom("opened-again", "unheard-of") }),
      ),
    }),
  },
);

describe("whatever happens to a case, in whatever order", () => {
  it("a timer stands until it is closed, and none after", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const world = createCaseWorld();
        world.send(opened());
        for (const one of happenings) {
          happen(world, one);
          const isOpen = world.where().startsWith("open.");
          expect([world.where(), world.timers.size]).toEqual([
            world.where(),
            isOpen ? 1 : 0,
          ]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("each owner is reminded once before the time, told at the time, and nobody is told twice", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const world = createCaseWorld();
        world.send(opened());
        for (const one of happenings) happen(world, one);
        // Long enough to go up from anybody to the top.
        world.pass(24 * 60 * minute);
        const { history } = world.file();
        const texts = world.sent.flatMap(({ effect }) =>
          effect.type === "send-message" ? [effect.text] : [],
        );
        const count = (what: string) =>
          history.filter((one) => one.what === what).length;
        const sent = (words: string) =>
          texts.filter((text) => text.includes(words)).length;
        expect(sent("le recuerdo")).toBe(count("reminded"));
        expect(sent("vencido")).toBe(count("overdue"));
        let reminded = 0;
        for (const { what } of history) {
          if (isNewOwner(what)) reminded = 0;
          if (what === "reminded") reminded += 1;
          expect(reminded).toBeLessThan(2);
        }
        if (world.where().startsWith("open."))
          expect(world.where()).toBe("open.left-at-the-top");
      }),
      { numRuns: 120 },
    );
  });
});

function happen(
  world: ReturnType<typeof createCaseWorld>,
  one: { pass?: number; sleep?: number; send?: { type: string } },
): void {
  if (one.pass !== undefined) world.pass(one.pass);
  if (one.sleep !== undefined) world.sleep(one.sleep);
  if (one.send?.type === "opened-again")
    world.send(
      opened({
        owner: people.agents[0],
        due: world.now() + 60 * minute,
      }),
    );
  else if (one.send) world.send(one.send);
}

function isNewOwner(what: string): boolean {
  return [
    "opened",
    "promised-again",
    "went-up",
    "handed-over",
    "reopened",
  ].includes(what);
}
