/** Why a file that somebody named cannot be read, as one sentence for them. */
export function whyUnread(file: string, cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR")
    return `There is no file ${file}.`;
  if (code === "EACCES" || code === "EPERM")
    return `${file} may not be read by this user.`;
  if (code === "EISDIR") return `${file} is a folder, and has to be a file.`;
  return `${file} cannot be read: ${message.split("\n")[0]}`;
}
