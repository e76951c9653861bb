import { Command, Option } from "commander";
import { findPerson } from "../machines/company/ladder.js";
import { pinsMachine } from "../machines/pins.js";
import { readPeople } from "../server/served/company.js";
import { demoFile } from "../server/served/demo-file.js";
import { createMachineKinds, fixedKind } from "../server/machine-kinds.js";
import { SettingError } from "../server/setting-error.js";
import { changePin, setPin } from "../server/voice/staff-pins.js";
import type { TurnDeps } from "../server/turn.js";
import { withStore } from "./with-store.js";

/** `directo pin …`: with what the line's people identify themselves on their own number. */
export function pinCommand(): Command {
  const pin = new Command("pin").description(
    "the numbers and PINs with which people of the line act from any telephone",
  );
  const of = (name: string, description: string) =>
    pin
      .command(name)
      .description(description)
      .argument("<person>", "the name as it stands in the people file")
      .addOption(
        new Option("--people <file>", "the people file").env("PEOPLE_FILE"),
      );
  const onPerson =
    (act: (turns: TurnDeps, person: string) => Promise<string>) =>
    (person: string, { people }: { people?: string }) =>
      withStore(async (store) => {
        const file = await readPeople(people ?? demoFile("people.yaml"));
        if (!findPerson(file, person))
          throw new SettingError(`"${person}" is nobody in the people file.`);
        const kinds = createMachineKinds({ pins: fixedKind(pinsMachine) });
        process.stdout.write(`${await act({ store, kinds }, person)}\n`);
      });
  const changing =
    (type: "unlocked" | "pin-removed", done: string) =>
    async (turns: TurnDeps, person: string): Promise<string> => {
      if (await changePin(turns, type, person, Date.now())) return done;
      throw new SettingError(`${person} has no PIN.`);
    };
  of(
    "set",
    "draw a PIN and print it, once, with the number to key in before",
  ).action(
    onPerson(async (turns, person) => {
      const drawn = await setPin(turns, person, Date.now());
      return `${person}: number ${drawn.number}, PIN ${drawn.pin}. It is not shown again.`;
    }),
  );
  of("unlock", "open a PIN again that is locked after five wrong tries").action(
    onPerson(changing("unlocked", "The PIN works again.")),
  );
  of("remove", "take a PIN away").action(
    onPerson(changing("pin-removed", "The PIN is gone.")),
  );
  return pin;
}
