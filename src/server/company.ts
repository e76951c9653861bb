import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { disputePolicy, type DisputePolicy } from "../machines/policy.js";
import { bills, type Bills } from "./billing-book.js";
import { SettingError } from "./settings.js";

const language = z.enum(["es", "en", "pt"]);
const phone = z
  .string()
  .regex(/^(\+[1-9]\d{6,14}|sips?:[^\s<>"]{3,250}|client:[\w.-]{1,120})$/, {
    error:
      'a phone number in quotes such as "+12025550111", a sip: address or a client: name',
  });

const person = z.strictObject({
  name: z.string().min(1).max(80),
  phone,
  title: z.record(language, z.string().min(1).max(80)),
  languages: z.array(language).optional(),
});

const people = z.strictObject({
  director: person,
  agents: z
    .array(
      person
        .omit({ title: true })
        .extend({ topics: z.array(z.string().max(40)).default([]) }),
    )
    .max(200),
});
export type PeopleFile = z.output<typeof people>;

/** Whom the line may ring. Throws a `SettingError` that names the file and the field. */
export function readPeople(file: string): Promise<PeopleFile> {
  return readYaml(file, people);
}

export function readBills(file: string): Promise<Bills> {
  return readYaml(file, bills);
}

/** The dispute policies in `policies/` beside the flows, by name. */
export async function readPolicies(
  flowsDir: string,
): Promise<ReadonlyMap<string, DisputePolicy>> {
  const dir = join(flowsDir, "policies");
  const names = await readdir(dir).catch(() => []);
  const policies = await Promise.all(
    names
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => readYaml(join(dir, name), disputePolicy)),
  );
  return new Map(policies.map((policy) => [policy.policy, policy]));
}

async function readYaml<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new SettingError(
      `${file} cannot be read: ${(cause as Error).message.split("\n")[0]}`,
    );
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new SettingError(
    `${file}, ${issue?.path.join(" › ") ?? ""}: ${issue?.message ?? ""}`,
  );
}
