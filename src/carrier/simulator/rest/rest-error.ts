/** A REST refusal as the carrier words it: `{code, message, more_info, status}` (§4.1, §4.9). */
export class RestError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.name = "RestError";
    this.status = status;
    this.code = code;
  }
}

export function notFound(what: string): RestError {
  return new RestError(
    404,
    20404,
    `The requested resource ${what} was not found`,
  );
}
