export type SidPrefix = "CA" | "PN" | "SM" | "QU" | "CF" | "RE";

export interface Ids {
  /** Two letters and 32 hexadecimal digits, as the carrier writes its ids. */
  sid(prefix: SidPrefix): string;
  /** A version-4 UUID. */
  uuid(): string;
}

/** Ids drawn from `random` (0 ≤ x < 1), so that a seeded run names its calls the same way twice. */
export function createIds(random: () => number): Ids {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join(
      "",
    );
  return {
    sid: (prefix) => prefix + hex(32),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
