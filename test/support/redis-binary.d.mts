/** A Redis server's program, and what it needs in its environment. */
export function findRedisBinary(): Promise<{
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}>;
