import { StoreUnavailable } from "./contract.js";

/** Passes `work` on, or rejects with `StoreUnavailable` when it takes longer than `ms`. Its fate is then unknown (ST-32). */
export async function withDeadline<T>(
  work: Promise<T>,
  ms: number,
  where: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new StoreUnavailable(`${where} did not answer within ${ms} ms.`),
        ),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
