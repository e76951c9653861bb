/** Connection overrides in a URL's fragment (§1.4), ms where they are times. */
export interface Overrides {
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
  readonly retries: number;
  readonly retryOn: ReadonlySet<RetryCause>;
}

export type RetryCause = "4xx" | "5xx" | "ct" | "rt";

const defaultOverrides: Overrides = {
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set(["ct"]),
};

export interface OverriddenUrl {
  /** What is requested and signed: the URL without its fragment. */
  readonly url: string;
  readonly overrides: Overrides;
  /** One sentence for each pair that was not understood; the default applies. */
  readonly complaints: readonly { code: number; message: string }[];
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  ct: [100, 10_000],
  rt: [100, 15_000],
  tt: [100, 15_000],
  rc: [0, 5],
};
const allCauses: readonly RetryCause[] = ["4xx", "5xx", "ct", "rt"];

/** Splits `…#rc=2&rp=5xx,rt` into the URL proper and its overrides. `sni` and `e` are accepted and change nothing here. */
export function readOverrides(url: string): OverriddenUrl {
  const hash = url.indexOf("#");
  if (hash < 0) return { url, overrides: defaultOverrides, complaints: [] };
  const values: Record<string, number> = {};
  const complaints: { code: number; message: string }[] = [];
  let retryOn = defaultOverrides.retryOn;
  for (const [key, value] of new URLSearchParams(url.slice(hash + 1))) {
    const range = ranges[key];
    if (key === "rp") {
      const causes = readCauses(value);
      if (causes) retryOn = causes;
      else
        complaints.push({
          code: 11243,
          message: `rp=${value}: the retry policy is a list of 4xx, 5xx, ct, rt, or all.`,
        });
    } else if (range) {
      const number = Number(value);
      if (number >= range[0] && number <= range[1]) values[key] = number;
      else
        complaints.push({
          code: 12200,
          message: `${key}=${value}: this override is between ${range[0]} and ${range[1]}.`,
        });
    }
  }
  return {
    url: url.slice(0, hash),
    complaints,
    overrides: {
      connectMs: values["ct"] ?? defaultOverrides.connectMs,
      readMs: values["rt"] ?? defaultOverrides.readMs,
      totalMs: values["tt"] ?? defaultOverrides.totalMs,
      retries: values["rc"] ?? defaultOverrides.retries,
      retryOn,
    },
  };
}

function readCauses(value: string): ReadonlySet<RetryCause> | undefined {
  if (value === "all") return new Set(allCauses);
  const causes = value.split(",");
  const known = allCauses.filter((cause) => causes.includes(cause));
  return known.length === causes.length ? new Set(known) : undefined;
}
