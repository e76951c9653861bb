/** An effect that no repetition can help: it goes to the dead letters, where a person looks at it. */
export class CannotPerform extends Error {
  readonly code = "cannot-perform";
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CannotPerform";
  }
}

/** Somebody hears nothing until this is done: tried again each second, whatever went wrong. */
export class HeardAway extends Error {
  readonly code = "heard-away";
}
