/** What the theory of queues says, for comparison. */

/** Erlang C: how many wait, and how long on average, for `agents` people and an offered load in erlangs. Sources: Erlang 1917; docs/simulating.md. */
export function erlangC(load: number, agents: number, handling: number) {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < agents; k += 1) sum += term *= load / k;
  const all = ((term * load) / agents) * (agents / (agents - load));
  const waits = all / (sum + all);
  const rate = (agents - load) / handling;
  return {
    waits,
    meanWait: waits / rate,
    within: (seconds: number) => 1 - waits * Math.exp(-rate * seconds),
  };
}

/** Who comes when, and how long each keeps a person; ms. */
export interface Served {
  readonly at: number;
  readonly handling: number;
}

/** First come, first served by whoever is free (Kiefer and Wolfowitz 1955): how long each waits, ms. In the order of coming. */
export function waitsOf(calls: readonly Served[], agents: number): number[] {
  const free = Array.from({ length: agents }, () => 0);
  return calls.map(({ at, handling }) => {
    const first = free.indexOf(Math.min(...free));
    const begins = Math.max(at, free[first] ?? 0);
    free[first] = begins + handling;
    return begins - at;
  });
}

/** The mean, and how far the true one may lie from it with 99 % confidence: by the means of batches, since who waits after each other waits alike. */
export function meanOf(values: readonly number[], batches = 20) {
  const size = Math.floor(values.length / batches);
  const means = Array.from({ length: batches }, (_, batch) =>
    plainMean(values.slice(batch * size, (batch + 1) * size)),
  );
  // Student's t for 19 degrees of freedom.
  return {
    mean: plainMean(means),
    margin: (2.861 * deviationOf(means)) / Math.sqrt(batches),
  };
}

export function plainMean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}

/** The standard deviation of what these were drawn from. */
export function deviationOf(values: readonly number[]): number {
  const mean = plainMean(values);
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
