import type { Language, Money } from "../flows/speech/index.js";

/** What a caller needs of whoever takes the call. */
export interface Needs {
  readonly role: string;
  readonly topic?: string;
  readonly language: Language;
  /** Of the customers among whom the caller is. */
  readonly segment?: string;
  /** What the call is about, as far as it is about a charge: whoever takes it should have the power to concede it. */
  readonly disputed?: Money;
}

/** The needs alone, of something that has more. */
export function needsOf(one: Needs): Needs {
  const { role, topic, language, segment, disputed } = one;
  return {
    role,
    ...(topic !== undefined && { topic }),
    language,
    ...(segment !== undefined && { segment }),
    ...(disputed && { disputed }),
  };
}
