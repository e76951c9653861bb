import type { FormWords } from "./words.js";

/** What a fact of a document is called: as the field of the form that it is written in. */
export function labelOf(words: FormWords, fact: string): string {
  const [, kind, own] = /^(category|day) (.+)$/.exec(fact) ?? [];
  if (kind === "category") return words.category(own ?? "");
  if (kind === "day") return `${words.exceptions}, ${own}`;
  return (
    words.days[fact] ?? needsOf(words)[fact] ?? fieldsOf(words)[fact] ?? fact
  );
}

type Labels = Readonly<Partial<Record<string, string>>>;

const needsOf = ({ needs }: FormWords): Labels => needs;

function fieldsOf(words: FormWords): Labels {
  const limits = (name: string, label: string) => ({
    [`${name} concessions`]: `${label}: ${words.concessions}`,
    [`${name} days`]: `${label}: ${words.limitDays}`,
    [`${name} sum`]: `${label}: ${words.sum}`,
  });
  return {
    name: words.name,
    phone: words.phone,
    people: words.whose,
    segment: words.segment,
    role: words.group,
    place: words.place,
    phones: words.phones,
    hours: words.theirHours,
    topics: words.topics,
    segments: words.segments,
    regions: words.regions,
    languages: words.languages,
    superior: words.superior,
    email: words.email,
    line: words.line,
    published: words.published,
    title: words.title,
    spoken: words.spoken,
    "credits each": words.creditEach,
    "credits a day": words.creditDay,
    plans: words.plans,
    gifts: words.gifts,
    "gifts these": words.gifts,
    "gifts a day": words.giftsDay,
    "another remedy": words.anotherDay,
    "time zone": words.timeZone,
    holidays: words.holidays,
    "closed now": words.closedNow,
    numbers: words.theirNumbers,
    adviser: words.adviser,
    "wrap-up": words.wrapUp,
    "unanswered at most": words.unanswered,
    countries: words.countries,
    "calls a day": words.ceilings["calls a day"].label,
    "messages a day": words.ceilings["messages a day"].label,
    "spend a day": words.ceilings["spend a day"].label,
    "a call costs": words.costs.call.label,
    "a message costs": words.costs.message.label,
    "staff line": words.staffLine,
    areas: words.areas,
    reasons: words.reasons,
    contractors: words.contractors,
    labels: words.labels,
    threshold: words.threshold,
    ...limits("per customer", words.perCustomer),
    ...limits("unattested numbers", words.unattested),
    "monthly budget": words.budget,
    "handling cost": words.handlingCost,
    "may override": words.override,
  };
}
