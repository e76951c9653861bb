/**
 * A made-up history of 24 months, claims of all sizes, that a seed decides. Its part under US$2.70 has the figures of the
 * telephone company of rule C11: 125 to 147 claims a month worth US$148 to US$162 in all, both ends reached, and a desk that
 * costs US$1,537 each month whatever their number. Dozens of dollars are claimed too; a few customers claim again and again.
 */
import { sum } from "./arithmetic.js";
import { createRandom, draw, pick } from "./random.js";
import { dayNumber, dayText } from "./read-date.js";

const small = {
  claims: [125, 147],
  money: [14_800, 16_200],
  handling: 153_700,
  largest: 270,
} as const;

/** The example as a CSV file; the same text for the same seed. */
export function exampleHistory(seed = 1): string {
  const random = createRandom(seed);
  const rows: string[] = [];
  for (let month = 0; month < 24; month += 1)
    rows.push(...monthOfClaims(month, random));
  const numbered = rows.map((row, at) =>
    row.replace(",", `,C${String(at + 1).padStart(5, "0")},`),
  );
  return `${[headings, ...numbered].join("\n")}\n`;
}

const headings =
  "date,claim,account,amount,currency,category,outcome,credited,handling_cost,channel";

interface Drawn {
  readonly account: string;
  readonly amount: number;
  readonly handling: number;
}

function monthOfClaims(month: number, random: () => number): string[] {
  const year = 2024 + Math.floor(month / 12);
  const first = dayNumber(year, (month % 12) + 1, 1);
  const next = dayNumber(
    month % 12 === 11 ? year + 1 : year,
    ((month + 1) % 12) + 1,
    1,
  );
  const claims = [...smallClaims(month, random), ...largeClaims(random)];
  return claims
    .map((claim) => ({ claim, day: pick(random, first, next - 1) }))
    .toSorted((one, other) => one.day - other.day)
    .map(({ claim, day }) => writeRow(claim, day, random));
}

function smallClaims(month: number, random: () => number): Drawn[] {
  // The seventh month is the quietest and the twentieth the busiest: the company's two ends.
  const ends = new Map([
    [6, 0],
    [19, 1],
  ]);
  const busy = ends.get(month) ?? random();
  const near = ends.get(month) ?? between(busy + (random() - 0.5) * 0.3);
  const count = scale(small.claims, busy);
  const repeating = repeatClaims(random);
  const amounts = spread(
    Array.from({ length: count }, () => smallAmount(random)),
    scale(small.money, near),
    [5, small.largest],
    random,
  );
  const handling = spread(
    Array.from({ length: count }, () => pick(random, 480, 1780)),
    small.handling,
    [300, 2600],
    random,
  );
  return amounts.map((amount, at) => ({
    account: repeating[at] ?? account(random),
    amount,
    handling: handling[at] ?? 0,
  }));
}

function largeClaims(random: () => number): Drawn[] {
  return Array.from({ length: pick(random, 46, 64) }, () => {
    const height = random() * random();
    const amount = small.largest + 1 + Math.floor(40_000 * height * height);
    const handling = 1000 + pick(random, 0, 900) + Math.floor(amount / 40);
    return { account: account(random), amount, handling };
  });
}

// Fourteen customers claim in three months of four, one to three times: the honest few who would push for a discount.
function repeatClaims(random: () => number): string[] {
  const repeating: string[] = [];
  for (let customer = 0; customer < 14; customer += 1) {
    const times = random() < 0.75 ? pick(random, 1, 3) : 0;
    for (let time = 0; time < times; time += 1)
      repeating.push(`A${20_001 + customer * 137}`);
  }
  return repeating;
}

function account(random: () => number): string {
  return `A${pick(random, 30_000, 79_999)}`;
}

function smallAmount(random: () => number): number {
  const height = random();
  return 5 + Math.floor(265 * height * (0.4 + 0.6 * height));
}

/** Shifts amounts, a cent or the like at a time, until they add up to a sum; each stays within its bounds. */
function spread(
  amounts: readonly number[],
  total: number,
  [least, most]: readonly [number, number],
  random: () => number,
): number[] {
  const spreaded = [...amounts];
  let missing = total - sum(spreaded);
  while (missing !== 0) {
    const at = pick(random, 0, spreaded.length - 1);
    const now = spreaded[at] ?? 0;
    const step = Math.sign(missing) * Math.min(Math.abs(missing), 3);
    const next = Math.min(most, Math.max(least, now + step));
    spreaded[at] = next;
    missing -= next - now;
  }
  return spreaded;
}

function writeRow(
  { account: who, amount, handling }: Drawn,
  day: number,
  random: () => number,
): string {
  const outcome = draw(random, amount <= small.largest ? smallEnds : largeEnds);
  const credited =
    outcome === "conceded"
      ? amount
      : outcome === "partly conceded"
        ? Math.floor(amount / 2)
        : 0;
  return [
    dayText(day),
    who,
    cents(amount),
    "USD",
    draw(random, amount <= small.largest ? smallKinds : largeKinds),
    outcome,
    cents(credited),
    cents(handling),
    draw(random, channels),
  ].join(",");
}

const smallEnds = [
  ["refused", 62],
  ["conceded", 22],
  ["withdrawn", 10],
  ["partly conceded", 6],
] as const;
const largeEnds = [
  ["refused", 42],
  ["conceded", 33],
  ["partly conceded", 16],
  ["withdrawn", 9],
] as const;
const smallKinds = [
  ["long distance", 38],
  ["late interest", 22],
  ["data", 16],
  ["text messages", 13],
  ["fee", 11],
] as const;
const largeKinds = [
  ["data", 27],
  ["roaming", 24],
  ["long distance", 19],
  ["fee", 18],
  ["late interest", 12],
] as const;
const channels = [
  ["phone", 61],
  ["counter", 31],
  ["web", 8],
] as const;

function cents(amount: number): string {
  const digits = String(amount).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function scale(
  [least, most]: readonly [number, number],
  height: number,
): number {
  return Math.round(least + (most - least) * height);
}

function between(height: number): number {
  return Math.min(1, Math.max(0, height));
}
