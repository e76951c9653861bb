/** Reads the company's documents, from files and from versions, and keeps what claims refer to. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  peopleDocument,
  policyFolder,
} from "../../machines/company/documents.js";
import {
  peopleFile,
  type PeopleFile,
} from "../../machines/company/people-file.js";
import {
  disputePolicy,
  policyDocument,
  type DisputePolicy,
} from "../../machines/company/policy.js";
import type { Store } from "../../store/contract.js";
import { accountsFile, type AccountsFile } from "../../account/book-file.js";
import { bills, type Bills } from "../../billing/book.js";
import type { WrittenFile } from "./flow-library.js";
import { readText, readYaml, readYamlFile } from "./read-yaml-file.js";
import { SettingError } from "../setting-error.js";

export type { PeopleFile } from "../../machines/company/people-file.js";

export interface CompanyData {
  /** The people file and the policies as they are written. */
  readonly documents: readonly WrittenFile[];
  readonly people: PeopleFile;
  readonly policies: ReadonlyMap<string, DisputePolicy>;
}

/** The people file, and the dispute policies in `policies/` beside the flows. Throws a `SettingError` that names the file and the field. */
export async function readDocuments(
  flowsDir: string,
  people: string,
): Promise<CompanyData> {
  const documents = [
    { file: peopleDocument, text: await readText(people) },
    ...(await readPolicyTexts(flowsDir)),
  ];
  return understandDocuments(documents, (file) =>
    file === peopleDocument ? people : join(flowsDir, file),
  );
}

/** What documents say. Throws a `SettingError` with the file as `placeOf` calls it, the line, and what is expected there. */
export function understandDocuments(
  documents: readonly WrittenFile[],
  placeOf: (file: string) => string = (file) => file,
): CompanyData {
  const people = documents.find(({ file }) => file === peopleDocument);
  if (!people)
    throw new SettingError(`There is no ${placeOf(peopleDocument)}.`);
  const policies = documents.filter((one) => one !== people);
  return {
    documents,
    people: readYaml(people.text, peopleFile, placeOf(people.file)),
    policies: understandPolicies(policies, placeOf),
  };
}

/** Whom the line may ring. Throws a `SettingError` that names the file and the field. */
export function readPeople(file: string): Promise<PeopleFile> {
  return readYamlFile(file, peopleFile);
}

export function readBills(file: string): Promise<Bills> {
  return readYamlFile(file, bills);
}

export function readAccounts(file: string): Promise<AccountsFile> {
  return readYamlFile(file, accountsFile);
}

/** The dispute policies in `policies/` beside the flows, by name. */
export async function readPolicies(
  flowsDir: string,
): Promise<ReadonlyMap<string, DisputePolicy>> {
  return understandPolicies(await readPolicyTexts(flowsDir), (file) =>
    join(flowsDir, file),
  );
}

async function readPolicyTexts(flowsDir: string): Promise<WrittenFile[]> {
  const dir = join(flowsDir, policyFolder);
  const names = await readdir(dir).catch(() => []);
  return Promise.all(
    names
      .filter((one) => /\.ya?ml$/.test(one))
      .toSorted()
      .map(async (name) => ({
        file: `${policyFolder}${name}`,
        text: await readText(join(dir, name)),
      })),
  );
}

function understandPolicies(
  written: readonly WrittenFile[],
  placeOf: (file: string) => string,
): ReadonlyMap<string, DisputePolicy> {
  const policies = new Map<string, DisputePolicy>();
  for (const { file, text } of written) {
    const policy = readYaml(text, disputePolicy, placeOf(file));
    if (policies.has(policy.policy))
      throw new SettingError(
        `${placeOf(file)}: another file beside it has the policy "${policy.policy}" too. Rename one.`,
      );
    policies.set(policy.policy, policy);
  }
  return policies;
}

/** Keeps each policy's text under its version for good: a claim says under which it was decided. */
export async function keepPolicies(
  policies: ReadonlyMap<string, DisputePolicy>,
  store: Store,
): Promise<void> {
  for (const policy of policies.values()) {
    const { version, text } = policyDocument(policy);
    await store.putDocument(`policy:${version}`, text);
  }
}
