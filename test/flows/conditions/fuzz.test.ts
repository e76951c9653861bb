import {
  compileCondition,
  waysOf,
  type Condition,
  type Decidables,
  type DecidableValue,
  type DecidableValues,
} from "../../../src/flows/conditions/index.js";
import { createChance } from "../support/mutate.js";

const rounds = Number(process.env["CONDITION_ROUNDS"] ?? 4_000);

const decidables: Decidables = {
  "caller.segment": { type: "text" },
  "caller.grade": { type: "text", among: ["present", "shared"], sure: true },
  "caller.known": { type: "yes-no", sure: true },
  "time.hour": { type: "number", from: 0, to: 23, sure: true },
  "time.date": { type: "date", sure: true },
  "time.clock": { type: "clock", sure: true },
  "charge.amount": { type: "money" },
  "lookup.score": { type: "number", decimals: true },
};

/** Some of everything that conditions are made of, right and wrong. */
const parts = [
  ...Object.keys(decidables),
  ..."== != < <= > >= && || ! in ( ) [ ] , . ? : + - * / %".split(" "),
  ..."1 0 8 17 23 24 -1 2.5 1e99 9223372036854775807 9223372036854775808 0x1F".split(
    " ",
  ),
  ..."true false null 'present' 'shared' 'x' 'y' \"x\" r'\\d' b'x' '' ' \\".split(
    " ",
  ),
  ..."'2026-12-24' '2026-13-01' '08:30' '8:30' money('5.00 USD') money('x')".split(
    /(?<=[')]) /,
  ),
  ...".fits('(a+)+b') .fits('(?=x)') .matches('(a+)+$') .contains('x') .size()".split(
    " ",
  ),
  ..."has(caller.segment) has( size( dyn( timestamp( duration( [1,2].map(x,x)".split(
    " ",
  ),
  ..."__proto__ constructor caller.constructor caller.__proto__ toString".split(
    " ",
  ),
  "cel.bind(x, 1, x)",
  "\u0000",
  "\ud800",
  "😀",
  "(".repeat(40),
];

/** Each variable with what it is rightly compared with. */
const comparisons = [
  "caller.segment == 'x'",
  "caller.segment != 'y'",
  "caller.segment in ['x', 'y']",
  "caller.segment.contains('x')",
  "has(caller.segment)",
  "caller.grade == 'shared'",
  "caller.known",
  "time.hour < 8",
  "time.hour >= 17",
  "time.hour in [8, 9, 23]",
  "time.hour > 8.5",
  "time.date == '2026-12-24'",
  "time.date < '2026-12-26'",
  "time.clock >= '08:30'",
  "charge.amount <= money('5.00 USD')",
  "charge.amount > money('7.50 USD')",
  "lookup.score > 2.5",
  "lookup.score == 3",
  "true",
];

const drawn: Readonly<Record<string, readonly (DecidableValue | undefined)[]>> =
  {
    "caller.segment": ["x", "y", "xyz", "", undefined],
    "caller.grade": ["present", "shared"],
    "caller.known": [true, false],
    "time.hour": Array.from({ length: 24 }, (_, hour) => hour),
    "time.date": ["2026-12-23", "2026-12-24", "2026-12-26", "2027-01-01"],
    "time.clock": ["00:00", "08:29", "08:30", "23:59"],
    "charge.amount": [
      ...[0, 499, 500, 501, 750, 751].map((amount) => ({
        amount,
        currency: "USD",
      })),
      { amount: 500, currency: "EUR" },
      undefined,
    ],
    "lookup.score": [0, 2.5, 2.6, 3, -1, undefined],
  };

function createDraw(seed: number) {
  const chance = createChance(seed);
  const pick = <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(chance() * list.length)];
  const sound = (depth: number): string => {
    const kind = depth <= 0 ? 0 : chance();
    if (kind < 0.3) return pick(comparisons) ?? "true";
    if (kind < 0.45) return `!(${sound(depth - 1)})`;
    const sign = kind < 0.75 ? "&&" : "||";
    return `(${sound(depth - 1)} ${sign} ${sound(depth - 1)})`;
  };
  return {
    sound,
    anything: () =>
      Array.from({ length: 1 + Math.floor(chance() * 9) }, () =>
        chance() < 0.3 ? pick(comparisons) : pick(parts),
      ).join(chance() < 0.5 ? " " : ""),
    values: (): DecidableValues =>
      Object.fromEntries(
        Object.entries(drawn).map(([name, values]) => [name, pick(values)]),
      ),
    strange: (): DecidableValues =>
      Object.fromEntries(
        Object.keys(drawn).map((name) => [
          name,
          pick([undefined, "x", 1, -1, 0.5, NaN, Infinity, true, {}, [], null]),
        ]),
      ) as DecidableValues,
  };
}

describe("conditions left to chance", () => {
  it(`are read and decided without throwing (${rounds} of them)`, () => {
    const draw = createDraw(11);
    const wrong: unknown[] = [];
    let read = 0;
    for (let round = 0; round < rounds; round += 1) {
      const source = draw.anything();
      const compiled = compileCondition(source, decidables);
      if (!compiled.ok) {
        if (compiled.problems.length === 0) wrong.push({ source });
        for (const { name, offset } of compiled.problems)
          if (!source.startsWith(name, offset)) wrong.push({ source, name });
        continue;
      }
      read += 1;
      waysOf([compiled.condition]);
      for (const values of [draw.values(), draw.strange(), {}])
        if (
          ![true, false, undefined].includes(compiled.condition.decide(values))
        )
          wrong.push({ source, values });
    }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(rounds / 50);
  });

  it("do what the ways out say of them", () => {
    const draw = createDraw(7);
    const wrong: unknown[] = [];
    let shut = 0;
    for (let round = 0; round < rounds / 20; round += 1) {
      const conditions = Array.from({ length: 3 }, () =>
        compile(draw.sound(3)),
      );
      const ways = waysOf(conditions);
      shut += ways.canBeFirst.filter((one) => !one).length;
      for (let call = 0; call < 20; call += 1) {
        const values = draw.values();
        const held = conditions.map((one) => one.decide(values) === true);
        const first = held.indexOf(true);
        const told = [
          first < 0 ? ways.canBeNone : ways.canBeFirst[first],
          ...held.map((holds, place) =>
            holds ? ways.canHold[place] : ways.canFail[place],
          ),
        ];
        if (told.includes(false))
          wrong.push({
            sources: conditions.map(({ source }) => source),
            values,
          });
      }
    }
    expect(wrong).toEqual([]);
    expect(shut).toBeGreaterThan(rounds / 400);
  });
});

function compile(source: string): Condition {
  const compiled = compileCondition(source, decidables);
  if (!compiled.ok)
    throw new Error(`${source}: ${JSON.stringify(compiled.problems)}`);
  return compiled.condition;
}
