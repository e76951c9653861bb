/** A mistake in a text: what is wrong about which word, and where (in UTF-16 units of the source). */
export interface TextProblem {
  readonly kind:
    "unknown-variable" | "unknown-filter" | "syntax" | "wrong-type";
  readonly name: string;
  /** What was probably meant. */
  readonly nearest?: string;
  readonly offset: number;
  readonly length: number;
}
