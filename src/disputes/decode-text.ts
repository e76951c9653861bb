/** The text of a file's bytes: UTF-8 or UTF-16 by its mark or by what it is, else Windows-1252 (what a spreadsheet in Spanish saves; Latin-1 is part of it). */
export function decodeText(bytes: Uint8Array): {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16" | "windows-1252";
} {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: decode("utf-16le", bytes), encoding: "utf-16" };
  if (first === 0xfe && second === 0xff)
    return { text: decode("utf-16be", bytes), encoding: "utf-16" };
  try {
    const strict = new TextDecoder("utf-8", { fatal: true });
    return { text: strict.decode(bytes), encoding: "utf-8" };
  } catch {
    return { text: decode("windows-1252", bytes), encoding: "windows-1252" };
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
