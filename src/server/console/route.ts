import type { Request, Response } from "express";
import type { Account } from "../../machines/console-accounts/index.js";
import type { Right } from "../../machines/console-accounts/rights.js";

export type Answer = readonly [status: number, body: object];

interface Place {
  readonly method: "get" | "post" | "put" | "delete";
  /** Below `/api/console`. */
  readonly path: string;
}

/** One request that the console may send. Who may send it is part of what it is: there is no route without it. */
export type ConsoleRoute = Place &
  (
    | {
        readonly right: "anybody";
        handle(request: Request, response: Response): Promise<Answer>;
      }
    | {
        /** Several: any of them is enough. */
        readonly right: Right | readonly Right[] | "signed-in";
        handle(
          request: Request,
          who: Account,
          response: Response,
          /** `undefined`: it answers by itself. */
        ): Promise<Answer | undefined>;
      }
  );

export const done: Answer = [200, {}];
