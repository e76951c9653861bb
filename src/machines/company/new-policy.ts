/** The text of a policy that concedes nothing yet: a person decides of every charge until somebody writes amounts. */
export function newPolicy(
  name: string,
  currency: string,
  timeZone: string,
): string {
  const nothing = `{ ${currency}: 0 }`;
  return `# A disputed charge at or under the threshold goes at once: no proof, no argument. Amounts are in minor units: 500 is 5.00.
policy: ${name}
time zone: ${timeZone}
threshold: ${nothing}
# Beyond this a person looks at it, with the history.
per customer: { days: 90, concessions: 3, sum: ${nothing} }
# The same for numbers that the caller's carrier does not vouch for.
unattested numbers: { days: 90, concessions: 2, sum: ${nothing} }
# In a calendar month, all customers.
monthly budget: ${nothing}
# Whose word lifts threshold, limits and budget for one charge.
may override: [approver, director]
`;
}
