import {
  connectionsFile,
  missingSecrets,
  type DefinedConnections,
  type SecretOf,
} from "../../lookups/index.js";
import { demoFile } from "./demo-file.js";
import { readYamlFile } from "./read-yaml-file.js";
import { SettingError } from "../setting-error.js";

/** The connections that look-ups go over. Throws a `SettingError` that names the file and the field. */
export async function readConnections(
  file: string = demoFile("lookups.yaml"),
): Promise<DefinedConnections> {
  return (await readYamlFile(file, connectionsFile)).connections;
}

/** The connections of a line: without a file, the demo company's on the simulator, and none on a real line. Their secrets have to be set. */
export async function openConnections(settings: {
  readonly lookUpsFile?: string;
  readonly carrier?: object;
  readonly secretOf: SecretOf;
}): Promise<DefinedConnections> {
  const { lookUpsFile: file, carrier, secretOf } = settings;
  if (file === undefined && carrier) return {};
  const connections = await readConnections(file);
  const [missing] = missingSecrets(connections, secretOf);
  if (missing)
    throw new SettingError(
      `${missing.name} is missing: the connection "${missing.connection}" in ${file ?? "the demo"} sends it. It has plain signs and no spaces.`,
    );
  return connections;
}
