/** A setting that is wrong; its message is the one line that is printed before the process ends. */
export class SettingError extends Error {
  readonly code = "setting";
  constructor(message: string) {
    super(message);
    this.name = "SettingError";
  }
}
