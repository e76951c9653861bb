/** a × b ÷ c on whole numbers, exact however large the product; halves away from zero, `c` above zero. RangeError when the result is no safe integer. */
export function mulDiv(a: number, b: number, c: number): number {
  if (Number.isSafeInteger(a * b)) return divide(a * b, c);
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const half = (product < 0n ? -divisor : divisor) / 2n;
  const result = Number((product + half) / divisor);
  if (!Number.isSafeInteger(result))
    throw new RangeError(
      `${a} × ${b} ÷ ${c} is more than can be counted to the cent.`,
    );
  return result;
}

function divide(product: number, divisor: number): number {
  const size = Math.abs(product);
  const rest = size % divisor;
  const whole = (size - rest) / divisor + (2 * rest >= divisor ? 1 : 0);
  return product < 0 ? -whole : whole;
}

/** The sum of whole numbers. */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

/** The middle one; the lower of two. Zero of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** Runs of additions at positions turned into running totals, in place. */
export function accumulate(deltas: Float64Array): Float64Array {
  for (let at = 1; at < deltas.length; at += 1)
    deltas[at] = (deltas[at] ?? 0) + (deltas[at - 1] ?? 0);
  return deltas;
}
