import { fileURLToPath } from "node:url";
import { createFolderFiles } from "./folder.js";
import { createHttpFiles } from "./http.js";
import { createS3Files } from "./s3.js";
import type { Files } from "./files.js";

export type { Files } from "./files.js";
export { sealFiles, type DataKey } from "./sealed.js";

/** Opens what `FILES_URL` names (`file:`, `http:`, `https:`, `s3+https:` or `s3+http:`); absent: the folder. */
export function openFiles(url: string | undefined, folder: string): Files {
  if (url === undefined) return createFolderFiles(folder);
  const { protocol } = new URL(url);
  if (protocol === "file:") return createFolderFiles(fileURLToPath(url));
  return protocol.startsWith("s3+") ? createS3Files(url) : createHttpFiles(url);
}
