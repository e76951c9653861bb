import type { RequestHandler } from "express";
import type { Language } from "../../flows/speech/index.js";
import { findPerson } from "../../machines/company/ladder.js";
import {
  linePins,
  numberOfLink,
  type PinEvent,
  type Pins,
} from "../../machines/pins.js";
import { pinPage, plainPage } from "./case-page-html.js";
import { pageWords } from "./case-page-words.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import type { PageLinks } from "./page-links.js";
import { readContext } from "../read-context.js";
import { readerLanguage } from "./reader-language.js";
import { takeTurn, type TurnDeps } from "../turn.js";

interface PinPageDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly links: PageLinks;
  readonly people: () => PeopleFile;
  /** Of the line. */
  readonly languages: () => readonly Language[];
}

/** Opens a PIN that was tried too often, at a press and once, in a language of its owner's; any other page is somebody else's. */
export function createPinPage({
  turns,
  clock,
  links,
  people,
  languages,
}: PinPageDeps): RequestHandler<{ sealed: string }> {
  return async (request, response, next) => {
    const { params, method } = request;
    const link = links.open(params.sealed, clock.now());
    if (link?.page !== "pin") return next();
    const file = await readContext<Pins>(turns.store, linePins);
    const number = file && numberOfLink(file, link.number);
    const pin = number === undefined ? undefined : file?.pins[number];
    const owner = pin && findPerson(people(), pin.person);
    const offered = owner?.languages ?? languages();
    const language = readerLanguage(request, offered);
    const words = pageWords[language];
    const say = (text: string) => plainPage(language, words.pinTitle, text);
    if (!pin) return void response.status(410).send(say(words.pinOver));
    if (method !== "POST") return void response.send(pinPage(language));
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
    response.send(say(words.pinOpen));
  };
}
