import { randomInt } from "node:crypto";
import type { Logger } from "pino";
import type { Happening } from "../../carrier/twilio/form.js";
import { whereIs } from "../../machines/advance.js";
import type { Case } from "../../machines/case/file.js";
import { languagesOf, type FlowDocument } from "../../flows/index.js";
import { findPerson } from "../../machines/company/ladder.js";
import {
  isLocked,
  linePins,
  numberOf,
  triesOf,
  type Pin,
  type PinEvent,
  type Pins,
} from "../../machines/pins.js";
import {
  staffCase,
  type StaffCall,
  type StaffCase,
  type StaffPerson,
} from "../../machines/staff-call/events.js";
import { numberDigits, pinDigits } from "../../machines/staff-call/steps.js";
import type { MachineKey, Store } from "../../store/contract.js";
import type { Clock } from "../clock.js";
import type { PeopleFile } from "../served/company.js";
import { hashPassword, isPassword } from "../console/passwords.js";
import { listOpenCases } from "../open-case-list.js";
import type { PageLinks } from "../pages/page-links.js";
import { readContext } from "../read-context.js";
import { staffOf } from "../staff.js";
import { readState, takeTurn, type TurnDeps } from "../turn.js";

export interface StaffPinsDeps {
  readonly turns: TurnDeps;
  readonly clock: Clock;
  readonly log: Logger;
  readonly people: () => PeopleFile;
  readonly links: PageLinks;
  /** What is served. */
  readonly document: () => FlowDocument;
}

/** Longer than anybody is on the telephone with their cases, ms. */
const soundMs = 3_600_000;
/** Nobody listens to more of them on the telephone; the rest stand on the desk. */
const mostCases = 9;

/** Looks at what is keyed in as a PIN; no machine and no store ever sees it. */
export function createStaffPins({
  turns,
  clock,
  log,
  people,
  document,
  links,
}: StaffPinsDeps) {
  const tell = (event: PinEvent, token: string) =>
    takeTurn(turns, {
      key: linePins,
      token,
      event,
      begins: false,
      asks: false,
    });

  const pinOf = async (number: string) =>
    (await readContext<Pins>(turns.store, linePins))?.pins[number];

  /** Whoever it is hears of a lock that others made. */
  const shutOut = async (
    number: string,
    name: string,
    own: boolean,
    at: number,
    token: string,
  ): Promise<void> => {
    log.error({ person: name }, "a PIN is locked after wrong tries");
    const person = findPerson(people(), name);
    if (own || !person) return;
    const { phone, email, languages } = person;
    const { timeZone } = document();
    const language = languages?.[0] ?? languagesOf(document())[0] ?? "en";
    const owner = { phone, email, language, timeZone };
    await tell({ type: "shut-out", at, number, owner }, `shut-out:${token}`);
  };

  return {
    /** What to tell a call in place of the keys of a PIN; `undefined` where none was asked for. A post that comes twice is one try. */
    check: async (key: MachineKey, turn: number, event: Happening) => {
      if (event.type !== "digits") return undefined;
      const { machine } = await turns.store.load(key);
      const state = machine && readState(machine.state);
      if (state?.turn !== turn || whereIs(state.snapshot) !== "pin")
        return undefined;
      const { number = "", from } =
        (state.snapshot as { context?: StaffCall }).context ?? {};
      const at = clock.now();
      const token = `${key.id}:${turn}`;
      const before = await pinOf(number);
      const own = from !== undefined && isOwnPhone(people(), before, from);
      const { outcome } = await tell(
        { type: "tried", at, number, own },
        `tried:${token}`,
      );
      const known = await pinOf(number);
      const mayTry = outcome === "moved" || outcome === "repeated";
      const right = await isPassword(
        event.digits,
        mayTry ? known?.hash : undefined,
      );
      const person =
        known && right ? staffPerson(people(), known.person) : undefined;
      if (!known || !person) {
        const locked = known !== undefined && isLocked(triesOf(known, own), at);
        if (locked) await shutOut(number, known.person, own, at, token);
        return { type: locked ? "pin-locked" : "pin-wrong" };
      }
      await tell({ type: "right", at, number, own }, `right:${token}`);
      return {
        type: "pin-right",
        person,
        cases: await casesOf(turns.store, links, person.name, at),
      };
    },
  };
}

/** Whether the people file has this telephone for whose PIN it is. */
function isOwnPhone(
  people: PeopleFile,
  pin: Pin | undefined,
  from: string,
): boolean {
  const person = pin && findPerson(people, pin.person);
  const { phone, rings = [] } = person ?? {};
  return [phone, ...rings.map((one) => one.phone)].includes(from);
}

/** Somebody of the people file as the line's own calls know them; `undefined` for nobody there. */
export function staffPerson(
  people: PeopleFile,
  name: string,
): StaffPerson | undefined {
  const found = findPerson(people, name);
  if (!found) return undefined;
  const id = staffOf(people).find((one) => one.name === name)?.id;
  return {
    name,
    ...(id !== undefined && { id }),
    ...(found.languages && { languages: found.languages }),
  };
}

async function casesOf(
  store: Store,
  links: PageLinks,
  owner: string,
  at: number,
): Promise<StaffCase[]> {
  const own = (await listOpenCases(store)).filter((one) => one.owner === owner);
  const files = await Promise.all(
    own.slice(0, mostCases).map(async ({ id }) => {
      const file = await readContext<Case>(store, { kind: "case", id });
      const told = file && staffCase(id, file);
      const sounds = file?.recordings.map((_one, number) =>
        links.address(id, { page: "sound", number, lasts: soundMs }, at),
      );
      return told && { ...told, ...(sounds && { sounds }) };
    }),
  );
  return files.filter((one) => one !== undefined);
}

/** What somebody keys in from now on; told once. */
export interface NewPin {
  readonly number: string;
  readonly pin: string;
}

/** Gives somebody a PIN of their own, drawn here; the number that names them stays. */
export async function setPin(
  turns: TurnDeps,
  person: string,
  at: number,
): Promise<NewPin> {
  const before = await readContext<Pins>(turns.store, linePins);
  const pin = drawDigits(pinDigits.least);
  const hash = await hashPassword(pin);
  for (let tries = 0; tries < 20; tries += 1) {
    const number =
      (before && numberOf(before, person)) ?? drawDigits(numberDigits);
    const event: PinEvent = { type: "pin-set", at, number, person, hash };
    const { outcome } = await takeTurn(turns, {
      key: linePins,
      token: `set:${hash}:${tries}`,
      event,
      begins: true,
      asks: false,
    });
    if (outcome === "moved") return { number, pin };
  }
  throw new Error("No number is free to name somebody by.");
}

/** Opens a locked PIN again, or takes one away. `false`: they have none. */
export async function changePin(
  turns: TurnDeps,
  type: "unlocked" | "pin-removed",
  person: string,
  at: number,
): Promise<boolean> {
  const event: PinEvent = { type, at, person };
  const { outcome } = await takeTurn(turns, {
    key: linePins,
    token: `${type}:${person}:${at}`,
    event,
    begins: false,
    asks: false,
  });
  return outcome === "moved" || outcome === "repeated";
}

/** Never 0 first, which people leave out. */
function drawDigits(count: number): string {
  return String(randomInt(10 ** (count - 1), 10 ** count));
}
