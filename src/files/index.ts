import { fileURLToPath } from "node:url";
import { createFolderFiles } from "./folder.js";
import { createHttpFiles } from "./http.js";
import type { Files } from "./files.js";

export type { Files } from "./files.js";
export { sealFiles, type DataKey } from "./sealed.js";

/** Opens what `FILES_URL` names (`file:`, `http:` or `https:`); absent: the folder. */
export function openFiles(url: string | undefined, folder: string): Files {
  if (url === undefined) return createFolderFiles(folder);
  return new URL(url).protocol === "file:"
    ? createFolderFiles(fileURLToPath(url))
    : createHttpFiles(url);
}
