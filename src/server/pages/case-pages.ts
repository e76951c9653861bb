/**
 * The pages that messages lead to: a case's owner's, the caller's answer whether it is solved, and the one that opens a locked PIN. Opening one changes nothing (a
 * preview opens it too); a press does, once. Whoever holds the address may press: it was sent to their phone.
 */
import express, { type Request, type Response, type Router } from "express";
import { z } from "zod";
import type { Recordings } from "../../carrier/twilio/recordings.js";
import type { Language } from "../../flows/speech/index.js";
import {
  outcomes,
  type Case,
  type CaseOpened,
} from "../../machines/case/file.js";
import { connecting } from "../api/case-acts.js";
import { callerPage, ownerPage, plainPage } from "./case-page-html.js";
import { pageWords } from "./case-page-words.js";
import type { MachineEvent } from "../../machines/advance.js";
import type { PageLink } from "../../machines/effects.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import type { OpenedLink, PageLinks } from "./page-links.js";
import { createPinPage } from "./pin-page.js";
import { createSoundRoute, recordingOf } from "../personal/left-sounds.js";
import { readContext } from "../read-context.js";
import { readerLanguage } from "./reader-language.js";
import { createSharedLimit } from "../shared-limit.js";
import { takeTurn, type TurnDeps } from "../turn.js";

export interface CasePagesDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly links: PageLinks;
  readonly recordings: Pick<Recordings, "read">;
  readonly people: () => PeopleFile;
  /** Of the line, in which a page speaks that belongs to no case. */
  readonly languages: () => readonly Language[];
}

const press = z.object({
  act: z.string(),
  words: z.string().max(1000).default(""),
  outcome: z.enum(outcomes).optional(),
  reason: z.string().max(60).default(""),
  area: z.string().max(60).default(""),
  contractor: z.string().max(60).default(""),
});
type Press = z.output<typeof press>;

/** A page under a link that still counts. */
interface Opened {
  readonly link: OpenedLink;
  readonly file: Case;
  readonly opened: CaseOpened;
}

/** An owner who goes on from page to page has as long again for the next press. */
const nextLinkMs = 3 * 24 * 3600 * 1000;
const soundLinkMs = 3600 * 1000;

export function createCasePages(deps: CasePagesDeps): Router {
  const { turns, clock, links } = deps;
  const router = express.Router();
  const find = async (sealed: string): Promise<Opened | undefined> => {
    const link = links.open(sealed, clock.now());
    if (link?.page !== "owner" && link?.page !== "caller") return undefined;
    const file = await readContext<Case>(turns.store, {
      kind: "case",
      id: link.id,
    });
    if (!file?.opened) return undefined;
    const right =
      link.page === "owner"
        ? link.number === file.link && !file.closing
        : link.number === file.closings &&
          file.closing !== undefined &&
          file.solved === undefined;
    return right ? { link, file, opened: file.opened } : undefined;
  };
  const over = (request: Request, response: Response) => {
    const language = readerLanguage(request, deps.languages());
    const words = pageWords[language];
    response.status(410).send(plainPage(language, words.case, words.over));
  };
  /** What the caller left, under addresses that are good for an hour. */
  const soundsOf = ({ file, link }: Opened) =>
    file.recordings.flatMap(({ url = "" }, place) => {
      if (recordingOf(file.recordings, place) === undefined) return [url];
      const sound = { page: "sound", number: place, lasts: soundLinkMs };
      return [links.address(link.id, sound as PageLink, clock.now())];
    });
  const ownerPageOf = (found: Opened, said?: string) =>
    ownerPage(
      found.file,
      found.opened,
      deps.people(),
      languageOf(found.file),
      clock.now(),
      soundsOf(found),
      said,
    );

  router.use(
    createSharedLimit(deps.turns, deps.clock, {
      name: "case pages",
      most: 60,
      page: "Too many requests within a minute. Wait, and open the link again.",
    }),
    express.urlencoded({ extended: false, limit: "8kb", parameterLimit: 20 }),
    (_request, response, next) => {
      response
        .set("cache-control", "no-store")
        .set("referrer-policy", "no-referrer");
      next();
    },
  );
  router.use("/:sealed", createPinPage(deps));
  router.get("/:sealed", createSoundRoute({ ...deps, store: turns.store }));
  router.get("/:sealed", async (request, response) => {
    const found = await find(request.params.sealed);
    if (!found) return over(request, response);
    const { file, opened, link } = found;
    response.send(
      link.page === "caller" ? callerPage(file, opened) : ownerPageOf(found),
    );
  });
  router.post("/:sealed", async (request, response) => {
    const found = await find(request.params.sealed);
    const read = press.safeParse(request.body);
    if (!found || !read.success) return over(request, response);
    if (found.link.page === "caller")
      return answerCaller(deps, found, read.data, response);
    const { link, file, opened } = found;
    const language = languageOf(file);
    const event = ownerEvent(file, read.data, deps.people(), link.number);
    const moved =
      event &&
      (await takeTurn(turns, {
        key: { kind: "case", id: link.id },
        token: `link:${link.number}`,
        event: { ...event, link: link.number, at: clock.now() } as MachineEvent,
        begins: false,
        asks: false,
      }));
    if (moved?.outcome !== "moved") {
      const words = pageWords[language].missing;
      response.status(422).send(ownerPageOf(found, words));
      return;
    }
    if (event?.type === "closed-by") {
      const { kept } = pageWords[language];
      response.send(plainPage(language, titleOf(opened, language), kept));
      return;
    }
    const next = {
      page: "owner",
      number: link.number + 1,
      lasts: nextLinkMs,
    } as const;
    response.redirect(303, links.address(link.id, next, clock.now()));
  });
  return router;
}

async function answerCaller(
  { turns, clock }: CasePagesDeps,
  { link, file, opened }: Opened,
  { act }: Press,
  response: Response,
): Promise<void> {
  const solved = act === "solved";
  await takeTurn(turns, {
    key: { kind: "case", id: link.id },
    token: `answer:${link.number}`,
    event: {
      type: "answered",
      solved,
      question: link.number,
      at: clock.now(),
    } as { type: string; at: number },
    begins: false,
    asks: false,
  });
  const words = pageWords[opened.language];
  const again = `${words.reopened} ${file.owner?.name ?? ""}.`;
  const title = titleOf(opened, opened.language);
  response.send(
    plainPage(opened.language, title, solved ? words.thanks : again),
  );
}

function ownerEvent(
  { owner }: Case,
  { act, words, outcome, reason, area, contractor }: Press,
  people: PeopleFile,
  link: number,
): ({ readonly type: string } & Record<string, unknown>) | undefined {
  const by = owner?.name ?? "";
  if (act === "acknowledge") return { type: "acknowledged", by };
  if (act === "connect") return connecting(people, by, `link${link}`);
  if (act === "contacted") return { type: "contacted", by };
  if (act === "note" && words !== "") return { type: "noted", by, words };
  if (act !== "close" || outcome === undefined) return undefined;
  return {
    type: "closed-by",
    by,
    outcome,
    words,
    reason,
    area,
    ...(contractor !== "" && { contractor }),
  };
}

function titleOf({ reference }: CaseOpened, language: Language): string {
  return `${pageWords[language].case} ${reference}`;
}

function languageOf({ owner, opened }: Case): Language {
  return owner?.languages?.[0] ?? opened?.language ?? "en";
}
