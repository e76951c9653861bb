import type { PhoneOwner } from "../../carrier/simulator/phone-api.js";
import { PersonPhone } from "./PersonPhone.js";
import type { Shared } from "./shared.js";

interface Props extends Shared {
  readonly people: readonly PhoneOwner[];
}

/** The telephones that the line may ring. */
export function People(props: Props) {
  const { words, people } = props;
  return (
    <section
      className="people"
      id="people"
      aria-labelledby="people-title"
      tabIndex={0}
    >
      <h2 id="people-title">{words.people}</h2>
      <p className="hint">{words.peopleHint}</p>
      <ul>
        {people.map((person) => (
          <PersonPhone key={person.number} {...props} person={person} />
        ))}
      </ul>
    </section>
  );
}
