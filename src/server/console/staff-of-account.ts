import { powersOf, type Powers } from "../../machines/decisions/powers.js";
import type { PeopleFile } from "../served/company.js";
import { staffOf } from "../staff.js";

/** Somebody of the people file, as the console speaks of them; numbers stay in the file. */
export interface StaffView {
  /** As in `/api/people/<id>`. */
  readonly id: string;
  /** As decisions and cases name them. */
  readonly name: string;
  readonly role: string;
}

/** `GET /me`: whom of the people file the signed-in person is. */
export interface MeView {
  /** `null`: nobody, or their name stands there no more. */
  readonly staff:
    | (StaffView & {
        /** What they may grant without asking anyone; amounts in minor units. `null`: nothing. */
        readonly powers: Powers | null;
      })
    | null;
}

/** Everybody of the people file, each once; who stands there in two roles is there with the first. */
export function viewStaff(people: PeopleFile): readonly StaffView[] {
  const byName = new Map<string, StaffView>();
  for (const { id, name, role } of staffOf(people))
    if (!byName.has(name)) byName.set(name, { id, name, role });
  return [...byName.values()];
}

export function staffNamed(
  people: PeopleFile,
  name: string | undefined,
): MeView["staff"] {
  const staff = viewStaff(people).find((one) => one.name === name);
  return staff
    ? { ...staff, powers: powersOf(people.powers, staff.name) ?? null }
    : null;
}
