/** Resolves when `holds` does; rejects after 20 s, so that a test says what it waited for. */
export async function until(
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 2_000)
      throw new Error(`This never came true: ${String(holds)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
