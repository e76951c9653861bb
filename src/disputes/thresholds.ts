/**
 * The amounts that are tried as thresholds: every amount of two significant figures (0.10, 0.11 … 2.7 … 9.9, 10, 11 …) up to the
 * largest claim, and that claim itself. People can say and remember them, they are as fine at ten cents as at a thousand
 * dollars, and there are never more than some hundreds. In minor units, ascending; nothing beyond the history.
 */
export function thresholdsUpTo(smallest: number, largest: number): number[] {
  const amounts: number[] = [];
  for (let step = 1; step <= largest; step *= 10) {
    const first = step === 1 ? 1 : 10;
    for (let figure = first; figure < 100; figure += 1) {
      const amount = figure * step;
      if (amount >= smallest && amount <= largest) amounts.push(amount);
    }
  }
  if (amounts.at(-1) !== largest) amounts.push(largest);
  return amounts;
}

/** The place of the least threshold that an amount does not exceed. */
export function placeOf(amount: number, thresholds: readonly number[]): number {
  let [low, high] = [0, thresholds.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thresholds[middle] ?? 0) < amount) low = middle + 1;
    else high = middle;
  }
  return low;
}
