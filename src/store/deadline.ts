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

/**
 * `withDeadline` for many calls of the same `ms`: one timer serves them all, since whichever began first is late first.
 */
export function createDeadline(ms: number, where: string) {
  const waiting = new Set<{ until: number; late: () => void }>();
  let timer: NodeJS.Timeout | undefined;

  function look(): void {
    timer = undefined;
    const now = performance.now();
    for (const call of waiting) {
      if (call.until > now) {
        timer = setTimeout(look, call.until - now).unref();
        return;
      }
      waiting.delete(call);
      call.late();
    }
  }
  return <T>(work: Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const call = {
        until: performance.now() + ms,
        late: () =>
          reject(
            new StoreUnavailable(`${where} did not answer within ${ms} ms.`),
          ),
      };
      waiting.add(call);
      timer ??= setTimeout(look, ms).unref();
      work.then(
        (value) => {
          waiting.delete(call);
          resolve(value);
        },
        (error: unknown) => {
          waiting.delete(call);
          reject(error);
        },
      );
    });
}
