import { z } from "zod";
import type { Texts } from "./chart.js";
import type { Variables } from "./speech/index.js";
import { texts, type Prompt } from "./step-kind.js";

/** The sentences that a kind of step brings along, by name: when each is said, and the variables that it may use. */
export type OwnWords = Readonly<
  Record<
    string,
    {
      readonly when: string;
      readonly knows: Variables;
      readonly texts: Texts;
      readonly anyKey?: boolean;
    }
  >
>;

type Replaced<Words extends OwnWords> = {
  readonly [Name in keyof Words]?: Texts | undefined;
};

/** A kind's own sentences, any of which a document may replace in its block `say`. */
export interface Replaceable<Words extends OwnWords> {
  /** The schema of the block `say`. */
  readonly block: z.ZodOptional<z.ZodType<Replaced<Words>>>;
  /** For checking: as the document has them, else as they come with the kind. */
  prompts(say: Replaced<Words> | undefined): Prompt[];
  /** What is said: the document's where it has some. */
  said(say: Replaced<Words> | undefined): Readonly<Record<keyof Words, Texts>>;
}

export function ownWords<Words extends OwnWords>(
  words: Words,
): Replaceable<Words> {
  const block: z.ZodType<Replaced<Words>> = z.strictObject(
    Object.fromEntries(
      Object.entries(words).map(([name, { when }]) => [
        name,
        texts.optional().meta({ description: when }),
      ]),
    ),
  );
  return {
    block: block.optional().meta({
      description:
        "Your own sentences in place of those that come with this step",
    }),
    prompts: (say) =>
      Object.entries(words).map(([name, { knows, texts: own, anyKey }]) => {
        const replaced = say?.[name];
        return {
          path: ["say", name],
          texts: replaced ?? own,
          variables: knows,
          isOwn: replaced === undefined,
          ...(anyKey !== undefined && { anyKey }),
        };
      }),
    said: (say) =>
      Object.fromEntries(
        Object.entries(words).map(([name, own]) => [
          name,
          { ...own.texts, ...say?.[name] },
        ]),
      ) as Record<keyof Words, Texts>,
  };
}
