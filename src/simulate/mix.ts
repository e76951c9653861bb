import { z } from "zod";
import { readYamlFile } from "../server/served/read-yaml-file.js";

const reason = z.strictObject({
  /** Weight among the others. */
  share: z.number().positive(),
  /** What is pressed, one key after the other, each time that the line has asked for one. */
  keys: z
    .string()
    .regex(/^[0-9*#]*$/, { error: 'keys such as "11", in quotes' }),
  /** Whose bill the caller has: an account of the demo company's; absent: nobody knows the number. */
  account: z.string().optional(),
});

const mix = z
  .record(z.string().min(1).max(40), reason)
  .refine((reasons) => Object.keys(reasons).length > 0, {
    error: "one reason at least",
  });

/** Why callers ring, by name. */
export type Mix = Readonly<Record<string, Readonly<z.output<typeof reason>>>>;

/** For the flow that ships, and the demo company's bills. */
export const usualMix: Mix = {
  "a small charge": { share: 40, keys: "11", account: "acme-1001" },
  "a large charge": { share: 15, keys: "11", account: "acme-1002" },
  "a person": { share: 38, keys: "2", account: "acme-1001" },
  "a person, number unknown": { share: 5, keys: "2" },
  "the director": { share: 2, keys: "0", account: "acme-1001" },
};

/** A file in which somebody wrote a mix. Rejects with a `SettingError` that names the file, the line and the field. */
export function readMix(file: string): Promise<Mix> {
  return readYamlFile(file, mix);
}
