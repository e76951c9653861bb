import type { RequestHandler, Response } from "express";
import type { Language } from "../flows/speech/index.js";
import {
  linePins,
  numberOfLink,
  type PinEvent,
  type Pins,
} from "../machines/pins.js";
import { pinPage, plainPage } from "./case-page-html.js";
import { pageWords } from "./case-page-words.js";
import type { Clock } from "./clock.js";
import type { PageLinks } from "./page-links.js";
import { readContext } from "./read-context.js";
import { takeTurn, type TurnDeps } from "./turn.js";

interface PinPageDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly links: PageLinks;
  readonly language: () => Language;
  readonly over: (response: Response) => void;
}

/** Opens a PIN that was tried too often, at a press and once; any other page is somebody else's. */
export function createPinPage({
  turns,
  clock,
  links,
  language,
  over,
}: PinPageDeps): RequestHandler<{ sealed: string }> {
  return async ({ params, method }, response, next) => {
    const link = links.open(params.sealed, clock.now());
    if (link?.page !== "pin") return next();
    const file = await readContext<Pins>(turns.store, linePins);
    if (!file || numberOfLink(file, link.number) === undefined)
      return over(response);
    if (method !== "POST") return void response.send(pinPage(language()));
    const event: PinEvent = {
      type: "unlocked-by-link",
      at: clock.now(),
      link: link.number,
    };
    await takeTurn(turns, {
      key: linePins,
      token: `link:${link.number}`,
      event,
      begins: false,
      asks: false,
    });
    response.send(plainPage(language(), pageWords[language()].pinOpen));
  };
}
