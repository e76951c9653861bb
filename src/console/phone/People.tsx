import type { PhoneNumbers } from "../../carrier/simulator/phone-api.js";
import type { PhoneLeg } from "../../phone/phone-state.js";
import { numberAt, personAt } from "../../phone/phone-view.js";
import { PersonPhone } from "./PersonPhone.js";
import type { Shared } from "./shared.js";

interface Props extends Shared {
  readonly numbers: PhoneNumbers;
  /** On the telephone in hand. */
  readonly call: PhoneLeg | undefined;
}

/** The telephones that the line may ring, and those of customers that it rings while another is in hand. */
export function People(props: Props) {
  const { words, view, numbers, call } = props;
  const rungBack = numbers.callers.filter(
    ({ number }) =>
      (!call || numberAt(call) !== number) &&
      personAt(view.phone, number).status !== "idle",
  );
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
        {[...rungBack, ...numbers.people].map((person) => (
          <PersonPhone key={person.number} {...props} person={person} />
        ))}
      </ul>
    </section>
  );
}
